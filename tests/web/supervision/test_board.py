from datetime import UTC, date, datetime

from lantu.foundations.acts.clock import now
from lantu.foundations.duties.settling import settle
from lantu.systems.coordination.queries.supervision import pressing
from lantu.web.supervision.board import by_unit_and_step, cases_of, deemed_by_unit, figures
from tests.town import LEAD, go_to

YEAR = (date(2019, 1, 1), date(2019, 12, 31))


def test_what_presses_is_counted_and_listed_by_unit_and_step(story):
    go_to(datetime(2019, 9, 29, 1, tzinfo=UTC))
    settle()
    found = pressing(now())
    assert {one.what: one.value for one in figures(found, *YEAR)}["late"] == "1"
    row = by_unit_and_step(found)[0]
    assert (row["unit"].key, row["late"], row["soon"]) == (LEAD, 1, 0)
    (unit_id, _, case) = cases_of("late", *YEAR, now())[0]
    assert unit_id == story.town.unit(LEAD).id
    assert case.clock is not None
    assert case.clock.words.startswith("超期")


def test_silence_is_counted_by_unit_beside_the_share_in_time(story):
    story.dispatch()
    story.answer_all(but=("forestry",))
    go_to(datetime(2019, 9, 9, 16, 3, tzinfo=UTC))
    settle()
    row = deemed_by_unit(*YEAR)[0]
    assert (row["unit"].key, row["count"], row["share"].percent) == ("forestry", 1, 0)
