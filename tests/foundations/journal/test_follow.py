from datetime import timedelta

from lantu.foundations.acts.actions import advance_clock
from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.events import ClockAdvanced
from lantu.foundations.acts.gate import Request
from lantu.foundations.journal.follow import follow, news_about, news_after
from tests.foundations.conftest import MORNING

NAMES = frozenset({"acts.clock.advanced/1"})


def advance(hours):
    advance_clock(Request(SYSTEM), to_at=MORNING + timedelta(hours=hours))


def test_a_consumer_sees_every_entry_once_in_order(demonstration):
    seen = []
    advance(1)
    advance(2)
    assert follow("lamps", NAMES, seen.append) == 2
    advance(3)
    assert follow("lamps", NAMES, seen.append) == 1
    assert [news.sequence for news in seen] == [2, 3, 4]
    assert seen[2].event == ClockAdvanced(
        MORNING + timedelta(hours=2), MORNING + timedelta(hours=3)
    )


def test_a_consumer_that_broke_sees_the_entry_again(demonstration):
    advance(1)

    def breaks(news):
        raise OSError("断电")

    try:
        follow("lamps", NAMES, breaks)
    except OSError:
        seen = []
        assert follow("lamps", NAMES, seen.append) == 1


def test_all_entries_can_be_read_from_a_place_on(demonstration):
    advance(1)
    assert [news.name for news in news_after(0)] == [
        "acts.deployment.opened/1",
        "acts.clock.advanced/1",
    ]


def test_the_entries_that_tell_of_a_record_are_found_by_it(demonstration):
    advance(1)
    advance(2)
    (first, *_) = news_after(0, NAMES)
    table, record = first.about[0]
    assert [news.sequence for news in news_about(table, record, NAMES)] == [
        news.sequence for news in news_after(0, NAMES) if (table, record) in news.about
    ]
    assert list(news_about("no_such_table", record, NAMES)) == []
    assert list(news_about(table, record, frozenset())) == []
