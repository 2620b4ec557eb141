"""`lantu package`: intakes in, results out, as XLSX or JSON with their files."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from lantu.config.directories import variable_directory
from lantu.config.start import start


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    verbs = parser.add_subparsers(dest="verb", metavar="动作", required=True)
    template = verbs.add_parser("template", help="写出项目信息的空表")
    template.add_argument("file", type=Path, metavar="文件", help="XLSX")
    taken = verbs.add_parser("import", help="导入项目信息：全部导入，或一行都不导入")
    taken.add_argument("file", type=Path, metavar="文件", help="XLSX 或 JSON，红线文件放在旁边")
    taken.add_argument("--account", required=True, metavar="登录名", help="以哪个账号办理")
    taken.add_argument("--city", type=Path, metavar="目录", help="城市目录，缺省为演示城市")
    taken.add_argument("--dry-run", action="store_true", help="只查错，不导入")
    given = verbs.add_parser("export", help="导出已反馈的综合意见及其文件")
    given.add_argument("folder", type=Path, metavar="目录")
    given.add_argument("--unit", required=True, metavar="单位", help="为哪个单位导出，名称或代码")
    given.add_argument("--from", dest="from_on", type=date.fromisoformat, required=True, metavar="日期", help="反馈日自")  # noqa: E501 # fmt: skip
    given.add_argument("--until", dest="until_on", type=date.fromisoformat, required=True, metavar="日期", help="反馈日至")  # noqa: E501 # fmt: skip
    given.add_argument("--json", action="store_true", help="以 JSON 代替 XLSX")


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked; 0 done, 2 refused with a sentence for every fault."""
    start()
    from lantu.law.wording import Refused

    try:
        verbs = {"template": _template, "import": _import, "export": _export}
        return verbs[arguments.verb](arguments)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 2


def _template(arguments: argparse.Namespace) -> int:
    from lantu.systems.coordination.packages.intake import COLUMNS
    from lantu.systems.coordination.packages.sheets import write_workbook

    write_workbook(arguments.file, {"项目信息": (COLUMNS, [])})
    print(f"已写出空表 {arguments.file}。")
    return 0


def _import(arguments: argparse.Namespace) -> int:
    from lantu.foundations.acts.gate import Request
    from lantu.foundations.people.models import Account
    from lantu.foundations.people.queries import actor_of
    from lantu.systems.coordination.packages.intake import read_intakes
    from lantu.systems.coordination.packages.taking_in import take_in

    account = Account.objects.filter(login_name=arguments.account, is_active=True).first()
    if account is None:
        print(f"没有在用账号“{arguments.account}”，请核对登录名。", file=sys.stderr)
        return 2
    city = _city(arguments)
    if city is None:
        return 2
    intakes = read_intakes(arguments.file, city)
    numbers = take_in(Request(actor_of(account)), intakes, is_dry_run=arguments.dry_run)
    if arguments.dry_run:
        print(f"查错通过：{len(numbers)} 行可以导入，尚未导入。")
        return 0
    print(f"已导入 {len(numbers)} 个项目：{'、'.join(numbers)}")
    return 0


def _export(arguments: argparse.Namespace) -> int:
    from lantu.foundations.people.models import Unit
    from lantu.foundations.people.queries import unit_by_name
    from lantu.systems.coordination.packages.results import write_results

    unit = Unit.objects.filter(key=arguments.unit).first() or unit_by_name(arguments.unit)
    if unit is None:
        print(f"没有名为“{arguments.unit}”的单位，请核对名称或代码。", file=sys.stderr)
        return 2
    count = write_results(
        arguments.folder, unit, arguments.from_on, arguments.until_on, as_json=arguments.json
    )
    print(f"已为{unit.name}导出 {count} 份综合意见到 {arguments.folder}。")
    return 0


def _city(arguments: argparse.Namespace) -> Any:
    """Return what red lines are examined by, out of the city's store; None where there is none."""
    from lantu.foundations.acts.clock import now
    from lantu.law.clock import day_of
    from lantu.systems.coordination.packages.intake import served_city

    folder = arguments.city or variable_directory() / "city" / "small"
    city = served_city(folder, day_of(now()))
    if city is None:
        print(
            f"没有城市目录 {folder}，请先运行 lantu demo city，或用 --city 指定。", file=sys.stderr
        )
    return city
