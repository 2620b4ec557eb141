from datetime import date

import pytest

from lantu.law import parameter
from lantu.law.blueprint.phase import (
    Area,
    Deliverable,
    Phase,
    may_generate,
    milestones,
    needs_coordination,
    phase,
)

SIGNED = date(2019, 8, 17)


@pytest.mark.requirement("D1-08", "D1-18")
@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2019, 9, 1), Phase.NEAR), (date(2020, 12, 31), Phase.NEAR),
     (date(2021, 1, 1), Phase.LONG), (date(2019, 1, 1), Phase.NEAR)],
)  # fmt: skip
def test_the_long_term_starts_with_2021(edition, on, expected):
    assert phase(edition, on) is expected


@pytest.mark.requirement("D1-08", "D1-18")
def test_the_near_term_ends_on_the_day_before_the_long_term(edition):
    ends_on = parameter.day(edition, "blueprint.near_term_end", SIGNED)
    starts_on = parameter.day(edition, "blueprint.long_term_start", SIGNED)
    assert (ends_on, starts_on) == (date(2020, 12, 31), date(2021, 1, 1))


@pytest.mark.requirement("D1-09", "D1-10", "D1-11", "D1-19")
def test_centre_and_rest_make_the_urban_area(edition):
    sizes = {area: parameter.whole(edition, area, SIGNED) for area in Area}
    assert sizes[Area.CENTRAL] + sizes[Area.OUTER] == sizes[Area.URBAN] == 1010
    assert (sizes[Area.CENTRAL], sizes[Area.MUNICIPAL]) == (400, 7446)


@pytest.mark.requirement("D1-10", "D1-11")
def test_only_the_fused_centre_may_do_without_coordination_and_only_at_first(edition):
    assert needs_coordination(edition, Area.OUTER, date(2019, 10, 1))
    assert not needs_coordination(edition, Area.CENTRAL, date(2019, 10, 1))
    assert needs_coordination(edition, Area.CENTRAL, date(2021, 1, 1))


@pytest.mark.requirement("D1-07", "D1-22")
@pytest.mark.parametrize(
    ("on", "facts", "allowed"),
    [
        (date(2020, 2, 1), {"checked": False, "on_platform": True}, False),
        (date(2020, 2, 1), {"checked": True, "on_platform": False}, True),
        (date(2020, 12, 31), {"checked": True, "on_platform": False}, True),
        (date(2021, 1, 1), {"checked": True, "on_platform": False}, False),
        (date(2021, 2, 1), {"checked": True, "on_platform": True}, True),
        (date(2021, 2, 1), {"checked": False, "on_platform": False, "secret": True}, True),
    ],
)
def test_no_project_without_a_check_and_from_2021_none_off_the_platform(
    edition, on, facts, allowed
):
    assert may_generate(edition, on, **facts) is allowed


@pytest.mark.requirement("D1-05", "D1-09", "D1-19", "D1-48", "D1-52", "D1-55", "D1-67")
@pytest.mark.parametrize(
    ("today", "late"),
    [
        (date(2019, 9, 30), set()),
        (date(2019, 10, 1), {"URBAN_INTEGRATION", "MECHANISM", "PLATFORM"}),
        (date(2020, 12, 31), {"URBAN_INTEGRATION", "MECHANISM", "PLATFORM"}),
        (date(2021, 1, 1), {deliverable.name for deliverable in Deliverable}),
    ],
)
def test_a_deliverable_is_overdue_from_the_day_after(edition, today, late):
    found = {m.deliverable.name for m in milestones(edition, today, frozenset()) if m.overdue}
    assert found == late


def test_what_is_done_is_not_overdue(edition):
    assert not any(m.overdue for m in milestones(edition, date(2026, 1, 1), frozenset(Deliverable)))
