import pytest

from lantu.foundations.acts.policy import Denied
from lantu.foundations.acts.wording import Refused
from lantu.foundations.duties.settling import settle
from lantu.systems.coordination.actions import overriding
from tests.systems.coordination.actions.test_silence import GRACE_OVER
from tests.town import LEAD, go_to

SUPERVISOR = ("functions_transformation", "supervisor")


@pytest.fixture
def silent(story):
    story.dispatch()
    story.answer("parks")
    go_to(GRACE_OVER)
    settle()
    return story


def wish(story, unit="forestry", **changed):
    said = {
        "ground": "override.legal_prohibition",
        "reason": "新划入一级保护林地",
        "legal_basis": "森林法第三十六条",
    }
    ask = story.town.ask(unit, "signer")
    return overriding.request_override(ask, task_id=story.task(unit).id, **(said | changed))


@pytest.mark.requirement("D1-37", "AMB-06")
def test_a_silent_unit_asks_with_ground_reason_and_basis_and_the_supervisor_signs_off(silent):
    for blank in ("reason", "legal_basis"):
        with pytest.raises(Refused, match="请写明"):
            wish(silent, **{blank: " "})
    with pytest.raises(ValueError, match="dislike"):
        wish(silent, ground="dislike")
    asked = wish(silent)
    with pytest.raises(Denied):
        overriding.decide_override(
            silent.town.ask(LEAD, "signer"), override_id=asked.id, signs_off=True
        )
    done = overriding.decide_override(
        silent.town.ask(*SUPERVISOR), override_id=asked.id, signs_off=True
    )
    assert done.signed_off_by.login_name == "functions_transformation.supervisor"


@pytest.mark.requirement("D1-37", "AMB-06")
def test_a_refusal_has_its_reason_and_is_final(silent):
    asked = wish(silent)
    supervisor = silent.town.ask(*SUPERVISOR)
    with pytest.raises(Refused, match="不同意的理由"):
        overriding.decide_override(supervisor, override_id=asked.id, signs_off=False)
    overriding.decide_override(
        supervisor, override_id=asked.id, signs_off=False, reason="没有新事实"
    )
    with pytest.raises(Refused, match="已经办结"):
        overriding.decide_override(supervisor, override_id=asked.id, signs_off=True)


@pytest.mark.requirement("D1-37")
def test_who_answered_needs_no_override(silent):
    with pytest.raises(Refused, match="没有被视为无异议"):
        wish(silent, "parks")
