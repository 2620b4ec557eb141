"""What a person owes, what lapses first on top."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lantu.foundations.acts.clock import now
from lantu.foundations.duties.queries import inbox_of
from lantu.web.shell.asking import unit_of
from lantu.web.shell.clocks import clock_of


def workbench(request: HttpRequest) -> HttpResponse:
    """Show what the person's unit owes."""
    at = now()
    owed = inbox_of(unit_of(request), at).select_related("unit", "person", "project")
    rows = [(duty, clock_of(duty, at)) for duty in owed]
    return render(request, "workbench/workbench.html", {"rows": rows})
