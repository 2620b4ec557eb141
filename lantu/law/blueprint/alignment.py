"""How plans are held against each other: five dimensions, and every pair of the core kinds."""

from collections.abc import Mapping
from itertools import combinations

from lantu.law.citation import Citation
from lantu.law.rows import PlanKind
from lantu.law.rule import rule
from lantu.law.verdict import Finding
from lantu.law.wording import Code, Fact

CORE = (
    PlanKind.DEVELOPMENT,
    PlanKind.URBAN_RURAL,
    PlanKind.LAND_USE,
    PlanKind.ECOLOGY_ENVIRONMENT,
)


class Dimension(Code):
    """What plans have to agree on."""

    PERIOD = "alignment.period"
    OBJECTIVES = "alignment.objectives"
    CONTENT = "alignment.content"
    PLATFORM = "alignment.platform"
    MECHANISM = "alignment.mechanism"


@rule("D1 一", "D1-04")
def mismatches(first: Mapping[str, Fact], second: Mapping[str, Fact]) -> tuple[Finding, ...]:
    """Plans are aligned in period, objectives, content, platform and mechanism.

    Reading: two plans disagree on a dimension when what is recorded for it differs, or when
    either says nothing about it.

    Args:
        first: what one plan records for each dimension, by its code.
        second: the same of the other.
    """
    return tuple(
        Finding(
            dimension,
            Citation.parse("D1 一"),
            {"first": first.get(dimension), "second": second.get(dimension)},
        )
        for dimension in Dimension
        if first.get(dimension) is None or first.get(dimension) != second.get(dimension)
    )


@rule("D1 一", "D1-03")
def core_pairs() -> tuple[tuple[PlanKind, PlanKind], ...]:
    """Four core families of plans are kept consistent with each other.

    Reading: each is compared with each other once, which makes six comparisons.
    """
    return tuple(combinations(CORE, 2))
