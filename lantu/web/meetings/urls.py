"""The addresses of meetings."""

from django.urls import path

from lantu.web.meetings import pages

urlpatterns = [
    path("meetings/", pages.sessions, name="meetings"),
    path("meetings/new/", pages.convene_page, name="meeting_convene"),
    path("meetings/agenda/", pages.agenda_page, name="meeting_agenda"),
    path("meetings/<uuid:session_id>/", pages.session_page, name="meeting"),
    path("meetings/<uuid:session_id>/hold/", pages.hold_page, name="meeting_hold"),
    path("meetings/<uuid:session_id>/issue/", pages.issue_page, name="meeting_issue"),
    path("meetings/<uuid:session_id>/sign-in/", pages.sign_in_page, name="meeting_sign_in"),
    path(
        "meetings/items/<uuid:item_id>/carry-out/",
        pages.carry_out_page,
        name="meeting_carry_out",
    ),
    path("meetings/items/<uuid:item_id>/decide/", pages.decide_page, name="meeting_decide"),
]
