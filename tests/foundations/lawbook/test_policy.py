from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.acts.policy import is_account, may
from lantu.foundations.lawbook import policy
from lantu.foundations.lawbook.actions import propose_edition
from tests.foundations.lawbook.conftest import NOTICE, person


def test_nobody_keeps_the_law_until_a_higher_floor_says_who(monkeypatch):
    monkeypatch.setattr(policy, "_KEEPERS", [])
    assert not may(person(), "lawbook.edition.propose")
    policy.let_keep(is_account)
    assert may(person(), "lawbook.edition.propose")


def test_the_button_to_publish_is_not_the_proposers(demonstration, keepers):
    first, second = keepers
    edition = propose_edition(Request(first), content=NOTICE, note="试", citation="试")
    assert not may(first, "lawbook.edition.publish", edition)
    assert may(second, "lawbook.edition.publish", edition)
    assert not may(SYSTEM, "lawbook.edition.publish", edition)
