"""The door, and a person's own account."""

import time

from allauth.account.views import LoginView
from allauth.mfa.utils import is_mfa_enabled
from axes.decorators import axes_dispatch
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from lantu.foundations.acts.clock import now
from lantu.foundations.people.passwords import change_password
from lantu.foundations.people.queries import entitlements
from lantu.law.clock import day_of
from lantu.web.account.forms import PasswordForm, ProofForm
from lantu.web.account.logins import end, logins_of, same_login
from lantu.web.account.sessions import PROVED
from lantu.web.shell.asking import account_of, asked
from lantu.web.shell.refusals import attempt
from lantu.web.shell.throttle import throttled


@method_decorator(login_not_required, name="dispatch")
# A whole office may stand behind one address: who only looks at the door is not counted.
@method_decorator(throttled("login", methods=("POST",)), name="dispatch")
@method_decorator(axes_dispatch, name="dispatch")
class Login(LoginView):  # type: ignore[misc]
    """The door. Five wrong passwords lock it for that account and that machine."""

    template_name = "account/login.html"


def account(request: HttpRequest) -> HttpResponse:
    """Show a person's own account: posts, rights, second factor."""
    person = account_of(request)
    today = day_of(now())
    held = person.holdings.filter(from_on__lte=today).select_related("post__unit")
    context = {
        "holdings": [one for one in held if one.until_on is None or one.until_on >= today],
        "rights": sorted(entitlements(person.id, person.unit_id, today)),
        "has_second_factor": is_mfa_enabled(person),
        "rules": settings.SECURITY,
        "logins": logins_of(request, person),
    }
    return render(request, "account/account.html", context)


@require_POST
def end_logins(request: HttpRequest) -> HttpResponse:
    """End one other login of the person, or all others."""
    person, chosen = account_of(request), request.POST.get("login", "")
    others = {str(one.id): one.id for one in logins_of(request, person) if not one.is_this}
    ended = end(person, list(others.values()) if chosen == "others" else _one(others, chosen),
                because="chosen")  # fmt: skip
    if ended:
        messages.success(request, f"已结束 {ended} 处登录。")
    else:
        messages.info(request, "这处登录已经结束。")
    return redirect("account")


def _one(others: dict[str, int], chosen: str) -> list[int]:
    return [others[chosen]] if chosen in others else []


def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password."""
    person = account_of(request)
    form = PasswordForm(request.POST or None, account=person)
    if request.method == "POST" and form.is_valid():
        changed = attempt(
            form, lambda: change_password(asked(request), password=form.cleaned_data["new"])
        )
        if changed is not None:
            with same_login(request):
                update_session_auth_hash(request, changed)
            messages.success(request, "口令已更改，其他机器上的登录已经退出。")
            return redirect(_next(request, otherwise="/account/"))
    context = {"form": form, "target": _next(request, otherwise="/account/")}
    return render(request, "account/password.html", context, status=_status(form))


def proof(request: HttpRequest) -> HttpResponse:
    """Ask once more who somebody is, before something that binds the unit."""
    form = ProofForm(request.POST or None, account=account_of(request))
    target = _next(request, otherwise="/")
    if request.method == "POST" and form.is_valid():
        # What is worth more gets another name: an older copy of the cookie proves nothing.
        with same_login(request):
            request.session.cycle_key()
        request.session[PROVED] = time.time()
        return redirect(target)
    context = {"form": form, "target": target}
    return render(request, "account/proof.html", context, status=_status(form))


def _next(request: HttpRequest, *, otherwise: str) -> str:
    """Return the page to go on with: one of this site, or else the other."""
    target = request.POST.get("next") or request.GET.get("next") or otherwise
    return target if url_has_allowed_host_and_scheme(target, {request.get_host()}) else otherwise


def _status(form: ProofForm) -> int:
    return 422 if form.errors else 200
