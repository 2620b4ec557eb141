"""The reserve pool (SM-02): enter, judge mature, withdraw, and come back with a reason."""

from uuid import UUID

from lantu.foundations.acts.gate import Act, action
from lantu.foundations.acts.wording import Refused
from lantu.foundations.projects.models import Footprint, Project
from lantu.law.coordination.flow import RESERVE
from lantu.law.flow import Capacity
from lantu.systems.coordination import events
from lantu.systems.coordination.faults import CoordinationFault
from lantu.systems.coordination.models import ReserveEntry


@action("coordination.reserve.enter")
def enter_reserve(
    act: Act, *, project_id: UUID, intended_use: str, sketch_id: UUID
) -> ReserveEntry:
    """Put a project into the reserve: name, unit, intended use and a sketch of its red line.

    Raises:
        Refused: something is missing, or the project stands in the reserve already.
    """
    project = act.get(Project, project_id)
    act.require(project)
    sketch = act.get(Footprint, sketch_id, lock=False)
    missing = {
        "项目名称": not project.name.strip(),
        "拟定用途": not intended_use.strip(),
        "本项目的红线示意图": sketch.project_id != project.id,
    }
    need_nothing(missing)
    if ReserveEntry.objects.filter(project=project).exists():
        raise Refused(CoordinationFault.IN_RESERVE_BEFORE)
    entry = ReserveEntry(
        project=project, intended_use=intended_use, sketch=sketch, entered_on=act.today
    )
    act.take(RESERVE, "enter", entry, capacity=Capacity.INITIATING_UNIT)
    act.record(events.ProjectEnteredReserve(entry.id, project.id), (entry, project))
    return entry


@action("coordination.reserve.judge_mature")
def judge_mature(act: Act, *, entry_id: UUID, ground: str) -> ReserveEntry:
    """Find that a project is ready to be sent, on a ground such as its funding."""
    entry = act.get(ReserveEntry, entry_id)
    act.require(entry)
    need(ground, "成熟依据")
    entry.maturity_ground = ground
    act.save(entry, "maturity_ground")
    act.take(RESERVE, "judge_mature", entry, capacity=Capacity.SENDER)
    act.record(events.ProjectJudgedMature(entry.id, ground), (entry, entry.project))
    return entry


@action("coordination.reserve.withdraw")
def withdraw_entry(act: Act, *, entry_id: UUID, reason: str) -> ReserveEntry:
    """Take a project out of the reserve."""
    entry = act.get(ReserveEntry, entry_id)
    act.require(entry)
    need(reason, "撤回原因")
    entry.reason = reason
    act.save(entry, "reason")
    act.take(RESERVE, "withdraw", entry, capacity=Capacity.INITIATING_UNIT)
    act.record(events.ProjectWithdrawn(entry.id, reason), (entry, entry.project))
    return entry


@action("coordination.reserve.open_approval")
def open_approval(act: Act, *, entry_id: UUID) -> ReserveEntry:
    """Hand a generated project on to its approval; without a round that conforms there is none."""
    entry = act.get(ReserveEntry, entry_id)
    act.require(entry)
    act.take(RESERVE, "open_approval", entry, capacity=Capacity.SENDER)
    act.record(events.ProjectInApproval(entry.project_id), (entry, entry.project))
    return entry


def bring_back(act: Act, project: Project, reason: str) -> None:
    """Bring a project back to the reserve out of its round, with the reason noted (D1-43)."""
    entry = ReserveEntry.objects.select_for_update().get(project=project)
    entry.reason = reason
    act.save(entry, "reason")
    act.take(RESERVE, "return_to_reserve", entry, capacity=Capacity.INITIATING_UNIT)
    act.record(events.ProjectReturned(project.id, reason), (entry, project))


def need(words: str, what: str) -> None:
    """Refuse blank words where a reason is wanted.

    Raises:
        Refused: naming what has to be written.
    """
    if not words.strip():
        raise Refused(CoordinationFault.REASON_MISSING, what=what)


def need_nothing(missing: dict[str, bool]) -> None:
    """Refuse an intake that lacks something.

    Raises:
        Refused: listing what is missing.
    """
    named = "、".join(name for name, lacks in missing.items() if lacks)
    if named:
        raise Refused(CoordinationFault.INCOMPLETE, missing=named)
