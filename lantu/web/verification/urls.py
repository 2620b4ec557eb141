"""The addresses of verification; the codes printed on papers lead here for ever."""

from django.urls import path

from lantu.web.verification import pages

urlpatterns = [
    path("v/", pages.verify, name="verify"),
    path("v/<str:code>/", pages.verify, name="verified"),
    path("v/<str:code>", pages.verify),
]
