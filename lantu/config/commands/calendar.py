"""`lantu calendar status|verify`: what is known of each year, and whether others agree."""

import argparse
import contextlib
import importlib
import json
import sys
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lantu.law.calendar import Calendar


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("task", choices=("status", "verify"), help="查看各年状态，或与他源逐日核对")
    parser.add_argument("--today", metavar="日期", help="以该日为今天（缺省为当日）")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(arguments: argparse.Namespace) -> int:
    """Print the state of the calendar, or the days on which another source differs."""
    try:
        today = date.fromisoformat(arguments.today) if arguments.today else date.today()
    except ValueError:
        print(f"日期“{arguments.today}”写法不对或不存在，应如 2019-09-25", file=sys.stderr)
        return 2
    return _status(today, arguments.json) if arguments.task == "status" else _verify(arguments.json)


def _status(today: date, as_json: bool) -> int:
    from lantu.law.calendar import calendar, is_alarming
    from lantu.law.edition import shipped
    from lantu.law.wording import sentence

    years = calendar(shipped().known_on(today)).status()
    alarm = is_alarming(shipped(), today)
    if as_json:
        rows = [
            {
                "year": year.year,
                "state": year.state,
                "working_days": year.working_days,
                "notices": [
                    {"title": n.title, "published_on": n.published_on, "address": n.address}
                    for n in year.notices
                ],
            }
            for year in years
        ]
        print(json.dumps({"alarm": alarm, "years": rows}, ensure_ascii=False, default=str))
        return int(alarm)
    for year in years:
        titles = "、".join(f"{n.title}（{n.published_on}）" for n in year.notices)
        print(f"{year.year}  {year.working_days} 个工作日  {sentence(year.state, {})}  {titles}")
    if alarm:
        print(f"警示：{today.year + 1} 年节假日安排尚未载入，跨年期限均为暂定")
    return int(alarm)


def _verify(as_json: bool) -> int:
    from lantu.law.calendar import calendar
    from lantu.law.edition import shipped

    days = calendar(shipped())
    compared = dict(_others())
    if not compared:
        print("没有可供核对的来源：请安装 chinesecalendar 或 holidays", file=sys.stderr)
        return 2
    differing = {name: list(_differences(days, works)) for name, works in compared.items()}
    if as_json:
        print(json.dumps(differing, ensure_ascii=False, default=str))
    else:
        span = f"{min(days.announced)}–{max(days.announced)} 年"
        for name, wrong in differing.items():
            words = "、".join(str(day) for day in wrong) if wrong else "逐日一致"
            print(f"{name}：{span}{words}")
    return int(any(differing.values()))


def _differences(days: "Calendar", works: "object") -> "Iterator[date]":
    assert callable(works)
    first = date(min(days.announced), 1, 1).toordinal()
    last = date(max(days.announced), 12, 31).toordinal()
    for on in map(date.fromordinal, range(first, last + 1)):
        if days.is_working(on) is not bool(works(on)):
            yield on


def _others() -> "Iterator[tuple[str, object]]":
    """The libraries that are installed; neither is needed to run."""
    with contextlib.suppress(ImportError):
        yield "chinesecalendar", importlib.import_module("chinese_calendar").is_workday
    with contextlib.suppress(ImportError):
        holidays = importlib.import_module("holidays")
        yield "holidays", holidays.country_holidays("CN").is_working_day
