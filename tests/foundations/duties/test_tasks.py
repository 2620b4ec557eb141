from datetime import UTC, date, datetime, timedelta

from lantu.foundations.duties.models import Duty
from lantu.foundations.jobs.ticks import claim, registered, run
from lantu.law.clock import end_of
from lantu.law.duties import flow
from tests.foundations.duties.conftest import LAST_DAY_ON
from tests.town import go_to


def tick(name):
    regular = {one.name: one for one in registered()}[name]
    held = claim(regular, "worker")
    return run(regular, held)


def test_the_worker_settles_what_has_run_out_behind_its_fence(owe, told):
    duty = owe()
    go_to(end_of(LAST_DAY_ON) + timedelta(seconds=120))
    assert tick("duties.settle") == ""
    assert Duty.objects.get(id=duty.id).state == flow.Duty.LAPSED
    assert told == {"lapse": 1}


def test_the_worker_moves_the_clocks_when_the_law_has_changed(owe):
    go_to(datetime(2020, 1, 20, 1, tzinfo=UTC))
    duty = owe(started_on=date(2020, 1, 20))
    go_to(datetime(2020, 1, 27, 1, tzinfo=UTC))
    assert tick("duties.move_clocks") == ""
    assert Duty.objects.get(id=duty.id).last_day_on == date(2020, 2, 4)


def test_reminders_are_looked_for_as_well():
    assert "duties.remind" in {one.name for one in registered()}


def test_letters_that_arrived_are_heard_of_regularly():
    assert "coordination.deliveries" in {one.name for one in registered()}
