"""The three clocks of a round, what follows from them, lamps and reminders."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from lantu.law import clock, parameter
from lantu.law.calendar import calendar
from lantu.law.clock import Due, Pause
from lantu.law.edition import Edition
from lantu.law.rule import rule
from lantu.law.wording import Code


class Lamp(Code):
    """How urgent a duty is; always shown with its word."""

    GREEN = "lamp.green"
    YELLOW = "lamp.yellow"
    RED = "lamp.red"


@rule("D1 三(一)1", "D1-29", "D1-32", doubts=("AMB-01", "AMB-09", "AMB-69"),
      parameters=("coordination.correction",))  # fmt: skip
def correction_due(edition: Edition, received_on: date, pauses: Sequence[Pause] = ()) -> Due:
    """The lead corrects the intended red line and asks the departments within ten working days.

    Reading: from the complete receipt by platform or by letter until the letters are dispatched;
    both acts lie inside, and the lead's own further corrections start nothing anew.
    Doubt: AMB-01, AMB-09, AMB-69.
    """
    days = parameter.whole(edition, "coordination.correction", received_on)
    return clock.run_working_days(edition, received_on, days, pauses, event="收到")


@rule("D1 三(一)1", "D1-29", doubts=("AMB-09",), parameters=("coordination.intake_return",))
def intake_return_due(edition: Edition, received_on: date) -> Due:
    """Incomplete material may go back.

    Reading: once, within the limit of the parameter; the first clock starts at its complete
    return.
    Doubt: AMB-09.
    """
    days = parameter.whole(edition, "coordination.intake_return", received_on)
    return clock.run_working_days(edition, received_on, days, event="收到")


@rule("D1 三(一)1", "D1-34", "D1-83", doubts=("AMB-57", "AMB-73"),
      parameters=("coordination.reply",))  # fmt: skip
def reply_due(edition: Edition, delivered_on: date, pauses: Sequence[Pause] = ()) -> Due:
    """Each department or unit answers within five working days.

    Reading: per task, from the day of its own delivery; asking a county, a request for more
    material or work inside the unit does not stop it. What was not delivered starts nothing.
    Doubt: AMB-57, AMB-73.
    """
    days = parameter.whole(edition, "coordination.reply", delivered_on)
    return clock.run_working_days(edition, delivered_on, days, pauses, event="送达")


@rule("D1 三(一)2", "D1-40", doubts=("AMB-03", "AMB-57", "AMB-76"))
def opinion_starts_on(reply_last_days: Sequence[date], replied_on: Sequence[date | None]) -> date:
    """The overall opinion is formed once the answers are in or their time is over.

    Reading: the end of the second clock is the latest last day of all tasks; where every task
    was answered sooner, the day of the last answer starts the third clock.
    Doubt: AMB-03, AMB-57, AMB-76.

    Args:
        reply_last_days: the last day of each task.
        replied_on: the day of each task's answer, None where there is none.
    """
    answered = [on for on in replied_on if on is not None]
    all_answered = len(answered) == len(replied_on) > 0
    return clock.following_start(max(reply_last_days), max(answered) if all_answered else None)


@rule("D1 三(一)2", "D1-40", doubts=("AMB-70", "AMB-79"), parameters=("coordination.opinion",))
def opinion_due(edition: Edition, starts_on: date, pauses: Sequence[Pause] = ()) -> Due:
    """The lead collates, reconciles and forms the overall opinion within five working days.

    Reading: reconciliation lies inside; the clock stops when the opinion is delivered to the
    initiating unit and the sender, in the issue that the unit's setting names.
    Doubt: AMB-70, AMB-79.
    """
    days = parameter.whole(edition, "coordination.opinion", starts_on)
    return clock.run_working_days(edition, starts_on, days, pauses, event="答复齐备或届满")


@rule("D1 三(一)1", "D1-34", doubts=("AMB-73",), parameters=("coordination.delivery",))
def delivery_due(edition: Edition, failed_on: date) -> Due:
    """Silence can only be read where the asking is proved.

    Reading: where inbox or second channel failed, a logged call or paper delivers within the
    limit of the parameter, counted from the next day; a stale contact holds nothing up for ever.
    Doubt: AMB-73.
    """
    days = parameter.whole(edition, "coordination.delivery", failed_on)
    return clock.run_working_days(edition, failed_on, days, event="未送达")


@rule("D1 附件二(二) 末", "D1-83", doubts=("AMB-80",), parameters=("coordination.forwarding",))
def forwarding_due(edition: Edition, asked_on: date) -> Due:
    """A department that needs the view of a county or zone asks for it itself.

    Reading: with an inner limit of its own, from the day of asking, inside the department's limit
    and without moving it.
    Doubt: AMB-80.
    """
    days = parameter.whole(edition, "coordination.forwarding", asked_on)
    return clock.run_working_days(edition, asked_on, days, event="征求")


@rule("D1 五(三)", "D1-77", doubts=("AMB-12",),
      parameters=("coordination.joint_meeting_interval",))  # fmt: skip
def joint_meeting_due(edition: Edition, held_on: date, today: date) -> bool:
    """The joint meeting is convened regularly.

    Reading: a reminder from the day on which the interval since the last one has passed.
    Doubt: AMB-12.
    """
    days = parameter.whole(edition, "coordination.joint_meeting_interval", held_on)
    return today >= held_on + timedelta(days=days)


@rule("D1 三(一)", doubts=("AMB-83",), parameters=("coordination.yellow_lamp",
      "coordination.red_lamp"))  # fmt: skip
def lamp(edition: Edition, due: Due, today: date) -> Lamp:
    """Every limit is shown with how urgent it is.

    Reading: by the working days left after today, the last day included; late is red, and a clock
    that stands still is green.
    Doubt: AMB-83.
    """
    if due.last_day_on is None:
        return Lamp.GREEN
    left = calendar(edition).working_days_between(today, due.last_day_on)
    if left <= parameter.whole(edition, "coordination.red_lamp", due.started_on):
        return Lamp.RED
    yellow = parameter.whole(edition, "coordination.yellow_lamp", due.started_on)
    return Lamp.YELLOW if left <= yellow else Lamp.GREEN


@rule("D1 三(一)", doubts=("AMB-83",), parameters=("coordination.first_reminder",
      "coordination.second_reminder", "coordination.last_reminder"))  # fmt: skip
def reminders(edition: Edition, due: Due) -> tuple[datetime, ...]:
    """Whoever owes an answer is reminded in time.

    Reading: at three shares of the clock's span, measured in time from the end of the day of the
    event to the end of the last day.
    Doubt: AMB-83.
    """
    if due.lapses_at is None:
        return ()
    begins_at = clock.end_of(due.started_on)
    span = due.lapses_at - begins_at
    names = ("first_reminder", "second_reminder", "last_reminder")
    shares = [parameter.number(edition, f"coordination.{name}", due.started_on) for name in names]
    return tuple(begins_at + span * share for share in shares)
