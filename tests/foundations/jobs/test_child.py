import math
import time
from uuid import uuid4

import pytest

from lantu.foundations.jobs.child import READY, STOPS_WITHIN_S, Child
from lantu.foundations.jobs.running import Running


@pytest.fixture
def child():
    child = Child()
    yield child
    if not child.connection.closed:
        child.end()


def test_a_child_says_when_it_is_ready_and_ends_with_its_connection(child):
    assert child.connection.poll(30)
    assert child.said() == READY
    child.end()
    assert child.process.returncode == 0


def test_the_death_of_a_child_is_noticed(child):
    assert child.connection.poll(30)
    assert child.said() == READY
    child.process.kill()
    child.process.wait()
    with pytest.raises(EOFError):
        child.said()


def test_a_job_that_takes_too_long_or_does_not_stop_is_overdue(child):
    assert not child.is_overdue()
    child.running, child.begun_s = Running(uuid4(), 1, limit_s=60), time.monotonic()
    assert not child.is_overdue()
    child.asked_to_stop_s = time.monotonic() - STOPS_WITHIN_S - 1
    assert child.is_overdue()
    child.asked_to_stop_s, child.begun_s = math.inf, time.monotonic() - 61
    assert child.is_overdue()
