"""What breaks the platform never lets silence take its meaning: outages, clocks, lost letters."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lantu.foundations.acts.actions import open_deployment
from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.clock import now
from lantu.foundations.acts.gate import Request
from lantu.foundations.deliveries.channels import Unreachable
from lantu.foundations.duties import actions as duties
from lantu.foundations.duties.models import Duty
from lantu.foundations.duties.queries import outcome
from lantu.foundations.duties.settling import settle
from lantu.foundations.jobs.heartbeat import beat
from lantu.foundations.jobs.models import Heartbeat
from lantu.foundations.people.actions import open_unit
from lantu.foundations.people.models import Standing
from lantu.law.clock import end_of
from lantu.systems.coordination import obligations
from lantu.systems.coordination.tasks import hear_of_deliveries
from tests.databases import rolled_back
from tests.foundations.duties.conftest import LATE, SILENT, told
from tests.systems.coordination.conftest import mail_folder, mail_server, story, town
from tests.town import go_to

__all__ = ("mail_folder", "mail_server", "story", "told", "town")

ASIDE = Request(SYSTEM)
BEGUN_AT = datetime(2026, 9, 7, 1, tzinfo=UTC)
BEGUN_ON, LAST_DAY_ON = date(2026, 9, 7), date(2026, 9, 14)
LAPSES_AT = end_of(LAST_DAY_ON)
SETTLED_AT = LAPSES_AT + timedelta(seconds=120)
YEAR = timedelta(days=365)


@pytest.fixture
def machine(db, told):
    """The machine's clock, in a deployment that is no demonstration."""
    with time_machine.travel(BEGUN_AT, tick=False) as traveller:
        open_deployment(ASIDE, city="郑州市")
        yield traveller


@pytest.fixture
def owe(machine):
    unit = open_unit(ASIDE, key="bureau", name="某局", standing=Standing.MUNICIPAL_DEPARTMENT)

    def owed(kind=SILENT):
        return duties.owe(
            ASIDE, kind=kind, unit=unit, case_id=unit.id, subject=unit, started_on=BEGUN_ON
        )

    return owed


def lived(from_at, until_at, worker="worker"):
    Heartbeat.objects.create(worker=worker, from_at=from_at, until_at=until_at)


def state_of(duty) -> str:
    return Duty.objects.get(id=duty.id).state


def settled(machine, duty, at=SETTLED_AT) -> str:
    """Settle at a moment; the outcome that a page shows is the same before and after."""
    machine.move_to(at)
    shown = outcome(duty, now()).state
    settle()
    assert state_of(duty) == shown == outcome(Duty.objects.get(id=duty.id), now()).state
    return state_of(duty)


def test_silence_on_a_platform_that_lived_takes_its_meaning(machine, owe):
    duty = owe()
    lived(BEGUN_AT, SETTLED_AT)
    assert settled(machine, duty, SETTLED_AT - timedelta(microseconds=1)) == "duty.open"
    assert settled(machine, duty) == "duty.lapsed"


@pytest.mark.requirement("D1-36")
def test_a_platform_on_which_no_worker_ever_lived_decides_nothing(machine, owe):
    duty = owe()
    assert settled(machine, duty) == "duty.held"
    assert Duty.objects.get(id=duty.id).held_ground == "平台心跳中断"


@pytest.mark.parametrize(("minutes", "state"), [(29, "duty.lapsed"), (30, "duty.held")])
def test_a_worker_that_stopped_for_half_an_hour_on_the_last_day_leaves_a_doubt(
    machine, owe, minutes, state
):
    duty, stopped_at = owe(), LAPSES_AT - timedelta(hours=9)
    lived(BEGUN_AT, stopped_at)
    lived(stopped_at + timedelta(minutes=minutes), SETTLED_AT, "another")
    assert settled(machine, duty) == state


def test_a_worker_that_stopped_on_another_day_leaves_none(machine, owe):
    duty = owe()
    lived(BEGUN_AT, LAPSES_AT - timedelta(days=3))
    lived(LAPSES_AT - timedelta(days=1), SETTLED_AT)
    assert settled(machine, duty) == "duty.lapsed"


def test_a_worker_that_stopped_is_no_excuse_for_whoever_is_only_late(machine, owe):
    duty = owe(LATE)
    machine.move_to(SETTLED_AT)
    assert settle() == 1
    assert Duty.objects.get(id=duty.id).overdue_at == SETTLED_AT


@pytest.mark.requirement("D1-36")
def test_a_clock_that_jumps_ahead_by_a_year_lets_nothing_lapse(machine, owe, told):
    duty = owe()
    lived(BEGUN_AT, BEGUN_AT + timedelta(hours=1))
    machine.move_to(BEGUN_AT + YEAR)
    beat("worker")
    machine.shift(10)
    beat("worker")
    assert settled(machine, duty, BEGUN_AT + YEAR + timedelta(seconds=10)) == "duty.held"
    assert told == {"hold": 1}


def test_a_jump_on_the_last_day_itself_lets_nothing_lapse(machine, owe):
    duty = owe()
    lived(BEGUN_AT, LAPSES_AT - timedelta(hours=9))
    lived(LAPSES_AT, SETTLED_AT, "worker")
    assert settled(machine, duty) == "duty.held"


def test_an_entry_from_a_clock_that_was_ahead_lets_nothing_lapse_once_it_is_right(
    machine, owe, told
):
    duty = owe()
    lived(BEGUN_AT, BEGUN_AT + timedelta(hours=1))
    machine.move_to(BEGUN_AT + YEAR)
    open_unit(ASIDE, key="later", name="后来的局", standing=Standing.MUNICIPAL_DEPARTMENT)
    machine.move_to(BEGUN_AT + timedelta(hours=2))
    assert now() == BEGUN_AT + YEAR
    assert settled(machine, duty, BEGUN_AT + timedelta(hours=2)) == "duty.held"
    assert told == {"hold": 1}


def test_even_with_a_beating_heart_a_journal_ahead_of_the_machine_is_a_doubt(machine, owe):
    duty = owe()
    lived(BEGUN_AT, SETTLED_AT + timedelta(hours=2))
    machine.move_to(SETTLED_AT + timedelta(minutes=3))
    open_unit(ASIDE, key="later", name="后来的局", standing=Standing.MUNICIPAL_DEPARTMENT)
    assert settled(machine, duty, SETTLED_AT) == "duty.held"
    assert Duty.objects.get(id=duty.id).held_ground == "系统时钟与日志相差过大"


@pytest.mark.requirement("D1-36")
def test_a_clock_that_jumps_back_by_a_year_stands_still_and_answers_stay_in_time(machine, owe):
    duty = owe()
    lived(BEGUN_AT, BEGUN_AT + timedelta(hours=1))
    machine.move_to(BEGUN_AT - YEAR)
    beat("worker")
    assert now() == BEGUN_AT
    assert settle() == 0
    duties.discharge(Request(SYSTEM), duty=duty)
    assert duty.closed_at == BEGUN_AT
    assert not outcome(duty, SETTLED_AT).is_late


@st.composite
def lives(draw):
    """When no worker beat, in minutes before the limit, and how far off the clock is."""
    gaps = draw(st.lists(st.tuples(st.integers(0, 3 * 1440), st.integers(1, 90)), max_size=3))
    return gaps, draw(st.integers(-YEAR.days, YEAR.days)), draw(st.booleans())


@example(([(1440, 29)], 0, False))
@example(([(1455, 45)], 0, False))
@example(([(0, 90)], 0, True))
@example(([(1441, 30)], 0, False))
@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(lives())
def test_nothing_lapses_unless_the_platform_lived_its_last_day(machine, owe, told, life):
    gaps, jump_days, wrote = life
    with rolled_back():
        told.clear()
        machine.move_to(BEGUN_AT)
        duty = owe()
        _beat_but(gaps)
        machine.move_to(SETTLED_AT + timedelta(days=jump_days))
        if wrote:
            open_unit(ASIDE, key="a", name="甲局", standing=Standing.MUNICIPAL_DEPARTMENT)
        settle()
        if told["lapse"]:
            assert jump_days >= 0
            assert not _is_broken(gaps)
        machine.move_to(SETTLED_AT)
        settle()
        if told["lapse"]:
            assert not _is_broken(gaps)
        assert told["lapse"] + told["hold"] == (state_of(duty) != "duty.open")


def _beat_but(gaps):
    silent = sorted((LAPSES_AT - timedelta(minutes=before), minutes) for before, minutes in gaps)
    alive_from = BEGUN_AT
    for from_at, minutes in silent:
        if from_at > alive_from:
            lived(alive_from, from_at)
        alive_from = max(alive_from, from_at + timedelta(minutes=minutes))
    lived(alive_from, max(alive_from, SETTLED_AT))


def _is_broken(gaps):
    """Whether some silence covers thirty minutes of the last day by itself."""
    return any(min(before, 1440) - max(before - minutes, 0) >= 30 for before, minutes in gaps)


@pytest.mark.requirement("D1-34")
def test_a_letter_that_never_arrived_starts_no_clock_and_no_silence(story, settings, free_port):
    settings.SMTP_PORT = free_port
    with pytest.raises(Unreachable):
        story.dispatch()
    hear_of_deliveries()
    task = story.task("forestry")
    assert (task.state, task.delivered_on) == ("task.undelivered", None)
    go_to(datetime(2019, 12, 2, 1, tzinfo=UTC))
    settle()
    assert story.task("forestry").state == "task.undelivered"
    assert story.round.state == "round.dispatched"
    answer = Duty.objects.get(subject_id=task.id, kind=obligations.ANSWER)
    proof = Duty.objects.get(subject_id=task.id, kind=obligations.DELIVER)
    assert (answer.state, answer.lapses_at) == ("duty.open", None)
    assert proof.overdue_at is not None


@pytest.fixture
def free_port() -> int:
    """A port at which nobody listens."""
    import socket

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
