"""The address of the walk."""

from django.urls import path

from lantu.web.guide import pages

urlpatterns = [path("guide/", pages.guide, name="guide")]
