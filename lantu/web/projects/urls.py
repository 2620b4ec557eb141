"""The addresses of projects and of the search."""

from django.urls import path

from lantu.web.projects import doing, pages, search

urlpatterns = [
    path("projects/", pages.projects, name="projects"),
    path("projects/<uuid:project_id>/", pages.project_page, name="project"),
    path("projects/<uuid:project_id>/do/<slug:verb>/", doing.act_page, name="project_act"),
    path("projects/<uuid:project_id>/follow/", pages.follow_page, name="project_follow"),
    path("search/", search.search, name="search"),
]
