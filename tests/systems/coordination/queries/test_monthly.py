from datetime import UTC, date, datetime

import pytest

from lantu.foundations.acts.clock import now
from lantu.foundations.duties.settling import settle
from lantu.systems.coordination.queries.monthly import Grouping, Line, month_lines, total
from tests.systems.coordination.actions.test_delivering import held
from tests.town import go_to

SEPTEMBER, OCTOBER = date(2019, 9, 1), date(2019, 10, 1)


def line(name, month=SEPTEMBER, by=Grouping.UNIT):
    found = [one for one in month_lines(month, by, now()) if one.name == name]
    return found[0] if found else Line(name)


def test_a_month_counts_what_came_in_ended_and_was_passed_over_in_silence(story):
    story.dispatch()
    story.answer_all(but=("forestry",))
    go_to(datetime(2019, 9, 9, 16, 3, tzinfo=UTC))
    settle()
    silent = line(story.town.unit("forestry").name)
    assert (silent.received, silent.closed, silent.deemed, silent.open) == (1, 0, 1, 0)
    answered = line(story.town.unit("parks").name)
    assert (answered.received, answered.closed, answered.deemed) == (1, 1, 0)
    assert answered.mean_days == 0


def test_what_is_not_ended_stays_open_and_turns_late_in_the_month_its_limit_ends(story):
    go_to(datetime(2019, 9, 30, 1, tzinfo=UTC))
    settle()
    name = story.round.lead.name
    assert (line(name).open, line(name).late) == (1, 1)
    go_to(datetime(2019, 10, 9, 1, tzinfo=UTC))
    following = line(name, OCTOBER)
    assert (following.received, following.open, following.late) == (0, 1, 0)


def test_what_is_held_is_charged_to_nobody(story):
    held(story)
    found = line(story.town.unit("forestry").name)
    assert (found.late, found.deemed, found.open) == (0, 0, 1)


@pytest.mark.parametrize(
    ("by", "name"), [(Grouping.DISTRICT, "市级"), (Grouping.KEY_PROJECT, "一般项目")]
)
def test_lines_are_made_by_district_and_by_key_projects(story, by, name):
    lines = month_lines(SEPTEMBER, by, now())
    assert [one.name for one in lines] == [name]
    whole = total([*lines, Line("某区", received=2, days=[4])])
    assert (whole.received, whole.mean_days) == (3, 4)
