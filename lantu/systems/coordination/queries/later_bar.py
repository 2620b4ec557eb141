"""The later bar: a unit that was silent does not object afterwards, but by the guarded way."""

from lantu.foundations.acts.wording import Refused
from lantu.foundations.people.models import Unit
from lantu.foundations.projects.models import Project
from lantu.law.coordination.flow import Round as RoundStates
from lantu.law.coordination.flow import Task as TaskStates
from lantu.law.coordination.silence import Override as Ground
from lantu.law.coordination.silence import may_object_later
from lantu.systems.coordination.faults import CoordinationFault
from lantu.systems.coordination.models import Override, Task


def silent_task(unit: Unit, project: Project) -> Task | None:
    """Return the task in which a unit was silent about a project, or None.

    The last round in which it was asked counts: whoever answered there may speak.
    """
    asked = Task.objects.filter(unit=unit, round__project=project)
    asked = asked.exclude(state=TaskStates.DROPPED).exclude(round__state=RoundStates.WITHDRAWN)
    latest = asked.select_related("round").order_by("-round__number").first()
    if latest is None:
        return None
    silent = asked.filter(round=latest.round, state=TaskStates.DEEMED_NO_OBJECTION)
    return silent.select_related("round").order_by("row").first()


def may_object(
    unit: Unit, project: Project, *, spatial: bool = True, override: Override | None = None
) -> bool:
    """Return whether a unit may enter a negative opinion on a project later (D1-37, AMB-06).

    Args:
        unit: who would object.
        project: to what.
        spatial: whether to its site or land space, the only matter that silence was about.
        override: the request that the supervising division signed off, where there is one.
    """
    task = silent_task(unit, project)
    own = override is not None and task is not None and override.task_id == task.id
    return may_object_later(
        deemed=task is not None,
        spatial=spatial,
        ground=Ground(override.ground) if override is not None and own else None,
        reason=override.reason if override is not None else "",
        signed_off=override is not None and override.signed_off_at is not None,
    )


def require_may_object(
    unit: Unit, project: Project, *, spatial: bool = True, override: Override | None = None
) -> None:
    """Refuse a later negative opinion that silence bars; other systems ask this first.

    Raises:
        Refused: the unit was silent, and no override was signed off.
    """
    task = silent_task(unit, project)
    if task is not None and not may_object(unit, project, spatial=spatial, override=override):
        raise Refused(CoordinationFault.OBJECTION_BARRED, number=task.round.number)


def signed_override(unit: Unit, project: Project) -> Override | None:
    """Return the newest override of a unit's silence that was signed off, or None."""
    task = silent_task(unit, project)
    if task is None:
        return None
    signed = task.overrides.filter(signed_off_at__isnull=False)
    return signed.order_by("-signed_off_at").first()


def override_count(project: Project) -> int:
    """Return how many overrides were signed off on a project: they are counted (AMB-06)."""
    return Override.objects.filter(
        task__round__project=project, signed_off_at__isnull=False
    ).count()
