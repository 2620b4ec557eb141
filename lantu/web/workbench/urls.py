"""The addresses of the workbench."""

from django.urls import path

from lantu.web.workbench import messages, pages

urlpatterns = [
    path("", pages.workbench, name="workbench"),
    path("urge/", pages.urge, name="urge"),
    path("duties/<uuid:duty_id>/take/", pages.take, name="duty_take"),
    path("duties/<uuid:duty_id>/hand-over/", pages.hand_over, name="duty_hand_over"),
    path("messages/", messages.inbox, name="messages"),
]
