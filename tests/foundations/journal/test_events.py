from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantu.foundations.journal.events import Event, event, facts_of, moment, read


@event("tests.letter.sent/1")
@dataclass(frozen=True, slots=True)
class LetterSent(Event):
    letter_id: UUID
    sent_on: date
    sent_at: datetime
    reply_id: UUID | None
    copies: int


@given(st.dates(), st.datetimes(timezones=st.just(UTC)), st.none() | st.uuids(), st.integers())
def test_an_event_is_read_back_as_it_was_told(day, at, reply, copies):
    told = LetterSent(uuid4(), day, at, reply, copies)
    assert read("tests.letter.sent/1", facts_of(told)) == told


def test_a_name_is_never_used_for_another_event():
    with pytest.raises(ValueError, match="已经登记"):

        @event("tests.letter.sent/1")
        class LetterBurnt(Event):
            pass


@given(st.lists(st.datetimes(timezones=st.just(UTC)), min_size=2, max_size=2))
def test_moments_as_text_sort_as_moments_do(pair):
    one, other = pair
    assert (moment(one) < moment(other)) == (one < other)


def test_a_moment_without_time_zone_is_refused():
    with pytest.raises(ValueError, match="缺少时区"):
        moment(datetime(2019, 9, 2))
