import pytest

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.people.actions import set_signing_chain
from lantu.systems.coordination.actions import answering
from lantu.systems.coordination.signing import Step, next_steps


@pytest.mark.requirement("D1-34")
@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        (["签发"], Step.SIGN),
        (["拟稿", "签发"], Step.SIGN),
        (["拟稿", "审核", "签发"], Step.REVIEW),
        (["收文分办", "拟稿", "审核", "签发"], Step.REVIEW),
    ],
)
def test_a_draft_goes_on_as_the_unit_set_its_steps(story, chain, expected):
    parks = story.town.unit("parks")
    set_signing_chain(Request(SYSTEM), unit_id=parks.id, steps=chain)
    story.dispatch()
    made = story.draft("parks")
    assert next_steps(made) == (expected,)
    if expected is Step.SIGN:
        answering.sign(story.town.ask("parks", "signer"), answer_id=made.id)
        assert story.task("parks").state == "task.replied"
        made.refresh_from_db()
        assert next_steps(made) == ()
