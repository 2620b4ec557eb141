from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from lantu.foundations.acts.actions import DeploymentFault, advance_clock, open_deployment
from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.clock import is_demo, now
from lantu.foundations.acts.gate import Request
from lantu.foundations.acts.wording import Refused
from tests.foundations.conftest import MORNING


def refusal(function, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        function(*args, **kwargs)
    return refused.value.code


def test_a_database_is_opened_once(demonstration):
    assert refusal(open_deployment, Request(SYSTEM), city="郑州市") is DeploymentFault.ALREADY_OPEN


def test_the_clock_of_a_demonstration_only_moves_forward(demonstration):
    earlier = MORNING - timedelta(seconds=1)
    assert refusal(advance_clock, Request(SYSTEM), to_at=earlier) is DeploymentFault.BACKWARDS


def test_the_clock_of_a_demonstration_never_passes_today(demonstration):
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    code = refusal(advance_clock, Request(SYSTEM), to_at=tomorrow)
    assert code is DeploymentFault.BEYOND_TODAY


def test_a_live_database_has_no_clock_to_move(db):
    open_deployment(Request(SYSTEM), city="郑州市")
    assert not is_demo()
    assert refusal(advance_clock, Request(SYSTEM), to_at=MORNING) is DeploymentFault.NOT_DEMO


def test_a_live_clock_is_the_real_one(db):
    before = datetime.now(UTC)
    open_deployment(Request(SYSTEM), city="郑州市")
    assert before <= now() <= datetime.now(UTC)


def test_a_clock_that_jumped_back_never_falls_behind_the_journal(db, time_machine):
    time_machine.move_to(datetime(2030, 1, 2, tzinfo=UTC))
    open_deployment(Request(SYSTEM), city="郑州市")
    time_machine.move_to(datetime(2029, 1, 2, tzinfo=UTC))
    assert now() >= datetime(2030, 1, 2, tzinfo=UTC)


def test_no_live_database_holds_a_demo_clock(demonstration, behind_the_back):
    with pytest.raises(IntegrityError), transaction.atomic():
        behind_the_back("UPDATE acts_deployment SET is_demo = %s", False)
