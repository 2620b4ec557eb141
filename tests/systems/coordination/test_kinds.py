from datetime import date

import pytest

from lantu.foundations.duties.kinds import kind_of
from lantu.law.edition import shipped
from lantu.systems.coordination import obligations
from lantu.systems.coordination.kinds import KINDS


@pytest.mark.requirement("D1-32", "D1-34", "D1-40", "D1-83", "AMB-73")
@pytest.mark.parametrize(
    ("kind", "last_day"),
    [
        (obligations.DISPATCH, date(2019, 9, 17)),
        (obligations.ANSWER, date(2019, 9, 9)),
        (obligations.ISSUE, date(2019, 9, 9)),
        (obligations.DELIVER, date(2019, 9, 4)),
        (obligations.DISTRICT, date(2019, 9, 4)),
    ],
)
def test_each_duty_that_began_on_the_second_has_its_last_day(kind, last_day):
    assert kind_of(kind).limit(shipped(), date(2019, 9, 2), ()).last_day_on == last_day


@pytest.mark.requirement("D1-36", "AMB-04")
def test_silence_means_something_for_those_asked_alone():
    assert [kind.name for kind in KINDS if kind.lapse is not None] == [obligations.ANSWER]
    late = {kind.name for kind in KINDS if kind.overdue is not None}
    assert late == {obligations.DISPATCH, obligations.ISSUE}
