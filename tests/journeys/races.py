"""Many rounds with one answer each that waits for its signature, on the last day of its clock."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from lantu.foundations.acts.actor import Actor
from lantu.foundations.acts.guard import writing
from lantu.foundations.duties.models import Duty
from lantu.law.clock import end_of
from lantu.systems.coordination import obligations
from lantu.systems.coordination.actions import answering
from lantu.systems.coordination.models import Answer, Round, Task
from tests.town import go_to

UNIT = "forestry"
LAST_DAY_ON = date(2019, 9, 9)
LAPSES_AT = end_of(LAST_DAY_ON)
GRACE = timedelta(seconds=120)
BATCH = 500


@dataclass(frozen=True)
class Race:
    """One answer against the settling of its clock."""

    round_id: UUID
    task_id: UUID
    answer_id: UUID
    duty_id: UUID


def prepare(story, count: int) -> tuple[Actor, list[Race]]:
    """Make rounds alike, each with one task to sign for; return who signs, and the races."""
    answer = _to_sign(story)
    task, one = answer.task, answer.task.round
    duty = Duty.objects.get(subject_id=task.id, kind=obligations.ANSWER)
    races = [Race(uuid4(), uuid4(), uuid4(), uuid4()) for _ in range(count)]
    with transaction.atomic(), writing():
        _copy(one, [{"id": race.round_id, "number": number, "previous_id": None}
                    for number, race in enumerate(races, 2)])  # fmt: skip
        _copy(task, [{"id": race.task_id, "round_id": race.round_id} for race in races])
        _copy(answer, [{"id": race.answer_id, "task_id": race.task_id} for race in races])
        _copy(duty, [{"id": race.duty_id, "case_id": race.round_id, "subject_id": race.task_id}
                     for race in races])  # fmt: skip
    assert duty.lapses_at == LAPSES_AT
    return story.town.actor(UNIT, "signer"), races


def _to_sign(story) -> Answer:
    story.dispatch()
    drafted = story.draft(UNIT)
    ask = story.town.ask
    answering.submit(ask(UNIT, "clerk"), answer_id=drafted.id)
    drafted.refresh_from_db()
    if drafted.state == "answer_state.in_review":
        answering.approve(ask(UNIT, "reviewer"), answer_id=drafted.id)
    go_to(datetime(2019, 9, 9, 15, 59, tzinfo=UTC))
    return Answer.objects.select_related("task__round").get(id=drafted.id)


def _copy(row: Round | Task | Answer | Duty, changes: list[dict[str, object]]) -> None:
    model = type(row)
    same = {part.attname: getattr(row, part.attname) for part in model._meta.concrete_fields}
    model.objects.bulk_create([model(**(same | change)) for change in changes], BATCH)
