from datetime import UTC, datetime
from io import BytesIO
from uuid import uuid4

import pytest
import python_calamine

from lantu.foundations.duties.models import Duty
from lantu.foundations.duties.settling import settle
from lantu.systems.coordination import obligations
from lantu.systems.coordination.actions.overriding import request_override
from tests.systems.coordination.actions.test_delivering import held
from tests.town import INITIATOR, LEAD, go_to
from tests.web.conftest import words_of

SUPERVISOR = ("functions_transformation", "supervisor")
PAGES = ("/supervision/", "/supervision/cases/?what=late", "/supervision/monthly/")


@pytest.fixture
def silent(story):
    """A round in which forestry kept silent."""
    story.dispatch()
    story.answer_all(but=("forestry",))
    go_to(datetime(2019, 9, 9, 16, 3, tzinfo=UTC))
    settle()
    return story


@pytest.mark.parametrize("page", PAGES)
def test_there_is_no_board_for_those_who_do_not_supervise(story, enter, page):
    assert enter(*SUPERVISOR).get(page).status_code == 200
    for unit in (LEAD, INITIATOR, "forestry"):
        assert enter(unit).get(page).status_code == 404


def test_every_figure_says_what_it_counts_and_opens_its_cases(silent, enter):
    client = enter(*SUPERVISOR)
    page = words_of(client.get("/supervision/"))
    assert "期限在所选时段内届满、未反馈而按无异议认定的任务" in page
    assert "没有待决定的事项" in page
    for what in ("late", "soon", "held", "deemed", "done", "submitted", "generated", "conformed"):
        assert client.get("/supervision/cases/", {"what": what}).status_code == 200
    cases = words_of(client.get("/supervision/cases/", {"what": "deemed"}))
    assert silent.round.project.name in cases
    assert silent.town.unit("forestry").name in cases
    assert client.get("/supervision/cases/", {"what": "nothing"}).status_code == 404
    lead = silent.town.unit(LEAD)
    done = words_of(client.get("/supervision/cases/", {"what": "done", "unit": lead.id}))
    assert "用时 0 个工作日" in done
    before = {"what": "deemed", "from_on": "2019-01-01", "until_on": "2019-08-31"}
    assert "没有这样的办件" in words_of(client.get("/supervision/cases/", before))


@pytest.mark.requirement("AMB-74")
def test_a_held_item_is_decided_with_a_reason_and_only_once(story, enter, key):
    task = held(story)
    duty = Duty.objects.get(subject_id=task.id, kind=obligations.ANSWER)
    client, address = enter(*SUPERVISOR), f"/supervision/held/{duty.id}/"
    assert "机房断电" in words_of(client.get("/supervision/"))
    assert client.post(address, {"decision": "stands", "reason": ""}).status_code == 422
    for _ in range(2):
        given = {"decision": "stands", "reason": "已电话核实", "act_key": key}
        assert client.post(address, given).status_code == 302
    assert story.task("forestry").state == "task.deemed_no_objection"
    assert enter("forestry", "signer").get(address).status_code == 404


@pytest.mark.requirement("AMB-74")
def test_a_held_item_is_delivered_anew(story, enter):
    task = held(story)
    duty = Duty.objects.get(subject_id=task.id, kind=obligations.ANSWER)
    given = {"decision": "anew", "reason": "信件未到"}
    response = enter(*SUPERVISOR).post(f"/supervision/held/{duty.id}/", given)
    assert response.status_code == 302
    assert story.task("forestry").state == "task.undelivered"


@pytest.mark.requirement("AMB-06")
def test_a_request_to_object_after_silence_is_refused_with_a_reason(silent, enter):
    wish = request_override(
        silent.town.ask("forestry", "signer"),
        task_id=silent.task("forestry").id,
        ground="override.safety",
        reason="林火通道",
        legal_basis="森林法",
    )
    client, address = enter(*SUPERVISOR), f"/supervision/overrides/{wish.id}/"
    assert "林火通道" in words_of(client.get("/supervision/"))
    assert "森林法" in words_of(client.get(address))
    refused = client.post(address, {"decision": "no", "reason": ""})
    assert "不同意的，请写明理由" in words_of(refused)
    assert client.post(address, {"decision": "no", "reason": "依据不足"}).status_code == 302
    wish.refresh_from_db()
    assert wish.refused_for == "依据不足"
    assert client.post(address, {"decision": "yes"}).status_code == 302
    assert client.get(f"/supervision/overrides/{uuid4()}/").status_code == 404


def test_the_table_of_a_month_is_shown_and_exported(silent, enter):
    client = enter(*SUPERVISOR)
    page = words_of(client.get("/supervision/monthly/", {"month": "2019-09"}))
    assert "2019年9月" in page
    assert "平均用时(工作日)" in page
    assert "这个月没有办件" in words_of(client.get("/supervision/monthly/", {"month": "2019-01"}))
    given = client.get("/supervision/monthly/", {"month": "2019-09", "as": "xlsx"})
    book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(given.content))
    assert book.sheet_names == ["按单位", "按县(市、区)", "按重点项目"]
    rows = book.get_sheet_by_index(0).to_python()
    forestry = next(row for row in rows if row[0] == silent.town.unit("forestry").name)
    assert forestry[1:6] == [1, 0, 0, 0, 1]
