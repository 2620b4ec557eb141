"""An argument parser that speaks Chinese: headings, usage and every complaint."""

import argparse
import re
from typing import Any, NoReturn

COMPLAINTS = (
    (r"the following arguments are required: (.*)", r"缺少：\1"),
    (r"argument (.*): invalid choice: (.*) \(choose from (.*)\)", r"\1 没有 \2 这一项，可选 \3"),
    (r"argument (.*): expected one argument", r"\1 后面要写一个值"),
    (r"argument (.*): expected (\d+) arguments?", r"\1 后面要写 \2 个值"),
    (r"argument (.*): expected at least one argument", r"\1 后面至少要写一个值"),
    (r"argument (.*): not allowed with argument (.*)", r"\1 不能与 \2 同时使用"),
    (r"argument (.*): invalid .* value: (.*)", r"\1 的值 \2 写法不对"),
    (r"unrecognized arguments: (.*)", r"不认识：\1"),
    (r"ambiguous option: (.*) could match (.*)", r"\1 不明确，可能是 \2"),
    (r"one of the arguments (.*) is required", r"须从 \1 中选一个"),
)


class Parser(argparse.ArgumentParser):
    """`argparse.ArgumentParser` in Chinese; subparsers are of the same kind."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **{**options, "add_help": False})
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示本说明")

    def format_usage(self) -> str:
        """Return the usage line under its Chinese heading."""
        return super().format_usage().replace("usage:", "用法:", 1)

    def format_help(self) -> str:
        """Return the whole help under Chinese headings."""
        return super().format_help().replace("usage:", "用法:", 1)

    def error(self, message: str) -> NoReturn:
        """Say in Chinese what is wrong with the arguments, and end with 2."""
        for pattern, words in COMPLAINTS:
            if re.fullmatch(pattern, message):
                message = re.sub(pattern, words, message)
                break
        self.exit(2, f"{self.format_usage()}{message}。用 --help 查看说明。\n")
