"""The pages of the shell itself: a demonstration's clock, and the sign that the site lives."""

from datetime import datetime, time, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from lantu.demo.clock import pass_time
from lantu.foundations.acts.clock import is_demo, now
from lantu.foundations.duties.models import Duty
from lantu.foundations.lawbook.queries import known_on
from lantu.law import parameter
from lantu.law.calendar import calendar
from lantu.law.clock import ZHENGZHOU, day_of
from lantu.law.duties.flow import Duty as DutyStates
from lantu.web.shell.refusals import came_from, not_found
from lantu.web.shell.wording import full_moment

OFFICE_OPENS = time(9)


@require_POST
def advance_demo(request: HttpRequest) -> HttpResponse:
    """Move the demonstration's clock by a step of the button that was pressed."""
    if not is_demo():
        return not_found(request)
    to_at = next_moment(request.POST.get("to", ""), now())
    count = pass_time(to_at)
    lapsed = f"，途中有 {count} 个期限届满" if count else ""
    messages.success(request, f"演示时钟已到 {full_moment(now())}{lapsed}。")
    return redirect(came_from(request))


def next_moment(step: str, at: datetime) -> datetime:
    """Return where a button moves the clock to.

    Args:
        step: `hour`, `morning` of the next working day, or `limit`: the end of the next limit.
        at: where it stands, in UTC.
    """
    if step == "limit":
        running = Duty.objects.filter(state=DutyStates.OPEN, lapses_at__gt=at)
        first = running.order_by("lapses_at").first()
        if first is not None and first.lapses_at is not None:
            edition = known_on(day_of(at))
            grace_s = parameter.number(edition, "coordination.grace", day_of(at))
            return first.lapses_at + timedelta(seconds=grace_s + 1)
    if step == "hour":
        return at + timedelta(hours=1)
    today = day_of(at)
    days = calendar(known_on(today))
    opens_at = datetime.combine(today, OFFICE_OPENS, ZHENGZHOU)
    if days.day(today).is_working and at < opens_at:
        return opens_at
    return datetime.combine(
        days.next_working_day(today + timedelta(days=1)), OFFICE_OPENS, ZHENGZHOU
    )


@login_not_required
def health(_: HttpRequest) -> HttpResponse:
    """Say that the site and its database answer; no more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("好", content_type="text/plain; charset=utf-8")
