"""What coordination does by itself: hear that letters arrived, settle what has run out."""

from datetime import datetime

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.clock import now
from lantu.foundations.acts.gate import Request
from lantu.foundations.deliveries.events import MessageDelivered
from lantu.foundations.jobs.ticks import Tick, register
from lantu.foundations.journal.follow import News, follow
from lantu.foundations.lawbook.queries import known_on
from lantu.foundations.people.queries import is_held
from lantu.law.blueprint.catalogue import LEAD
from lantu.law.clock import day_of
from lantu.systems.coordination.actions.delivering import confirm_delivery
from lantu.systems.coordination.actions.meetings import remind_office
from lantu.systems.coordination.models import Task
from lantu.systems.coordination.queries.statistics import last_meeting_on, meeting_is_due

CONSUMER = "coordination.deliveries"
HEAR_EVERY_S = 5.0
MEETING_EVERY_S = 3600.0


def hear_of_deliveries() -> int:
    """Start the clocks of the units whose letters arrived since the last time."""
    return follow(CONSUMER, frozenset({MessageDelivered.event_name}), _hear)


def remind_of_meeting() -> bool:
    """Remind the office, once for each interval, that the joint meeting is due (D1-77).

    While no unit leads yet, as on a site whose units are still to be entered, there is no office.
    """
    today = day_of(now())
    edition = known_on(today)
    if not is_held(LEAD, today) or not meeting_is_due(edition, today):
        return False
    last_on = last_meeting_on(edition)
    remind_office(Request(SYSTEM, key=f"coordination.meeting:{last_on}"), last_on=last_on)
    return True


def _hear(news: News) -> None:
    told = news.event
    if not isinstance(told, MessageDelivered) or told.about_table != Task._meta.db_table:
        return
    task = Task.objects.filter(id=told.about_id, message_id=told.message_id).first()
    if task is not None:
        _confirm(task, told.delivered_at, news.sequence)


def _confirm(task: Task, delivered_at: datetime, sequence: int) -> None:
    request = Request(SYSTEM, key=f"{CONSUMER}:{sequence}")
    confirm_delivery(request, task_id=task.id, delivered_at=delivered_at)


def hear(_: Tick) -> int:
    """Hear of deliveries, regularly."""
    return hear_of_deliveries()


def look_after_meeting(_: Tick) -> bool:
    """See whether the joint meeting is due, regularly."""
    return remind_of_meeting()


register(CONSUMER, hear, HEAR_EVERY_S)
register("coordination.meeting", look_after_meeting, MEETING_EVERY_S)
