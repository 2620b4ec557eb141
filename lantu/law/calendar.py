"""The working days of China, by State Council notice; years without one are provisional.

A later notice replaces the same holiday of its year, so a calendar is always that of what was
known: `calendar(edition.known_on(day))`. A year without a notice is worked out from the weekends
and the days the decree fixes; the days worked in exchange cannot be foreseen, so every date that
rests on it is provisional. So are the last days of a year, which the next notice can still move.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from lantu.law import parameter
from lantu.law.edition import Edition
from lantu.law.rows import HolidayNotice, Span, StatutoryHoliday
from lantu.law.rule import rule
from lantu.law.wording import Code, Refused

DECEMBER = 12
SATURDAY = 5


class DayKind(Code):
    """Why a day counts or not."""

    WORKING = "day.working"
    SHIFTED = "day.shifted"
    WEEKEND = "day.weekend"
    HOLIDAY = "day.holiday"


class CalendarFault(Code):
    """Why the calendar cannot answer."""

    OUT_OF_RANGE = "calendar.out_of_range"
    EMPTY = "calendar.empty"


class YearState(Code):
    """How much is known of a year."""

    ANNOUNCED = "year.announced"
    AMENDED = "year.amended"
    PROVISIONAL = "year.provisional"


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar, with the holiday and the notice or decree that made it so."""

    on: date
    kind: DayKind
    name: str | None = None
    source: str | None = None
    provisional: bool = False

    @property
    def is_working(self) -> bool:
        """Whether the day counts as a working day."""
        return self.kind in (DayKind.WORKING, DayKind.SHIFTED)


@dataclass(frozen=True, slots=True)
class Year:
    """What is known of a year: its state, the notices, and how many days are worked."""

    year: int
    state: YearState
    notices: tuple[HolidayNotice, ...]
    working_days: int


@dataclass(frozen=True)
class Calendar:
    """The days from `first_on` to `last_on`, as far as its notices know them."""

    notices: tuple[HolidayNotice, ...]
    statutory: tuple[StatutoryHoliday, ...]
    new_year_reach: int

    @cached_property
    def announced(self) -> frozenset[int]:
        """The years that have a notice."""
        return frozenset(notice.year for notice in self.notices)

    @cached_property
    def years(self) -> range:
        """The years the calendar covers, provisional ones included."""
        known = self.announced | {holiday.year for holiday in self.statutory}
        if not known:
            raise Refused(CalendarFault.EMPTY)
        return range(min(known), max(known) + 1)

    @property
    def first_on(self) -> date:
        """The first day covered."""
        return date(self.years[0], 1, 1)

    @property
    def last_on(self) -> date:
        """The last day covered."""
        return date(self.years[-1], 12, 31)

    def day(self, on: date) -> Day:
        """Return what a day is, and why.

        Raises:
            Refused: the day lies outside the calendar.
        """
        self.require(on)
        provisional = self.is_provisional(on)
        if on in self._special:
            kind, name, source = self._special[on]
            return Day(on, kind, name, source, provisional)
        kind = DayKind.WEEKEND if on.weekday() >= SATURDAY else DayKind.WORKING
        return Day(on, kind, provisional=provisional)

    def is_working(self, on: date) -> bool:
        """Return whether a day is a working day.

        Raises:
            Refused: the day lies outside the calendar.
        """
        return self.day(on).is_working

    def is_provisional(self, on: date) -> bool:
        """Return whether a notice that is still to come may change the day."""
        return self.unannounced_for(on) is not None

    def unannounced_for(self, on: date) -> int | None:
        """Return the year whose notice is still to come and may change the day, if there is one."""
        if on.year not in self.announced:
            return on.year
        reach = on.month == DECEMBER and on.day > 31 - self.new_year_reach
        return on.year + 1 if reach and on.year + 1 not in self.announced else None

    def require(self, on: date) -> None:
        """Refuse a day outside the calendar.

        Raises:
            Refused: naming the first and the last day covered.
        """
        if not self.first_on <= on <= self.last_on:
            raise Refused(
                CalendarFault.OUT_OF_RANGE, on=on, first_on=self.first_on, last_on=self.last_on
            )

    @cached_property
    def working_ordinals(self) -> tuple[int, ...]:
        """The proleptic ordinals of all working days, ascending."""
        ordinals = range(self.first_on.toordinal(), self.last_on.toordinal() + 1)
        return tuple(ordinal for ordinal in ordinals if self._works(ordinal))

    def working_days_between(self, after: date, until: date) -> int:
        """Count the working days after one day until another, that one included.

        Raises:
            Refused: a day lies outside the calendar.
        """
        self.require(after)
        self.require(until)
        days = self.working_ordinals
        return bisect_right(days, until.toordinal()) - bisect_right(days, after.toordinal())

    def next_working_day(self, on: date) -> date:
        """Return the day itself where it is worked, else the first working day after it.

        Raises:
            Refused: the calendar ends before one comes.
        """
        self.require(on)
        position = bisect_left(self.working_ordinals, on.toordinal())
        if position == len(self.working_ordinals):
            raise Refused(
                CalendarFault.OUT_OF_RANGE, on=on, first_on=self.first_on, last_on=self.last_on
            )
        return date.fromordinal(self.working_ordinals[position])

    def status(self) -> tuple[Year, ...]:
        """Return what is known of every year."""
        return tuple(self._year(year) for year in self.years)

    @cached_property
    def _special(self) -> dict[date, tuple[DayKind, str, str]]:
        special: dict[date, tuple[DayKind, str, str]] = {}
        for holiday in self.statutory:
            if holiday.year not in self.announced:
                for on in (on for span in holiday.days for on in _days(span)):
                    special[on] = (DayKind.HOLIDAY, holiday.name, holiday.decree)
        arranged = {}
        for notice in sorted(self.notices, key=lambda notice: notice.published_on):
            for leave in notice.holidays:
                arranged[notice.year, leave.name] = (leave, notice.title)
        for leave, title in arranged.values():
            for on in (on for span in leave.days_off for on in _days(span)):
                special[on] = (DayKind.HOLIDAY, leave.name, title)
            for on in leave.working:
                special[on] = (DayKind.SHIFTED, leave.name, title)
        return special

    def _works(self, ordinal: int) -> bool:
        found = self._special.get(date.fromordinal(ordinal))
        if found:
            return found[0] is DayKind.SHIFTED
        return (ordinal + 6) % 7 < SATURDAY

    def _year(self, year: int) -> Year:
        notices = tuple(notice for notice in self.notices if notice.year == year)
        state = (YearState.PROVISIONAL, YearState.ANNOUNCED, YearState.AMENDED)[
            min(len(notices), 2)
        ]
        first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        days = self.working_ordinals
        return Year(year, state, notices, bisect_right(days, last) - bisect_left(days, first))


def calendar(edition: Edition) -> Calendar:
    """Return the calendar of an edition, as far as the edition knows it."""
    reach = parameter.find(edition, "calendar.new_year_reach").values[-1].amount
    return _calendar(edition.holiday_notices, edition.statutory_holidays, int(str(reach)))


@rule("D1 三(一)1", "D1-32", doubts=("AMB-01",), parameters=("calendar.next_year_alarm",))
def is_alarming(edition: Edition, today: date) -> bool:
    """Clocks in working days need the holidays of the year they run into.

    Reading: from the alarm day of a year on, the year after has to have a notice; without one
    every clock that crosses the year's end is provisional and somebody has to look.
    Doubt: AMB-01.
    """
    alarm = str(parameter.find(edition, "calendar.next_year_alarm").values[-1].amount)
    month, day = (int(part) for part in alarm.split("-"))
    due = today >= date(today.year, month, day)
    return due and today.year + 1 not in calendar(edition.known_on(today)).announced


@cache
def _calendar(
    notices: tuple[HolidayNotice, ...], statutory: tuple[StatutoryHoliday, ...], reach: int
) -> Calendar:
    return Calendar(notices, statutory, reach)


def _days(span: Span) -> Iterator[date]:
    ordinals = range(span.from_on.toordinal(), span.to_on.toordinal() + 1)
    return (date.fromordinal(ordinal) for ordinal in ordinals)
