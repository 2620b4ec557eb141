import pytest

from lantu.law.coordination.joint_meeting import invitees, office, seats_of
from lantu.law.rows import SeatKind


@pytest.mark.requirement("D1-79", "D1-M01", "D1-M29")
def test_two_conveners_and_twenty_seven_standing_members(edition):
    assert len(seats_of(edition, SeatKind.CONVENER)) == 2
    assert len(seats_of(edition, SeatKind.STANDING)) == 27
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
    assert [seat.seat for seat in seats] == [SeatKind.CONVENER, SeatKind.STANDING]


@pytest.mark.requirement("D1-M27")
def test_a_post_that_is_not_printed_stays_empty(edition):
    empty = [seat for seat in edition.seats if seat.post is None]
    assert [seat.department for seat in empty] == ["water_company"]


@pytest.mark.requirement(
    "D1-M04", "D1-M05", "D1-M06", "D1-M07", "D1-M08", "D1-M09", "D1-M10", "D1-M11", "D1-M12",
    "D1-M13", "D1-M14", "D1-M15", "D1-M16", "D1-M17", "D1-M18", "D1-M19", "D1-M20", "D1-M21",
    "D1-M22", "D1-M23", "D1-M24", "D1-M25", "D1-M26", "D1-M28",
)  # fmt: skip
def test_every_organisation_of_the_roster_is_invited_to_every_session(edition):
    names = {department.key: department.name for department in edition.departments}
    invited = [names[key] for key in invitees(edition)]
    assert invited[3:] == [
        "市发展改革委", "市教育局", "市工信局", "市民政局", "市生态环境局", "市城建局", "市交通局",
        "市城管局", "市水利局", "市林业局", "市卫健委", "市人防办", "市文物局", "市园林局",
        "市大数据局", "市国家安全局", "市气象局", "市体育局", "市财政局", "市保密局",
        "郑州警备区", "郑州铁路局", "国网郑州供电公司", "郑州自来水投资控股有限公司",
        "郑州华润燃气股份有限公司", "郑州市热力总公司",
    ]  # fmt: skip
