from dataclasses import replace
from datetime import date

import pytest

from lantu.law import parameter
from lantu.law.rows import Origin, Unit
from lantu.law.wording import Refused

SIGNED = date(2019, 8, 17)


@pytest.mark.requirement("D1-32", "D1-34", "D1-40")
@pytest.mark.parametrize(
    ("name", "days"),
    [("coordination.correction", 10), ("coordination.reply", 5), ("coordination.opinion", 5)],
)
def test_the_three_limits_are_printed_in_working_days(edition, name, days):
    found = parameter.find(edition, name)
    assert found.unit is Unit.WORKING_DAY
    assert parameter.whole(edition, name, SIGNED) == days
    assert parameter.value_on(edition, name, SIGNED).origin is Origin.PRINTED


@pytest.mark.requirement("D0-05")
def test_before_its_day_of_force_a_number_is_refused_with_both_dates(edition):
    with pytest.raises(Refused, match=r"2019年8月16日尚未施行，自2019年8月17日起"):
        parameter.whole(edition, "coordination.reply", date(2019, 8, 16))


def with_values(edition, *changes):
    (found,) = (p for p in edition.parameters if p.name == "coordination.reply")
    values = tuple(replace(found.values[0], **change) for change in changes)
    return replace(edition, parameters=(replace(found, values=values),))


def test_the_day_of_the_fact_picks_the_value(edition):
    changed = with_values(edition, {}, {"in_force_on": date(2020, 5, 1), "amount": 3})
    for on, days in [(date(2020, 4, 30), 5), (date(2020, 5, 1), 3), (date(2026, 1, 1), 3)]:
        assert parameter.whole(changed, "coordination.reply", on) == days


def test_a_number_that_has_run_out_does_not_fall_back(edition):
    ended = with_values(edition, {"ends_on": date(2020, 4, 30)})
    assert parameter.whole(ended, "coordination.reply", date(2020, 4, 30)) == 5
    with pytest.raises(Refused, match=r"2020年5月1日已失效，施行至2020年4月30日"):
        parameter.whole(ended, "coordination.reply", date(2020, 5, 1))


def test_an_unknown_name_is_refused(edition):
    with pytest.raises(Refused, match=r"没有名为“coordination\.hurry”的参数"):
        parameter.number(edition, "coordination.hurry", SIGNED)


@pytest.mark.parametrize(
    ("take", "name", "words"),
    [
        (parameter.whole, "coordination.first_reminder", "不是整数"),
        (parameter.number, "blueprint.near_term_end", "不是数"),
        (parameter.day, "coordination.reply", "不是日期"),
        (parameter.codes, "coordination.reply", "不是代码"),
    ],
)
def test_a_number_of_another_kind_is_refused(edition, take, name, words):
    with pytest.raises(Refused, match=words):
        take(edition, name, SIGNED)
