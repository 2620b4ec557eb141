"""The projects that a person follows: where each stands, and what happened since the last look."""

from dataclasses import dataclass
from datetime import datetime

from lantu.foundations.people.models import Account, Unit
from lantu.foundations.projects import watching
from lantu.foundations.projects.models import Project
from lantu.law.clock import day_of
from lantu.systems.coordination.models import Round
from lantu.systems.coordination.queries.timeline import Line, lines_seen
from lantu.systems.coordination.queries.visibility import visible_projects
from lantu.web.coordination.seen import head_clock
from lantu.web.projects.pages import newest_rounds
from lantu.web.shell.clocks import Clock


@dataclass(frozen=True, slots=True)
class Followed:
    """A project, its newest round with its clock, and the last that was done in it."""

    project: Project
    round: Round | None
    clock: Clock | None
    last: Line | None
    new: int


def followed_by(account: Account, unit: Unit, at: datetime) -> list[Followed]:
    """Return what a person follows and the unit still sees, the newest happening first.

    Args:
        account: the person.
        unit: as whom they look.
        at: the moment of looking.
    """
    seen_at = watching.followed(account.id)
    visible = visible_projects(unit, day_of(at)).filter(id__in=seen_at)
    shown = list(visible.select_related("initiating_unit", "reserveentry"))
    rounds = newest_rounds(shown, unit)
    found = [_followed(one, rounds.get(one.id), unit, seen_at[one.id], at) for one in shown]
    return sorted(found, key=_happened_at, reverse=True)


def _followed(
    project: Project, newest: Round | None, unit: Unit, seen_at: datetime, at: datetime
) -> Followed:
    lines = list(lines_seen(newest, unit)) if newest is not None else []
    last = max(lines, key=lambda line: line.sequence, default=None)
    clock = head_clock(newest, at) if newest is not None else None
    return Followed(project, newest, clock, last, sum(line.at > seen_at for line in lines))


def _happened_at(one: Followed) -> tuple[float, str]:
    at = one.last.at.timestamp() if one.last is not None else 0.0
    return at, one.project.reserve_number
