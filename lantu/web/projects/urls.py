"""The addresses of projects and of the search."""

from django.urls import path

from lantu.web.projects import pages, search

urlpatterns = [
    path("projects/", pages.projects, name="projects"),
    path("projects/<uuid:project_id>/", pages.project_page, name="project"),
    path("search/", search.search, name="search"),
]
