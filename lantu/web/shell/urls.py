"""The addresses of the shell."""

from django.urls import path

from lantu.web.shell import mails, pages

urlpatterns = [
    path("demo/advance/", pages.advance_demo),
    path("demo/mails/", mails.mails_page, name="demo_mails"),
    path("health/", pages.health),
]
