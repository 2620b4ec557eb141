from datetime import date

import pytest

from lantu.foundations.acts.policy import Denied
from lantu.foundations.acts.wording import Refused
from lantu.foundations.duties.models import Duty
from lantu.foundations.lawbook.queries import known_on
from lantu.law.coordination.joint_meeting import invitees
from lantu.systems.coordination import obligations
from lantu.systems.coordination.actions import meetings
from tests.town import INITIATOR, LEAD

OFFICE = (LEAD, "office")
SCHEME = {"goals": "合一", "tasks": "编制", "deadlines": "九月底", "responsibilities": "规划处"}


def convene(town, **changed):
    said = {"topic": "空间规划编制", "planned_on": date(2019, 9, 10)}
    return meetings.convene(town.ask(*OFFICE), **(said | changed))


def hold(town, session, **changed):
    said = {"held_on": date(2019, 9, 2), "number": "纪要1号", "minutes": "c" * 64}
    return meetings.hold_session(town.ask(*OFFICE), session_id=session.id, **(said | changed))


@pytest.mark.requirement("AMB-56")
@pytest.mark.requirement("D1-79", "D1-M30", "D1-M01", "D1-M04", "D1-M18", "D1-M27", "D1-M29")
def test_every_seat_is_invited_and_others_by_the_topic_for_that_session_alone(town):
    session = convene(town, by_topic=[INITIATOR])
    seats = invitees(known_on(date(2019, 9, 2)))
    invited = dict(session.attendances.values_list("unit__key", "is_standing"))
    assert len(seats) == 2 + 27
    assert {key for key, standing in invited.items() if standing} == set(seats)
    assert [key for key, standing in invited.items() if not standing] == [INITIATOR]
    assert not convene(town).attendances.filter(unit__key=INITIATOR).exists()
    special = convene(town, by_topic=["parks"], is_joint_meeting=False)
    assert list(special.attendances.values_list("unit__key", flat=True)) == ["parks"]


@pytest.mark.requirement("D1-71")
def test_only_the_office_in_the_lead_bureau_convenes(town):
    with pytest.raises(Denied):
        meetings.convene(town.ask(LEAD, "signer"), topic="编制", planned_on=date(2019, 9, 10))


@pytest.mark.requirement("D1-68")
def test_a_decision_of_a_held_session_binds_its_round_and_becomes_a_duty(story):
    town, session = story.town, convene(story.town)
    item = meetings.put_on_agenda(
        town.ask(*OFFICE), session_id=session.id, title="滨河学校选址", round_id=story.round_id
    )
    decide = {"item_id": item.id, "decision": "同意让出", "responsible_id": town.unit("parks").id}
    with pytest.raises(Refused, match="还没有召开"):
        meetings.decide_item(town.ask(*OFFICE), **decide)
    with pytest.raises(Refused, match="纪要文号、纪要"):
        hold(town, session, number=" ", minutes="")
    hold(town, session)
    meetings.decide_item(town.ask(*OFFICE), **decide)
    owed = Duty.objects.get(kind=obligations.CARRY_OUT)
    assert (owed.unit.key, owed.case_id) == ("parks", story.round_id)
    assert story.round.agenda_items.get().decision == "同意让出"


@pytest.mark.requirement("D1-68")
def test_the_unit_alone_reports_that_it_carried_a_decision_out_and_once(story):
    town, session = story.town, convene(story.town)
    item = meetings.put_on_agenda(town.ask(*OFFICE), session_id=session.id, title="让出绿线")
    report = {"item_id": item.id, "outcome": "已按五米退让"}
    with pytest.raises(Denied):
        meetings.carry_out_decision(town.ask("parks", "clerk"), **report)
    hold(town, session)
    meetings.decide_item(
        town.ask(*OFFICE), item_id=item.id, decision="退让", responsible_id=town.unit("parks").id
    )
    with pytest.raises(Denied):
        meetings.carry_out_decision(town.ask("forestry", "clerk"), **report)
    with pytest.raises(Refused, match="落实情况"):
        meetings.carry_out_decision(town.ask("parks", "clerk"), item_id=item.id, outcome=" ")
    meetings.carry_out_decision(town.ask("parks", "clerk"), **report)
    assert Duty.objects.get(kind=obligations.CARRY_OUT).state == "duty.done"
    with pytest.raises(Refused, match="已经登记落实"):
        meetings.carry_out_decision(town.ask("parks", "clerk"), **report)


@pytest.mark.requirement("D1-79")
def test_who_was_invited_signs_in_and_countersigns(town):
    session, parks = convene(town), town.unit("parks")
    for countersign in (False, True):
        found = meetings.sign_in(
            town.ask(*OFFICE), session_id=session.id, unit_id=parks.id, countersign=countersign
        )
    assert found.signed_in_at is not None
    assert found.countersigned_at is not None
    with pytest.raises(Refused, match="不在本次会议"):
        meetings.sign_in(town.ask(*OFFICE), session_id=session.id, unit_id=town.unit(INITIATOR).id)


@pytest.mark.requirement("D1-69")
def test_a_work_scheme_has_its_four_sections(town):
    parks = town.unit("parks").id
    ask = town.ask("parks", "clerk")
    with pytest.raises(Refused, match="时限、责任分工"):
        meetings.submit_scheme(
            ask, unit_id=parks, title="园林方案", goals="合一", tasks="编制", deadlines=" "
        )
    assert meetings.submit_scheme(ask, unit_id=parks, title="园林方案", **SCHEME).goals == "合一"
    with pytest.raises(Denied):
        meetings.submit_scheme(ask, unit_id=town.unit("sports").id, title="体育方案", **SCHEME)


def test_minutes_are_issued_once_and_only_when_everything_is_decided(town):
    office, session = town.ask(*OFFICE), convene(town)
    meetings.put_on_agenda(office, session_id=session.id, title="编制分工")
    with pytest.raises(Refused, match="还没有召开"):
        meetings.issue_minutes(office, session_id=session.id)
    hold(town, session)
    with pytest.raises(Refused, match="还有 1 项议程"):
        meetings.issue_minutes(office, session_id=session.id)
    meetings.decide_item(
        office, item_id=session.items.get().id, decision="由规划处承担",
        responsible_id=town.unit("parks").id,
    )  # fmt: skip
    paper = meetings.issue_minutes(town.ask(*OFFICE), session_id=session.id)
    assert paper.document.content["items"][0]["decision"] == "由规划处承担"
    for again in (
        lambda: meetings.issue_minutes(town.ask(*OFFICE), session_id=session.id),
        lambda: meetings.put_on_agenda(town.ask(*OFFICE), session_id=session.id, title="补充"),
    ):
        with pytest.raises(Refused, match="已经签发"):
            again()
