"""A unit, and two kinds of duty: one whose end means silence, one whose end is only late."""

from collections import Counter
from datetime import date
from uuid import uuid4

import pytest

from lantu.foundations.acts.actor import SYSTEM, Actor, ActorKind
from lantu.foundations.acts.gate import Request
from lantu.foundations.acts.policy import is_account
from lantu.foundations.duties import actions as duties
from lantu.foundations.duties import kinds
from lantu.foundations.lawbook import policy as law_policy
from lantu.foundations.people.actions import open_unit
from lantu.foundations.people.models import Standing
from lantu.law.citation import Citation
from lantu.law.coordination.deadlines import reply_due

SILENT, LATE, ENDLESS = "tests.silent", "tests.late", "tests.endless"
ARTICLE = Citation.parse("D1 三(一)1")
BEGUN_ON, LAST_DAY_ON = date(2019, 9, 2), date(2019, 9, 9)
ASIDE = Request(SYSTEM)


@pytest.fixture
def told(monkeypatch) -> Counter:
    """How often each end of a limit was given its meaning."""
    heard: Counter = Counter()

    def hear(name):
        return lambda _act, _duty: heard.update([name])

    kind = kinds.Kind(
        SILENT, "答复", ARTICLE, limit=reply_due, lapse=hear("lapse"), hold=hear("hold")
    )
    late = kinds.Kind(LATE, "出具", ARTICLE, limit=reply_due, overdue=hear("overdue"))
    for one in (kind, late, kinds.Kind(ENDLESS, "调整", ARTICLE)):
        monkeypatch.setitem(kinds._KINDS, one.name, one)
    return heard


@pytest.fixture
def unit(told, demonstration):
    return open_unit(ASIDE, key="bureau", name="某局", standing=Standing.MUNICIPAL_DEPARTMENT)


@pytest.fixture
def owe(unit):
    """Let the unit owe something, each in a case of its own."""

    def owed(kind=SILENT, started_on=BEGUN_ON, case_id=None):
        return duties.owe(
            ASIDE,
            kind=kind,
            unit=unit,
            case_id=case_id or uuid4(),
            subject=unit,
            started_on=started_on,
        )

    return owed


@pytest.fixture
def keepers(monkeypatch) -> tuple[Actor, Actor]:
    """Two persons, on a deployment where any account keeps the law."""
    monkeypatch.setattr(law_policy, "_KEEPERS", [is_account])
    return tuple(Actor(ActorKind.ACCOUNT, account_id=uuid4(), unit_id=uuid4()) for _ in range(2))


@pytest.fixture
def supervisor(monkeypatch, keepers):
    """A person of the supervising division."""
    from lantu.foundations.people import policy

    person = keepers[0]
    monkeypatch.setattr(policy, "holds_anywhere", lambda actor, _: actor == person)
    return Request(person)
