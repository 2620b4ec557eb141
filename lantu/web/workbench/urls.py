"""The addresses of the workbench."""

from django.urls import path

from lantu.web.workbench import pages

urlpatterns = [path("", pages.workbench, name="workbench")]
