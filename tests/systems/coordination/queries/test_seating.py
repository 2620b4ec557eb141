from datetime import date

import pytest

from lantu.law.rows import SeatKind
from lantu.systems.coordination.actions import meetings
from lantu.systems.coordination.queries.seating import seating, standing_seats
from tests.town import INITIATOR, LEAD

OFFICE = (LEAD, "office")
ROWS = [f"D1-M{number:02}" for number in range(1, 30)]


def convene(town, **facts):
    return meetings.convene(town.ask(*OFFICE), topic="选址", planned_on=date(2019, 9, 10), **facts)


@pytest.mark.requirement("D1-79", "D1-M30", *ROWS)
def test_a_session_has_all_twenty_nine_seats_of_annex_one_and_those_of_its_topic(town):
    places = seating(convene(town, by_topic=[INITIATOR]))
    assert [place.row for place in places] == [*ROWS, None]
    assert [place.kind for place in places[:2]] == [SeatKind.CONVENER] * 2
    assert {place.kind for place in places[2:29]} == {SeatKind.STANDING}
    assert places[-1].unit == "新城建设公司"


@pytest.mark.requirement("D1-79", "D1-M02", "D1-M03")
def test_two_seats_of_the_lead_are_two_places_of_one_unit_that_signs_in_once(town):
    session = convene(town)
    meetings.sign_in(town.ask(*OFFICE), session_id=session.id, unit_id=town.unit(LEAD).id)
    signed = [place for place in seating(session) if place.has_signed_in]
    assert [place.row for place in signed] == ["D1-M02", "D1-M03"]
    assert {place.unit_key for place in signed} == {LEAD}
    assert not any(place.has_countersigned for place in signed)


def test_a_special_meeting_has_only_those_of_its_topic(town):
    places = seating(convene(town, by_topic=["parks"], is_joint_meeting=False))
    assert [(place.row, place.unit_key) for place in places] == [(None, "parks")]
    assert len(standing_seats(date(2019, 9, 2))) == 29
