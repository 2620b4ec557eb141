"""The page that opens a further unit together with its first administrator."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lantu.foundations.acts.policy import may
from lantu.foundations.people.actions import open_unit
from lantu.foundations.people.models import Unit
from lantu.web.account.sessions import proved
from lantu.web.administration.unit_forms import NewUnitForm
from lantu.web.shell.asking import asked, asker, sent, was_done
from lantu.web.shell.refusals import attempt, missing


@proved
def new_unit_page(request: HttpRequest) -> HttpResponse:
    """Ask for a unit and its administrator, and open both at once."""
    if not may(asker(request), "people.unit.open"):
        raise missing(Unit)
    form = NewUnitForm(*sent(request))
    if was_done(request):
        opened = Unit.objects.filter(key=request.POST.get("key", "")).first()
        return redirect("administered_unit", opened.id) if opened else redirect("administration")
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: open_unit(asked(request), **form.opened()))
        if made is not None:
            messages.success(
                request, "已登记。下一步：由单位管理员登录，设置岗位、安排任职、核实联络人。"
            )
            return redirect("administered_unit", made.id)
    context = {"form": form}
    return render(
        request, "administration/new_unit.html", context, status=422 if form.errors else 200
    )
