from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lantu.foundations.duties.models import Duty
from lantu.systems.coordination import obligations
from lantu.systems.coordination.actions.meetings import convene
from lantu.systems.coordination.models import AgendaItem, Session
from tests.town import LEAD
from tests.web.conftest import words_of

OFFICE = (LEAD, "office")
MINUTES = {
    "held_on": "2019-09-02",
    "number": "联席会议纪要〔2019〕1号",
    "statement": "unclassified",
    "reviewer": "保密员",
}


def scan():
    return SimpleUploadedFile("纪要.pdf", b"%PDF-1.7 minutes", content_type="application/pdf")


@pytest.fixture
def session(town):
    """A session of the joint meeting that is to come."""
    return convene(town.ask(*OFFICE), topic="蓝线避让", planned_on=date(2019, 9, 2))


@pytest.mark.requirement("D1-68")
def test_a_session_goes_from_its_call_to_a_decision_that_a_unit_owes(story, enter, key):
    office = enter(*OFFICE)
    given = {"kind": "joint", "topic": "蓝线避让", "planned_on": "2019-09-02"}
    assert office.post("/meetings/new/", given).status_code == 302
    session = Session.objects.get()
    assert session.is_joint_meeting
    address, name = f"/meetings/{session.id}/", story.round.project.name
    named = office.get("/meetings/agenda/", {"round": story.round_id}).content.decode()
    assert f"{name}第 1 轮空间协同" in named
    given = {"session": session.id, "title": f"{name}避让", "round": story.round_id}
    assert office.post("/meetings/agenda/", given).status_code == 302
    item = AgendaItem.objects.get()
    decide = f"/meetings/items/{item.id}/decide/"
    assert office.get(decide).status_code == 302
    assert office.post(address + "hold/", MINUTES | {"minutes": scan()}).status_code == 302
    assert "还有 1 项没有录入决定" in words_of(office.get(address))
    forestry = story.town.unit("forestry")
    given = {"decision": "按五米退让", "responsible": forestry.id}
    assert office.post(decide, given).status_code == 302
    assert office.post(decide, given).status_code == 302
    owed = Duty.objects.get(kind=obligations.CARRY_OUT)
    assert (owed.unit, owed.case_id) == (forestry, story.round_id)
    assert "按五米退让" in words_of(enter(LEAD).get(f"/rounds/{story.round_id}/"))
    carry_out, clerk = f"/meetings/items/{item.id}/carry-out/", enter("forestry")
    assert "登记落实" in words_of(clerk.get(address))
    for _ in range(2):
        assert office.post(address + "issue/", {"act_key": key}).status_code == 302
    assert enter("parks").post(address + "issue/").status_code == 404
    assert "纪要已签发" in words_of(office.get(address))
    assert office.get(address + "minutes.pdf").content[:5] == b"%PDF-"
    assert enter("parks").post(carry_out, {"outcome": "已退让"}).status_code == 404
    assert clerk.post(carry_out, {"outcome": ""}).status_code == 422
    assert clerk.post(carry_out, {"outcome": "已退让"}).status_code == 302
    assert "已落实" in words_of(clerk.get(address))


def test_units_sign_in_and_countersign_once_it_was_held(session, enter, key):
    office, address = enter(*OFFICE), f"/meetings/{session.id}/"
    for _ in range(2):
        given = {"unit": LEAD, "as": "sign", "act_key": key}
        assert office.post(address + "sign-in/", given).status_code == 302
    assert "签到 1" in words_of(office.get(address))
    assert office.post(address + "sign-in/", {"unit": "stranger_company"}).status_code == 404
    office.post(address + "hold/", MINUTES | {"minutes": scan()})
    office.post(address + "sign-in/", {"unit": LEAD, "as": "countersign"})
    assert "会签 1" in words_of(office.get(address))


def test_minutes_want_their_number_scan_and_statement(session, enter):
    office, address = enter(*OFFICE), f"/meetings/{session.id}/hold/"
    assert office.post(address, MINUTES | {"number": "", "minutes": scan()}).status_code == 422
    assert "请上传纪要" in words_of(office.post(address, MINUTES))
    without = {**MINUTES, "statement": "", "minutes": scan()}
    assert office.post(address, without).status_code == 422
    session.refresh_from_db()
    assert session.held_on is None


def test_only_the_office_convenes_and_only_the_invited_look(session, enter):
    address = f"/meetings/{session.id}/"
    assert "蓝线避让" in words_of(enter("forestry").get("/meetings/"))
    stranger = enter("stranger_company")
    assert "没有待召开的会议" in words_of(stranger.get("/meetings/"))
    assert stranger.get(address).status_code == 404
    forestry = enter("forestry")
    for page in ("/meetings/new/", "/meetings/agenda/", address + "hold/"):
        assert forestry.get(page).status_code == 404
        assert forestry.post(page).status_code == 404
    assert "登记纪要" not in words_of(forestry.get(address)).replace("登记纪要之后", "")
