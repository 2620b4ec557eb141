"""The addresses of papers."""

from django.urls import path

from lantu.web.papers import pages

urlpatterns = [
    path("documents/<uuid:document_id>.pdf", pages.document, name="document_pdf"),
    path("documents/<uuid:document_id>.docx", pages.document_draft, name="document_draft"),
    path("rounds/<uuid:round_id>/matrix.pdf", pages.working_matrix, name="working_matrix"),
    path("meetings/<uuid:session_id>/minutes.<str:form>", pages.minutes, name="minutes"),
    path("documents/<uuid:document_id>/matrix.<str:form>", pages.matrix, name="matrix"),
    path("tasks/<uuid:task_id>/letter.<str:form>", pages.letter, name="letter"),
    path("answers/<uuid:answer_id>.<str:form>", pages.opinion_form, name="opinion_form"),
    path("rounds/<uuid:round_id>/information.<str:form>", pages.information, name="information"),
    path("rounds/<uuid:round_id>/sheet-<str:paper>.pdf", pages.sheet, name="sheet"),
]
