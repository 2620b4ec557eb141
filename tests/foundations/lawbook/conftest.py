"""Two people who keep the law, and a notice that a coming year might bring."""

from datetime import date
from uuid import uuid4

import pytest

from lantu.foundations.acts.actor import Actor, ActorKind
from lantu.foundations.acts.policy import is_account
from lantu.foundations.lawbook import policy
from lantu.law.edition import shipped

NEXT_YEAR = max(notice.year for notice in shipped().holiday_notices) + 1
NOTICE = f"""\
holiday_notices:
  - year: {NEXT_YEAR}
    published_on: {NEXT_YEAR - 1}-11-20
    number: 试验发明电〔{NEXT_YEAR - 1}〕1号
    address: 试验用通知.htm
    holidays:
      - {{name: 元旦, days_off: [{{from_on: {NEXT_YEAR}-01-01, to_on: {NEXT_YEAR}-01-03}}]}}
"""
PUBLISHED_ON = date(NEXT_YEAR - 1, 11, 20)


def person() -> Actor:
    return Actor(ActorKind.ACCOUNT, account_id=uuid4(), unit_id=uuid4())


@pytest.fixture
def keepers(monkeypatch) -> tuple[Actor, Actor]:
    """Two accounts, on a deployment where any account keeps the law."""
    monkeypatch.setattr(policy, "_KEEPERS", [is_account])
    return person(), person()
