"""How many due dates a second: one by one with their explanation, and in bulk.

bin/bench due [--count 1000000]
"""

import argparse
import time

import numpy as np

from lantu.law.bulk import due_days
from lantu.law.calendar import calendar
from lantu.law.clock import run_working_days
from lantu.law.edition import shipped

ROUNDS = 5
SAMPLE = 2_000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=1_000_000)
    count = parser.parse_args().count
    edition = shipped()
    days = calendar(edition)
    random = np.random.default_rng(2019)
    first = np.datetime64(days.first_on)
    starts = first + random.integers(0, 3_200, count).astype("timedelta64[D]")
    amounts = random.integers(1, 21, count)

    seconds = min(_timed(lambda: due_days(edition, starts, amounts)) for _ in range(ROUNDS))
    many = due_days(edition, starts[:SAMPLE], amounts[:SAMPLE])
    pairs = [(s, int(n)) for s, n in zip(starts[:SAMPLE].astype(object), amounts, strict=False)]
    begun = time.perf_counter()
    single = [run_working_days(edition, start, amount).last_day_on for start, amount in pairs]
    one_by_one = time.perf_counter() - begun
    assert single == list(many.astype(object)), "bulk and single clock disagree"

    print(f"{'':28}{'due dates':>12}{'seconds':>10}{'a second':>14}")
    print(f"{'bulk (best of 5)':28}{count:>12,}{seconds:>10.4f}{count / seconds:>14,.0f}")
    print(
        f"{'one by one, explained':28}{SAMPLE:>12,}{one_by_one:>10.4f}{SAMPLE / one_by_one:>14,.0f}"
    )
    print(f"the first {SAMPLE:,} agree, element by element")


def _timed(work) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
