"""The time line of rounds: every entry of the journal that tells of one, in words."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from lantu.foundations.deliveries.models import Attempt
from lantu.foundations.duties.models import Duty
from lantu.foundations.journal.follow import News, news_after
from lantu.foundations.people.models import Account, Unit
from lantu.law.strict import read_yaml
from lantu.law.wording import sentences
from lantu.systems.coordination import obligations
from lantu.systems.coordination.models import Task

KINDS = {"account": "", "system": "平台", "clock": "时钟", "anyone": "来访者"}


@dataclass(frozen=True, slots=True)
class Line:
    """One act of a round: when, by whom, what, about which unit, until when, on what basis."""

    sequence: int
    at: datetime
    who: str
    words: str
    about: str
    last_day_on: date | None
    article: str


@cache
def told() -> dict[str, dict[str, str]]:
    """Return words and article of every event that a time line tells."""
    content = read_yaml(Path(__file__).parent.parent / "timeline.yaml")
    assert isinstance(content, dict)
    return content


def lines_after(sequence: int, round_id: UUID | None = None) -> Iterator[Line]:
    """Yield the lines of the entries after a sequence, of all rounds or of one."""
    for news in news_after(sequence, frozenset(told())):
        if round_id is None or any(record == round_id for _, record in news.about):
            yield _line(news)


def _line(news: News) -> Line:
    words = told()[news.name]
    facts = asdict(news.event) if news.event is not None else {}
    return Line(
        sequence=news.sequence,
        at=news.at,
        who=_who(news.actor),
        words=words["words"].format_map(facts),
        about=_about(news),
        last_day_on=_last_day(news),
        article=words["article"],
    )


def _who(actor: dict[str, Any]) -> str:
    if actor["account"] is None:
        return KINDS[actor["kind"]]
    account = Account.objects.select_related("unit").get(id=actor["account"])
    unit = Unit.objects.get(id=actor["unit"]) if actor["unit"] else account.unit
    return f"{unit.name} {account.display_name}"


def _about(news: News) -> str:
    """Return the unit that an entry is about, the receipt it tells of, what was answered."""
    result = getattr(news.event, "result", None)
    parts = [
        *_only(news, Task, lambda task: task.unit.name),
        *_only(news, Attempt, _receipt),
        *([sentences()[str(result)]] if result in sentences() else []),
    ]
    return "，".join(parts)


def _only(news: News, model: type[Any], say: Callable[[Any], str]) -> list[str]:
    """Say the record of a kind that an entry is about, where it is about one and no more."""
    keys = [record for table, record in news.about if table == model._meta.db_table]
    return [say(model._default_manager.get(pk=keys[0]))] if len(keys) == 1 else []


def _receipt(attempt: Attempt) -> str:
    return f"{attempt.get_way_display()} {attempt.address} {attempt.said}".strip()


# Which clock an event starts, and on which record it is kept.
CLOCKS = {
    "coordination.round.received/1": obligations.DISPATCH,
    "coordination.task.delivered/1": obligations.ANSWER,
    "coordination.round.collated/1": obligations.ISSUE,
}


def _last_day(news: News) -> date | None:
    kind = CLOCKS.get(news.name)
    if kind is None:
        return None
    records = [record for _, record in news.about]
    duty = Duty.objects.filter(kind=kind, subject_id__in=records, last_day_on__isnull=False)
    return duty.order_by("-started_on").values_list("last_day_on", flat=True).first()
