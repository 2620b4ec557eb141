from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantu.law.bulk import due_days
from lantu.law.clock import run_working_days
from lantu.law.edition import shipped
from lantu.law.wording import Refused

DAYS = st.dates(date(2018, 1, 1), date(2026, 12, 31))
AMOUNTS = st.integers(1, 60)


@given(st.lists(st.tuples(DAYS, AMOUNTS), min_size=1, max_size=20))
def test_many_at_once_equal_one_by_one(pairs):
    starts = np.array([start for start, _ in pairs], "datetime64[D]")
    many = due_days(shipped(), starts, np.array([amount for _, amount in pairs]))
    assert list(many.astype(object)) == [
        run_working_days(shipped(), *pair).last_day_on for pair in pairs
    ]


@pytest.mark.parametrize(
    ("start", "amount"),
    [("2019-09-17", 0), ("2019-09-17", 2.5), ("1066-10-14", 5), ("NaT", 5), ("2030-12-30", 60)],
)
def test_bulk_refuses_what_the_single_clock_refuses(start, amount):
    with pytest.raises(Refused):
        due_days(shipped(), np.array([start], "datetime64[D]"), np.array([amount]))


def test_bulk_takes_any_shape_and_nothing_at_all():
    starts = np.array([["2019-09-25"], ["2019-09-02"]], "datetime64[D]")
    many = due_days(shipped(), starts, np.array([1, 10]))
    assert many.astype(str).tolist() == [["2019-09-26", "2019-10-14"], ["2019-09-03", "2019-09-17"]]
    assert due_days(shipped(), np.array([], "datetime64[D]"), np.array([], int)).size == 0
