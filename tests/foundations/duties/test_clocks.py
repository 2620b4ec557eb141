from datetime import UTC, date, datetime

from lantu.foundations.acts.gate import action
from lantu.foundations.acts.policy import is_system
from lantu.foundations.duties.clocks import bring_up_to_date, run
from lantu.foundations.duties.models import Duty
from lantu.foundations.lawbook.queries import known_on
from lantu.law.clock import end_of
from tests.foundations.duties.conftest import ASIDE, BEGUN_ON, LAST_DAY_ON
from tests.town import go_to


def in_act(monkeypatch, work):
    """Do something in an act that the system may do."""
    from lantu.foundations.acts import policy

    monkeypatch.setitem(policy._PERMISSIONS, "tests.clocks.look", is_system)

    @action("tests.clocks.look")
    def look(act):
        act.require()
        result = work(act)
        act.abandon()
        return result

    return look(ASIDE)


def test_a_clock_is_run_by_the_law_of_the_day_of_the_act(owe, monkeypatch):
    duty = Duty(kind=owe().kind, started_on=BEGUN_ON)
    in_act(monkeypatch, lambda act: run(act, duty))
    assert (duty.last_day_on, duty.lapses_at) == (LAST_DAY_ON, end_of(LAST_DAY_ON))
    assert duty.edition == known_on(BEGUN_ON).digest


def test_a_clock_that_has_not_begun_has_an_edition_and_no_end(owe, monkeypatch):
    duty = Duty(kind=owe().kind)
    in_act(monkeypatch, lambda act: run(act, duty))
    assert (duty.last_day_on, duty.lapses_at, duty.is_provisional) == (None, None, False)
    assert duty.edition


def test_where_the_law_is_the_same_nothing_moves_and_nothing_is_said(owe, monkeypatch):
    duty = owe()
    assert in_act(monkeypatch, lambda act: bring_up_to_date(act, [duty])) == []


def test_a_new_edition_that_moves_no_day_is_noted_without_a_move(owe, monkeypatch):
    go_to(datetime(2019, 11, 1, 1, tzinfo=UTC))
    duty = owe(started_on=date(2019, 11, 1))
    go_to(datetime(2019, 11, 22, 1, tzinfo=UTC))
    assert in_act(monkeypatch, lambda act: bring_up_to_date(act, [duty])) == []
    assert duty.edition == known_on(date(2019, 11, 22)).digest != known_on(BEGUN_ON).digest
