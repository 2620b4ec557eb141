"""The time line of rounds: every entry of the journal that tells of one, in words."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from lantu.foundations.deliveries.models import Attempt
from lantu.foundations.duties.models import Duty
from lantu.foundations.journal.follow import News, news_about, news_after
from lantu.foundations.people.models import Account, Standing, Unit
from lantu.law.coordination.flow import Task as TaskStates
from lantu.law.strict import read_yaml
from lantu.law.wording import sentences
from lantu.systems.coordination import obligations
from lantu.systems.coordination.models import Round, Task
from lantu.systems.coordination.queries.visibility import has_answered

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


# What a round's own steps say of units and their opinions; told to those alone who may see these.
INNER = frozenset(
    f"coordination.round.{verb}/1"
    for verb in ("divergence_found", "mediated", "reconciled", "reminded", "overdue", "rerouted")
)
OWN_STEPS = ("coordination.round.", "coordination.project.")
# What goes on inside a unit stays there.
INSIDE = frozenset({"coordination.answer.drafted/1", "coordination.answer.moved/1"})
OPINIONS = frozenset(
    {
        "coordination.task.delivered/1",
        "coordination.task.replied/1",
        "coordination.task.deemed/1",
        "coordination.task.late_reply_recorded/1",
        "coordination.answer.corrected/1",
    }
)


def lines_seen(one: Round, viewer: Unit) -> list[Line]:
    """Return the lines of a round that a unit may read.

    The lead and the supervising division read all but drafts; a unit its own; others' opinions
    only after it answered; everybody else who takes part the round's own steps alone.
    """
    everything = viewer.id == one.lead_id or viewer.standing == Standing.SUPERVISOR
    opinions = OPINIONS if has_answered(one, viewer.id) else frozenset()
    own = {task.id for task in one.tasks.filter(unit=viewer).exclude(state=TaskStates.DROPPED)}
    found = []
    for news in news_about(Round._meta.db_table, one.id, frozenset(told())):
        tasks = {record for table, record in news.about if table == Task._meta.db_table}
        is_own = bool(tasks) and tasks <= own
        is_step = news.name.startswith(OWN_STEPS) and news.name not in INNER
        if is_own or news.name in opinions or (everything and news.name not in INSIDE):
            found.append(_line(news))
        elif is_step:
            found.append(_without_units(_line(news), news, one))
    return found


def _without_units(line: Line, news: News, one: Round) -> Line:
    """Return a step without the asked units in it: whose answer was the last is not told."""
    parties = {str(key) for key in (one.lead_id, one.sender_id, one.project.initiating_unit_id)}
    acted = news.actor["unit"]
    tasks = any(table == Task._meta.db_table for table, _ in news.about)
    return replace(
        line,
        about="" if tasks else line.about,
        who=line.who if acted is None or str(acted) in parties else KINDS["system"],
    )


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
