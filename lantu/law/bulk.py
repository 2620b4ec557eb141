"""Many due days at once, for statistics and supervision over years of tasks."""

from datetime import date
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lantu.law.calendar import calendar
from lantu.law.clock import ClockFault
from lantu.law.edition import Edition
from lantu.law.wording import Refused


def due_days(edition: Edition, starts: ArrayLike, amounts: ArrayLike) -> NDArray[Any]:
    """Work out many due days at once, in working days and without pauses.

    Args:
        edition: the calendar as far as the edition knows it.
        starts: days as datetime64[D], of any shape.
        amounts: positive whole numbers of working days, broadcast against `starts`.

    Returns:
        The last days as datetime64[D]. Equal to `run_working_days`, element by element.

    Raises:
        Refused: a start or a result lies outside the calendar, or an amount is not positive.
    """
    days = calendar(edition)
    epoch = date(1970, 1, 1).toordinal()
    working = np.asarray(days.working_ordinals, np.int32) - epoch
    first, last = days.first_on.toordinal() - epoch, days.last_on.toordinal() - epoch
    from_day = np.asarray(starts, "datetime64[D]").astype(np.int64)
    count = np.asarray(amounts)
    if not np.issubdtype(count.dtype, np.integer):
        raise Refused(ClockFault.NOT_WHOLE, amount=str(count.dtype))
    if count.size and count.min() < 1:
        raise Refused(ClockFault.NOT_POSITIVE, amount=int(count.min()))
    for edge in (from_day.min(), from_day.max()) if from_day.size else ():
        days.require(_date(int(edge) + epoch))
    worked_until = np.searchsorted(working, np.arange(first, last + 1), side="right")
    position = worked_until[from_day - first] + count - 1
    if position.size and position.max() >= len(working):
        raise Refused(ClockFault.OVERFLOW, start=days.last_on, amount=int(count.max()))
    last_days: NDArray[Any] = working[position].astype("datetime64[D]")
    return last_days


def _date(ordinal: int) -> date:
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))
