"""The addresses of the site."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("lantu.web.workbench.urls")),
    path("", include("lantu.web.shell.urls")),
    path("", include("lantu.web.account.urls")),
    path("", include("lantu.web.coordination.urls")),
    path("", include("lantu.web.projects.urls")),
    path("", include("lantu.web.documents.urls")),
    path("", include("lantu.web.administration.urls")),
    path("", include("lantu.web.meetings.urls")),
    path("", include("lantu.web.reserve.urls")),
    path("", include("lantu.web.supervision.urls")),
    path("", include("lantu.web.verification.urls")),
    path("", include("lantu.web.guide.urls")),
    path("", include("lantu.web.papers.urls")),
    path("", include("lantu.web.blueprint.urls")),
]
handler404 = "lantu.web.shell.refusals.not_found"
handler500 = "lantu.web.shell.refusals.failed"
