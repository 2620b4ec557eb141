"""The addresses of login and account."""

from django.contrib.auth import views
from django.urls import path

from lantu.web.account.forms import LoginForm

urlpatterns = [
    path(
        "login/",
        views.LoginView.as_view(
            template_name="account/login.html",
            authentication_form=LoginForm,
            redirect_authenticated_user=True,
        ),
        name="login",
    ),
    path("logout/", views.LogoutView.as_view(next_page="/login/"), name="logout"),
]
