"""The addresses of login and account. What the library offers beyond them is not reachable."""

from allauth.account import views as account_views
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView

from lantu.web.account import pages
from lantu.web.shell.refusals import not_found

to_account = RedirectView.as_view(url="/account/")
to_door = login_not_required(RedirectView.as_view(url="/login/"))
nothing = login_not_required(not_found)
again = account_views.ReauthenticateView.as_view()

urlpatterns = [
    path("login/", pages.Login.as_view(), name="account_login"),
    path("logout/", account_views.LogoutView.as_view(), name="account_logout"),
    path("account/", pages.account, name="account"),
    path("account/logins/", pages.end_logins, name="account_logins"),
    path("account/password/", pages.password, name="account_change_password"),
    path("account/proof/", pages.proof, name="proof"),
    path("account/again/", again, name="account_reauthenticate"),
    path("account/second-factor/", include("allauth.mfa.urls")),
    path("account/city/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("account/connections/", to_account, name="socialaccount_connections"),
    path(
        "account/cancelled/",
        login_not_required(RedirectView.as_view(url="/login/")),
        name="socialaccount_login_cancelled",
    ),
    path("account/failed/", nothing, name="socialaccount_login_error"),
    path("account/signup/", nothing, name="account_signup"),
    path("account/signup/city/", nothing, name="socialaccount_signup"),
    path("account/inactive/", nothing, name="account_inactive"),
    path("account/email/", to_account, name="account_email"),
    path("account/set/", to_account, name="account_set_password"),
    path("account/reset/", nothing, name="account_reset_password"),
]
