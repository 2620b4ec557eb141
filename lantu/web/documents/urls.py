"""The addresses of documents."""

from django.urls import path

from lantu.web.documents import pages

urlpatterns = [
    path("documents/<uuid:document_id>/", pages.document_page, name="document"),
    path("documents/<uuid:document_id>/seal/", pages.register_page, name="seal"),
    path(
        "documents/<uuid:document_id>/files/<uuid:rendition_id>/", pages.rendition, name="rendition"
    ),
    path("sealed/<uuid:copy_id>/confirm/", pages.confirm_copy, name="seal_confirm"),
    path("sealed/<uuid:copy_id>/reject/", pages.reject_copy, name="seal_reject"),
    path("sealed/<uuid:copy_id>/scan/", pages.scan, name="seal_scan"),
]
