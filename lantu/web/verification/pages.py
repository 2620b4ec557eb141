"""Whether a paper is genuine: its code confirms number, title, issuer and day, and no more."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lantu.foundations.documents.queries import confirmed
from lantu.web.shell.throttle import throttled

LONGEST_CODE = 40


@login_not_required
@throttled("verification")
def verify(request: HttpRequest, code: str = "") -> HttpResponse:
    """Confirm a paper by its code, or ask for one."""
    given = request.GET.get("code", "").strip()
    if given and not code:
        return redirect("verified", code=given[:LONGEST_CODE].replace("/", ""))
    found = confirmed(code) if code else None
    context = {"code": code[:LONGEST_CODE], "found": found}
    status = 404 if code and found is None else 200
    return render(request, "verification/verify.html", context, status=status)
