"""The addresses of the reserve."""

from django.urls import path

from lantu.web.reserve import packages, pages

urlpatterns = [
    path("reserve/", pages.projects, name="reserve"),
    path("reserve/new/", pages.new_project, name="reserve_new"),
    path("reserve/packages/", packages.packages_page, name="reserve_packages"),
    path("reserve/packages/template.xlsx", packages.template, name="reserve_template"),
    path("reserve/packages/<uuid:draft_id>/", packages.package_page, name="reserve_package"),
    path("reserve/results/", packages.results_of_days, name="reserve_results"),
    path(
        "projects/<uuid:project_id>/results/", packages.results_of_project, name="project_results"
    ),
    path("rounds/<uuid:round_id>/results/", packages.results_of_round, name="round_results"),
    path("reserve/<uuid:project_id>/", pages.project_page, name="reserve_project"),
    path("reserve/<uuid:project_id>/edit/", pages.edit_page, name="reserve_edit"),
    path("reserve/<uuid:project_id>/do/<slug:verb>/", pages.act_page, name="reserve_act"),
]
