from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lantu.foundations.duties.settling import settle
from lantu.systems.coordination.models import (
    Answer,
    DistrictConsultation,
    Divergence,
    MaterialRequest,
)
from tests.town import LEAD, go_to, on_paper
from tests.web.conftest import words_of

CLEARED = {"statement": "unclassified", "reviewer": "保密员"}


def task_address(story, unit, *more):
    return "/".join(["", "tasks", str(story.task(unit).id), *more, ""])


@pytest.mark.requirement("D1-83", "D1-84")
def test_a_unit_asks_a_county_and_the_county_answers_on_its_own_page(story, enter):
    story.dispatch()
    district = story.town.unit("zhongmou")
    forestry = enter("forestry")
    assert (
        forestry.post(
            task_address(story, "forestry", "district"), {"district": district.id}
        ).status_code
        == 302
    )
    asked = DistrictConsultation.objects.get()
    county = enter("zhongmou")
    said = {"is_negative": "yes", "words": "与本县规划不一致"}
    assert county.post(f"/districts/{asked.id}/", said).status_code == 302
    assert "与本县规划不一致" in words_of(forestry.get(task_address(story, "forestry")))
    assert enter("parks").get(f"/districts/{asked.id}/").status_code == 404


def test_a_wish_for_material_goes_to_the_lead_and_comes_back(story, enter):
    story.dispatch()
    forestry = enter("forestry")
    forestry.post(task_address(story, "forestry", "material"), {"words": "请附林地现状图"})
    wish = MaterialRequest.objects.get()
    assert "请附林地现状图" in words_of(enter(LEAD).get(task_address(story, "forestry")))
    assert enter("parks").get(f"/material/{wish.id}/").status_code == 404
    assert enter(LEAD).post(f"/material/{wish.id}/", {"reply": "已附在项目档案"}).status_code == 302
    assert "已附在项目档案" in words_of(forestry.get(task_address(story, "forestry")))


@pytest.mark.requirement("D1-39")
def test_the_lead_mediates_and_settles_a_divergence_through_pages(story, enter, key):
    story.dispatch()
    story.answer("parks", "answer.not_conform", adjustment_advice="退让绿线")
    story.answer_all()
    clerk, base = enter(LEAD), f"/rounds/{story.round_id}"
    for _ in range(2):
        found = clerk.post(f"{base}/do/find_divergence/", {"act_key": key})
        assert found.status_code == 302
    assert "还有 1 项分歧没有协调结果" in words_of(clerk.get(f"{base}/"))
    held = {"channel": "channel.solicitation", "way": "电话", "held_on": "2019-09-02",
            "participants": "市园林局、市资源规划局", "words": "同意按建议退让"}  # fmt: skip
    assert clerk.post(f"{base}/do/mediate/", held).status_code == 302
    item = Divergence.objects.get()
    given = {
        "mediation": item.round.mediations.get().id,
        "outcome": "退让十八米",
        "is_achievable": "yes",
    }
    assert clerk.post(f"/divergences/{item.id}/", given).status_code == 302
    assert clerk.post(f"{base}/do/settle/").status_code == 302
    assert story.round.state == "round.collating"
    assert enter("parks").get(f"/divergences/{item.id}/").status_code == 404


def test_a_meeting_without_minutes_is_refused_and_with_them_kept(story, enter, blob_folder):
    story.dispatch()
    story.answer("parks", "answer.not_conform", adjustment_advice="退让绿线")
    story.answer_all()
    clerk, base = enter(LEAD), f"/rounds/{story.round_id}"
    clerk.post(f"{base}/do/find_divergence/")
    held = {"channel": "channel.meeting", "way": "专题会", "held_on": "2019-09-02",
            "participants": "市园林局", "words": "议定退让"}  # fmt: skip
    refused = clerk.post(f"{base}/do/mediate/", held)
    assert refused.status_code == 422
    assert "议定退让" in refused.content.decode()
    minutes = SimpleUploadedFile("纪要.pdf", b"%PDF-1.7 minutes")
    given = held | {"minutes": minutes}
    refused = clerk.post(f"{base}/do/mediate/", given)
    assert "请声明所传材料" in words_of(refused)
    minutes.seek(0)
    assert clerk.post(f"{base}/do/mediate/", given | CLEARED).status_code == 302
    assert story.round.mediations.get().minutes


def test_a_paper_answer_is_registered_by_one_person_and_confirmed_by_another(
    story, enter, blob_folder
):
    on_paper(story.town.unit("state_security"))
    story.dispatch()
    registrar, second = enter(LEAD, "registrar"), enter(LEAD, "second_registrar")
    given = {
        "result": "answer.no_objection",
        "received_on": "2019-09-02",
        "their_number": "安函 1 号",
        "our_number": "收 7",
        "scan": SimpleUploadedFile("函.pdf", b"%PDF-1.7 letter"),
        **CLEARED,
    }
    assert registrar.post(task_address(story, "state_security", "paper"), given).status_code == 302
    answer = Answer.objects.get(is_paper=True)
    refused = registrar.post(f"/answers/{answer.id}/confirm/")
    assert refused.status_code == 422
    assert second.post(f"/answers/{answer.id}/confirm/").status_code == 302
    assert story.task("state_security").state == "task.replied"


@pytest.mark.requirement("D1-37", "AMB-06")
def test_a_silent_unit_asks_to_object_with_ground_and_basis(story, enter):
    story.dispatch()
    go_to(datetime(2019, 9, 9, 16, 3, tzinfo=UTC))
    settle()
    signer = enter("forestry", "signer")
    given = {
        "ground": "override.legal_prohibition",
        "reason": "占用一级林地",
        "legal_basis": "森林法",
    }
    assert signer.post(task_address(story, "forestry", "override"), given).status_code == 302
    assert story.task("forestry").overrides.get().reason == "占用一级林地"
    assert enter("forestry").get(task_address(story, "forestry", "override")).status_code == 404
