"""The addresses of supervision."""

from django.urls import path

from lantu.web.supervision import pages

urlpatterns = [
    path("supervision/", pages.board_page, name="supervision"),
    path("supervision/cases/", pages.cases_page, name="supervision_cases"),
    path("supervision/monthly/", pages.monthly_page, name="supervision_monthly"),
    path("supervision/held/<uuid:duty_id>/", pages.held_page, name="supervision_held"),
    path(
        "supervision/overrides/<uuid:override_id>/",
        pages.override_page,
        name="supervision_override",
    ),
]
