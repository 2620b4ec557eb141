"""The addresses of the reserve."""

from django.urls import path

from lantu.web.reserve import pages

urlpatterns = [
    path("reserve/", pages.projects, name="reserve"),
    path("reserve/new/", pages.new_project, name="reserve_new"),
    path("reserve/<uuid:project_id>/", pages.project_page, name="reserve_project"),
    path("reserve/<uuid:project_id>/edit/", pages.edit_page, name="reserve_edit"),
    path("reserve/<uuid:project_id>/do/<slug:verb>/", pages.act_page, name="reserve_act"),
]
