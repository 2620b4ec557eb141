"""What the reconciliation of plans may not breach. Here a bar is a lock that nobody overrides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import isfinite

from lantu.law import parameter
from lantu.law.blueprint import catalogue
from lantu.law.citation import Citation
from lantu.law.edition import Edition
from lantu.law.rule import rule
from lantu.law.verdict import Finding
from lantu.law.wording import Code, Fact

RECONCILIATION = Citation.parse("D1 三(四)")


class Bar(Code):
    """Why a reconciliation proposal cannot be saved, or waits for a person."""

    INDICATOR = "bar.indicator"
    GROUND = "bar.ground"
    GROUND_TOUCHED = "bar.ground_touched"
    GROUND_UNKNOWN = "bar.ground_unknown"
    REQUIREMENT = "bar.requirement"
    REQUIREMENT_OPEN = "bar.requirement_open"


class Direction(StrEnum):
    """Whether an indicator is a floor or a ceiling."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Indicator:
    """A binding indicator of the land-use master plan: its limit and what stands now, in m²."""

    key: str
    name: str
    direction: Direction
    limit_m2: float
    current_m2: float

    def __post_init__(self) -> None:
        if not (isfinite(self.limit_m2) and isfinite(self.current_m2)):
            raise ValueError(f"约束性指标“{self.name}”的限值或现值不是数")


@rule("D1 三(四)", "D1-59")
def indicator_breaches(
    indicators: Sequence[Indicator], changes_m2: Mapping[str, float]
) -> tuple[Finding, ...]:
    """Reconciliation keeps within the binding indicators of the land-use master plan.

    Reading: what counts is where the indicator stands after the change. One that is already
    breached bars only what makes it worse; reaching a limit exactly is no breach.

    Args:
        indicators: the indicators as they stand.
        changes_m2: what the proposal adds to each (negative: takes away), by key.

    Raises:
        ValueError: a change is no number, or of an indicator that is not there.
    """
    known = {indicator.key for indicator in indicators}
    for key, change in changes_m2.items():
        if key not in known or not isfinite(change):
            raise ValueError(f"指标“{key}”没有登记，或其变化量 {change} 不是数")
    found = []
    for indicator in indicators:
        change = changes_m2.get(indicator.key, 0.0)
        after = indicator.current_m2 + change
        floor = indicator.direction is Direction.AT_LEAST
        breached = after < indicator.limit_m2 if floor else after > indicator.limit_m2
        worse = change < 0 if floor else change > 0
        if breached and worse:
            facts: dict[str, Fact] = {
                "name": indicator.name,
                "limit_m2": indicator.limit_m2,
                "after_m2": after,
            }
            found.append(Finding(Bar.INDICATOR, RECONCILIATION, facts))
    return tuple(found)


@rule("D1 三(四)", "D1-60", "D1-61", doubts=("AMB-10", "AMB-81"),
      parameters=("blueprint.touch_area",))  # fmt: skip
def ground_breaches(
    edition: Edition, areas_m2: Mapping[str, float | None], on: date
) -> tuple[Finding, ...]:
    """Ecological redline, basic farmland, prohibited zones and mandatory content stay untouched.

    Reading: more than the tolerance bars; less is shown to a person, since neighbours that share
    a border may not bar each other; a bar that was not measured bars too.
    Doubt: AMB-10, AMB-81.

    Args:
        edition: the law to judge by.
        areas_m2: plane area within each hard bar, by layer; None or absent where not measured.
        on: the day of the proposal.
    """
    touch = parameter.number(edition, "blueprint.touch_area", on)
    found = []
    for layer in catalogue.hard_bars(edition):
        area = areas_m2.get(layer.key)
        if area is None or not isfinite(area) or area < 0:
            found.append(Finding(Bar.GROUND_UNKNOWN, layer.citation, {"name": layer.name}))
        elif area > 0:
            code = Bar.GROUND if area > touch else Bar.GROUND_TOUCHED
            found.append(Finding(code, layer.citation, {"name": layer.name, "area_m2": area}))
    return tuple(found)


@rule("D1 三(四)", "D1-62")
def requirement_breaches(checklist: Mapping[str, bool | None]) -> tuple[Finding, ...]:
    """A reconciliation agrees with how the territorial plan is to be managed.

    Reading: the requirements are a checklist of the bureau; each item has to be judged and pass.
    """
    return tuple(
        Finding(
            Bar.REQUIREMENT_OPEN if passed is None else Bar.REQUIREMENT,
            RECONCILIATION,
            {"item": item},
        )
        for item, passed in checklist.items()
        if not passed
    )


def bars(findings: Sequence[Finding]) -> bool:
    """Return whether findings lock a proposal: all do but a touch, which a person decides."""
    return any(finding.code != Bar.GROUND_TOUCHED for finding in findings)
