import pytest

from lantu.law.coordination.joint_meeting import CONVENER, STANDING, invitees, office, seats_of


@pytest.mark.requirement("D1-79", "D1-M01", "D1-M29")
def test_two_conveners_and_twenty_seven_standing_members(edition):
    assert len(seats_of(edition, CONVENER)) == 2
    assert len(seats_of(edition, STANDING)) == 27
    assert len(invitees(edition)) == 29


@pytest.mark.requirement("D1-M30")
def test_others_are_invited_by_topic_and_nobody_twice(edition):
    found = invitees(edition, ["district", "education"])
    assert found[-1] == "district"
    assert len(found) == 30


@pytest.mark.requirement("D1-80", "D1-M02", "D1-M03")
def test_the_office_is_held_by_posts_of_the_lead_bureau(edition):
    seats = office(edition)
    assert [seat.office for seat in seats] == [
        "office_director", "office_executive_deputy_director"
    ]  # fmt: skip
    assert {seat.department for seat in seats} == {"natural_resources_planning"}
    assert [seat.seat for seat in seats] == [CONVENER, STANDING]


@pytest.mark.requirement("D1-M27")
def test_a_post_that_is_not_printed_stays_empty(edition):
    empty = [seat for seat in edition.seats if seat.post is None]
    assert [seat.department for seat in empty] == ["water_company"]
