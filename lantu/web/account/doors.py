"""The three doors: password, second factor, and the city's own identity. None opens an account."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect

from lantu.foundations.acts.clock import now
from lantu.foundations.people.models import Account
from lantu.web.account.logins import keep_newest
from lantu.web.account.restrictions import restriction_on
from lantu.web.shell.asking import source_of

# Which claim of the city's identity names the account.
CLAIM = "preferred_username"
# What is wrong is said without telling whether the name exists.
WRONG = "登录名或口令不对。连错 5 次要等 15 分钟；忘记口令请找本单位管理员。"


class Door(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are opened by administrators through an action, never by signing up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": WRONG,
        "username_password_mismatch": WRONG,
        "incorrect_password": "口令不对。",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Say that nobody signs up."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return where a request came from, as the connection says."""
        return source_of(request)

    def pre_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> Any:
        """Turn away whoever may not come in though the password is right."""
        refused = restriction_on(user, source_of(request), now())
        if refused is not None:
            # What was proved on the way here opens nothing later.
            request.session.flush()
            messages.error(request, refused)
            return redirect(settings.LOGIN_URL)
        return super().pre_login(request, user, **kwargs)

    def post_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> Any:
        """Let somebody in, and end the oldest logins where there are too many."""
        response = super().post_login(request, user, **kwargs)
        ended = keep_newest(request, user)
        if ended:
            words = f"同时登录的处数已满，较早的 {ended} 处登录已结束。"
            messages.info(request, words)
        return response

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing on a login: the workbench says enough."""


class SecondDoor(DefaultMFAAdapter):  # type: ignore[misc]
    """The second factor is named by login name; accounts have no mail address of their own."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "动态口令不对，请等下一组数字再试；手机时间不准也会如此。",
    }

    def get_totp_label(self, user: Account) -> str:
        """Return what an authenticator app shows."""
        return user.login_name

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send no mail: a person has none here; the account page lists the factors."""


class CityDoor(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Whoever the city's identity names comes in as the account of that login name, or not."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002
        """Say that nobody signs up."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find the account that the identity means.

        Raises:
            ImmediateHttpResponse: there is none that is in use, or it is no longer the one
                that this identity was bound to.
        """
        known = sociallogin.account.extra_data
        claims = {**known, **known.get("userinfo", {}), **known.get("id_token", {})}
        found = Account.objects.filter(login_name=claims.get(CLAIM, ""), is_active=True).first()
        if found is None:
            messages.error(request, "统一身份里没有与本平台对应的账号，请联系本单位管理员。")
            raise ImmediateHttpResponse(redirect("/login/"))
        if sociallogin.is_existing:
            if sociallogin.user.pk != found.pk:
                messages.error(request, "统一身份对应的账号已变更，请联系平台管理员核对。")
                raise ImmediateHttpResponse(redirect("/login/"))
            return
        # The account itself is none of the door's to write: only the bond is kept.
        sociallogin.user = sociallogin.account.user = found
        sociallogin.account.save()
