"""The addresses of the shell."""

from django.urls import path

from lantu.web.shell import pages

urlpatterns = [
    path("demo/advance/", pages.advance_demo),
    path("health/", pages.health),
]
