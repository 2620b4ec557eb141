from datetime import date, timedelta

import pytest

from lantu.foundations.acts.policy import Denied
from lantu.foundations.acts.wording import Refused
from lantu.foundations.documents.actions import (
    DocumentFault,
    confirm_sealed_copy,
    register_sealed_copy,
    reject_sealed_copy,
)
from lantu.foundations.duties.settling import settle
from lantu.foundations.journal.replay import differences
from lantu.foundations.people.actions import describe_unit
from lantu.foundations.people.models import OpinionService
from lantu.systems.coordination import obligations
from lantu.systems.coordination.actions import adjusting, issuing, serving
from lantu.systems.coordination.faults import CoordinationFault
from lantu.systems.coordination.models import OverallOpinion
from lantu.systems.coordination.queries.visibility import overall_seen, visible_documents
from tests.town import INITIATOR, LEAD, SENDER, go_to

RESULTS = {
    "round.conforms": {},
    "round.basically_conforms": {"advice": ["退让绿线"], "reason": "宜优化"},
    "round.not_conforms": {"reason": "与片区定位不符"},
}


def reads(story, unit, opinion):
    """Whether a unit may take the paper of an opinion."""
    return visible_documents(story.town.unit(unit)).filter(id=opinion.document_id).exists()


@pytest.fixture
def sealing(story):
    """A lead that serves its opinions by their sealed copies; all units have answered."""
    describe_unit(
        story.town.ask("big_data", "platform"),
        unit_id=story.town.unit(LEAD).id,
        opinion_service=OpinionService.SEALED_COPY,
    )
    story.dispatch()
    story.answer_all()
    return story


def register(story, **more):
    parts = {
        "official_number": "郑资规函〔2019〕12号",
        "signer": "局长",
        "sealed_on": date(2019, 9, 2),
        "scan": "c" * 64,
    }
    return register_sealed_copy(
        story.town.ask(LEAD, "registrar"),
        document_id=story.round.opinion.document_id,
        **{**parts, **more},
    )


def confirm(story, sealed):
    second = story.town.ask(LEAD, "second_registrar")
    return confirm_sealed_copy(second, sealed_copy_id=sealed.id)


def follow(story, result):
    """Take the step that follows from a result."""
    lead, unit = story.town.ask(LEAD, "clerk"), story.town.ask(INITIATOR, "clerk")
    if result == "round.conforms":
        return issuing.push(lead, round_id=story.round_id)
    if result == "round.not_conforms":
        return issuing.return_to_reserve(unit, round_id=story.round_id, reason="另行选址")
    return adjusting.adjust(unit, round_id=story.round_id)


@pytest.mark.requirement("AMB-79", "AMB-70")
@pytest.mark.parametrize("result", RESULTS)
def test_an_opinion_that_waits_for_its_seal_has_result_and_number_but_no_consequence(
    sealing, result
):
    opinion = sealing.issue(result, **RESULTS[result])
    assert opinion.document.number == "空间协同综合意见〔2019〕1号"
    assert (opinion.result, opinion.served_at) == (result, None)
    readers = [unit for unit in (LEAD, INITIATOR, "parks") if reads(sealing, unit, opinion)]
    assert readers == [LEAD]
    assert sealing.duty(obligations.ISSUE).state == "duty.open"
    assert not sealing.messages(INITIATOR).filter(about_id=opinion.id)
    with pytest.raises(Refused) as refusal:
        follow(sealing, result)
    assert refusal.value.code is CoordinationFault.NOT_SERVED
    assert sealing.round.state == result


@pytest.mark.requirement("AMB-79", "AMB-70")
@pytest.mark.parametrize("result", RESULTS)
def test_a_confirmed_seal_feeds_back_ends_the_clock_and_lets_the_rest_follow(sealing, result):
    opinion = sealing.issue(result, **RESULTS[result])
    sealed = register(sealing)
    assert sealing.duty(obligations.ISSUE).state == "duty.open"
    confirm(sealing, sealed)
    opinion.refresh_from_db()
    assert opinion.served_at == sealing.duty(obligations.ISSUE).closed_at
    assert sealing.duty(obligations.ISSUE).state == "duty.done"
    for unit in (INITIATOR, SENDER):
        assert sealing.messages(unit).filter(about_id=opinion.id).count() == 1
    kind = serving.FOLLOWS.get(result)
    assert kind is None or sealing.duty(kind).unit.key == INITIATOR
    follow(sealing, result)
    assert list(differences()) == []


@pytest.mark.requirement("AMB-79")
def test_nobody_but_the_lead_sees_an_opinion_that_was_not_fed_back(sealing):
    sealing.issue()
    seen = {key: overall_seen(sealing.round, sealing.town.unit(key).id) for key in (LEAD, SENDER, INITIATOR, "forestry")}  # noqa: E501 # fmt: skip
    assert [key for key, opinion in seen.items() if opinion] == [LEAD]
    confirm(sealing, register(sealing))
    assert all(overall_seen(sealing.round, sealing.town.unit(key).id) for key in seen)


@pytest.mark.requirement("AMB-79")
def test_a_seal_that_the_second_person_rejects_is_registered_anew(sealing):
    sealing.issue()
    wrong = register(sealing, official_number="郑资规函〔2019〕1号")
    with pytest.raises(Refused) as refusal:
        register(sealing)
    assert refusal.value.code is DocumentFault.COPY_STANDING
    second = sealing.town.ask(LEAD, "second_registrar")
    reject_sealed_copy(second, sealed_copy_id=wrong.id, reason="文号有误")
    assert sealing.duty(obligations.ISSUE).state == "duty.open"
    with pytest.raises(Refused) as refusal:
        confirm(sealing, wrong)
    assert refusal.value.code is DocumentFault.REJECTED
    confirm(sealing, register(sealing))
    assert sealing.duty(obligations.ISSUE).state == "duty.done"


@pytest.mark.requirement("AMB-04", "AMB-79")
@pytest.mark.parametrize("ticked", [True, False])
def test_a_seal_that_comes_late_makes_the_lead_late_whoever_noticed_it(sealing, ticked):
    sealing.issue()
    sealed = register(sealing)
    go_to(sealing.duty(obligations.ISSUE).lapses_at + timedelta(days=1))
    if ticked:
        settle()
    confirm(sealing, sealed)
    owed = sealing.duty(obligations.ISSUE)
    assert owed.state == "duty.done"
    assert owed.overdue_at is not None
    assert sealing.round.is_lead_overdue
    assert sealing.round.state == "round.conforms"


@pytest.mark.requirement("AMB-79")
def test_the_setting_of_the_day_of_issue_holds(sealing):
    sealing.issue()
    describe_unit(
        sealing.town.ask("big_data", "platform"),
        unit_id=sealing.town.unit(LEAD).id,
        opinion_service=OpinionService.DOCUMENT,
    )
    with pytest.raises(Refused) as refusal:
        follow(sealing, "round.conforms")
    assert refusal.value.code is CoordinationFault.NOT_SERVED
    confirm(sealing, register(sealing))
    follow(sealing, "round.conforms")


def test_a_seal_of_an_opinion_that_was_fed_back_at_issue_changes_nothing(story):
    story.dispatch()
    story.answer_all()
    opinion = story.issue()
    confirm(story, register(story))
    again = OverallOpinion.objects.get()
    assert again.served_at == opinion.served_at == opinion.issued_at
    assert story.messages(SENDER).filter(about_id=opinion.id).count() == 1


def test_no_person_feeds_an_opinion_back_past_its_issue_and_its_seal(sealing):
    sealing.issue()
    for person in ("signer", "registrar", "clerk"):
        with pytest.raises(Denied):
            serving.serve(sealing.town.ask(LEAD, person), round_id=sealing.round_id)
