"""The addresses of administration."""

from django.urls import path

from lantu.web.administration import pages

urlpatterns = [
    path("administration/", pages.units, name="administration"),
    path("administration/functions/", pages.functions_page, name="administered_functions"),
    path("administration/calendar/", pages.calendar_page, name="administered_calendar"),
    path("administration/law/", pages.lawbook_page, name="administered_law"),
    path("administration/units/<uuid:unit_id>/", pages.unit_page, name="administered_unit"),
    path(
        "administration/units/<uuid:unit_id>/do/<slug:verb>/",
        pages.act_page,
        name="administered_act",
    ),
]
