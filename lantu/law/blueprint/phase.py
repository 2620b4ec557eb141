"""The two phases of the integration of plans, its areas, its deliverables and their days."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lantu.law import parameter
from lantu.law.edition import Edition
from lantu.law.rule import rule
from lantu.law.wording import Code


class Phase(Code):
    """Near term until the end of 2020, long term from then on."""

    NEAR = "phase.near"
    LONG = "phase.long"


class Area(StrEnum):
    """The areas the notice names. Their printed sizes are never compared with geometry (AMB-86)."""

    CENTRAL = "blueprint.central_area"
    OUTER = "blueprint.outer_area"
    URBAN = "blueprint.urban_area"
    MUNICIPAL = "blueprint.municipal_area"


class Deliverable(StrEnum):
    """What has to be ready by a printed day; each names its parameter (D1-05, AMB-67)."""

    URBAN_INTEGRATION = "blueprint.urban_integration_due"
    MECHANISM = "blueprint.mechanism_due"
    PLATFORM = "blueprint.platform_due"
    PLAN = "blueprint.plan_due"
    BLUEPRINT = "blueprint.blueprint_due"


@dataclass(frozen=True, slots=True)
class Milestone:
    """A deliverable, the last day for it, and whether that day has passed without it."""

    deliverable: Deliverable
    due_on: date
    overdue: bool


@rule("D1 二(二)", "D1-08", "D1-18", doubts=("AMB-11",), parameters=("blueprint.near_term_end",
      "blueprint.long_term_start"))  # fmt: skip
def phase(edition: Edition, on: date) -> Phase:
    """The near-term tasks end with 2020; the long-term task starts with 2021.

    Reading: every day up to the printed start of the long term, days before the notice included,
    belongs to the near term.
    Doubt: AMB-11.
    """
    picked_on = max(on, parameter.find(edition, "blueprint.long_term_start").values[0].in_force_on)
    start = parameter.day(edition, "blueprint.long_term_start", picked_on)
    return Phase.LONG if on >= start else Phase.NEAR


@rule("D1 二(一)", "D1-10", "D1-11")
def needs_coordination(edition: Edition, area: Area, on: date) -> bool:
    """Outside the fused central city, land for projects is found through coordination.

    Reading: in the near term a footprint in the centre may rely on its fused plans; everywhere
    else, and everywhere in the long term, a coordination round is opened.
    """
    return area is not Area.CENTRAL or phase(edition, on) is Phase.LONG


@rule("D1 二(二)", "D1-07", "D1-22", doubts=("AMB-82",))
def may_generate(
    edition: Edition, on: date, *, checked: bool, on_platform: bool, secret: bool = False
) -> bool:
    """The blueprint is the basis of every project, and from 2021 the platform carries all of them.

    Reading: no project is generated without a check of its footprint; from the long term on none
    off the platform either, save secret ones, which never enter it.
    Doubt: AMB-82.
    """
    if secret:
        return True
    return checked and (on_platform or phase(edition, on) is Phase.NEAR)


@rule("D1 二(一)", "D1-05", "D1-09", "D1-19", "D1-48", "D1-52", "D1-55", "D1-67",
      doubts=("AMB-67",))  # fmt: skip
def milestones(
    edition: Edition, today: date, done: frozenset[Deliverable]
) -> tuple[Milestone, ...]:
    """Mechanism and platform are due in September 2019, plan and blueprint at the end of 2020.

    Reading: late from the day after the printed one, as long as it is not recorded as done.
    Doubt: AMB-67.
    """
    found = []
    for deliverable in Deliverable:
        value = parameter.find(edition, deliverable).values[0]
        due_on = parameter.day(edition, deliverable, max(today, value.in_force_on))
        found.append(Milestone(deliverable, due_on, deliverable not in done and today > due_on))
    return tuple(found)
