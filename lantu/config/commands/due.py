"""`lantu due 2019-09-25 10`: when a thing is due, the ISO date first and then why."""

import argparse
import json
import sys
from datetime import date, datetime

UNITS = {"working": "工作日", "natural": "自然日", "minutes": "分钟"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "start", metavar="起始日", help="如 2019-09-25；按分钟时为 2019-09-25T14:30"
    )
    parser.add_argument("amount", metavar="期限", help="正整数")
    parser.add_argument(
        "--unit", choices=UNITS, default="working", help="单位：工作日（缺省）、自然日、分钟"
    )
    parser.add_argument("--known-on", metavar="日期", help="只按该日之前已公布的节假日通知推算")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(arguments: argparse.Namespace) -> int:
    """Print the due date and its explanation."""
    from lantu.law.clock import Due, run_minutes, run_natural_days, run_working_days
    from lantu.law.edition import shipped
    from lantu.law.wording import Refused

    try:
        amount = _whole(arguments.amount)
        edition = shipped()
        if arguments.known_on:
            edition = edition.known_on(_day(arguments.known_on))
        due: Due
        if arguments.unit == "minutes":
            due = run_minutes(edition, _moment(arguments.start), amount)
        elif arguments.unit == "natural":
            due = run_natural_days(edition, _day(arguments.start), amount)
        else:
            due = run_working_days(edition, _day(arguments.start), amount)
    except (Refused, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    print(_as_json(due, edition.digest) if arguments.json else f"{due.last_day_on}\n{due.chinese}")
    return 0


def _as_json(due: "object", digest: str) -> str:
    from lantu.law.clock import Due

    assert isinstance(due, Due)
    content = {
        "last_day_on": str(due.last_day_on),
        "lapses_at": due.lapses_at.isoformat() if due.lapses_at else None,
        "provisional": due.provisional,
        "explanation": due.chinese,
        "steps": [{"code": step.code, "facts": step.facts} for step in due.steps],
        "edition": digest,
    }
    return json.dumps(content, ensure_ascii=False, indent=2, default=str)


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise ValueError(f"期限应为正整数，实为“{text}”") from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"日期“{text}”写法不对或不存在，应如 2019-09-25") from None


def _moment(text: str) -> datetime:
    from lantu.law.clock import ZHENGZHOU

    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"时刻“{text}”写法不对或不存在，应如 2019-09-25T14:30") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=ZHENGZHOU)
