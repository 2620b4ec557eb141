"""The `lantu` command: one module a subcommand, imported only when it is called.

Each module offers `configure(parser)`, which declares its arguments, and `run(arguments)`, which
returns the exit code: 0 clear, 1 something was found, 2 the input is bad.
"""

import importlib
import os
import sys
from typing import Any

from lantu.config.directories import variable_directory
from lantu.config.parser import Parser

COMMANDS = {
    "assets": "备齐页面所需的样式、脚本与图标",
    "serve": "打开网站，直到收到停止信号",
    "run": "网站、作业与邮件服务一起打开",
    "check": "把一条红线与蓝图各图层比对，给出占压、面积与依据",
    "due": "推算期限：从某日起若干个工作日，并说明理由",
    "calendar": "查看、核验工作日历",
    "law": "列出条款、规则、参数与测试",
    "layer": "导入、列出、核验图层",
    "mail": "演示用的邮件服务，列出收下的邮件",
    "package": "项目信息成批导入，综合意见成批导出",
    "paper": "按文号或核验码写出文书：PDF，或可编辑的汇总表",
    "permissions": "列出每件事准许谁办",
    "demo": "生成演示城市",
    "jobs": "列出、取消、重做作业",
    "journal": "核验、导出、跟踪日志",
    "lawbook": "现行法规版本：列出、提出、发布",
    "work": "做排队的作业和定时事项，直到收到停止信号",
    "requirements": "逐条列出通知要求由哪些测试证明",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one subcommand and return its exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    os.environ.setdefault("NUMBA_CACHE_DIR", str(variable_directory() / "compiled"))
    parser = Parser(prog="lantu", description="蓝图：一张图、一轮协同、可证明的时钟。")
    subparsers = parser.add_subparsers(dest="command", metavar="命令", required=True)
    for name, sentence in COMMANDS.items():
        subparser = subparsers.add_parser(name, help=sentence, description=sentence)
        if words[:1] == [name]:
            _module(name).configure(subparser)
    parsed = parser.parse_args(words)
    return int(_module(parsed.command).run(parsed))


def _module(name: str) -> Any:
    return importlib.import_module(f"lantu.config.commands.{name}")
