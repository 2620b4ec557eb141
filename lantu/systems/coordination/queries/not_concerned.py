"""What a unit may sign at once: the map found that it is not concerned, and nobody works on it."""

from lantu.foundations.people.models import Unit
from lantu.law.coordination.flow import Answer as AnswerStates
from lantu.law.coordination.flow import Round as RoundStates
from lantu.law.coordination.flow import Task as TaskStates
from lantu.systems.coordination.content import prefilled
from lantu.systems.coordination.models import Task

UNDER_WAY = (
    AnswerStates.DRAFTING, AnswerStates.IN_REVIEW, AnswerStates.TO_SIGN,
    AnswerStates.REGISTERED,
)  # fmt: skip


def not_concerned(unit: Unit) -> list[Task]:
    """Return the tasks of rounds that go on which the map prefills, and nobody has begun."""
    asked = Task.objects.filter(unit=unit, state=TaskStates.SENT)
    asked = asked.exclude(round__state=RoundStates.WITHDRAWN)
    begun = [str(state) for state in UNDER_WAY]
    free = asked.exclude(answers__state__in=begun).order_by("id")
    found = free.select_related("round__project", "unit", "round__check_record")
    return [task for task in found if prefilled(task)[0]]
