import pytest

from lantu.web.meetings.forms import AgendaForm, ConveneForm
from tests.town import a_project

CALLED = {"topic": "蓝线避让", "planned_on": "2019-09-10"}


@pytest.mark.parametrize(("kind", "wrong"), [("joint", set()), ("special", {"by_topic"})])
def test_a_special_meeting_wants_somebody_to_come(town, kind, wrong):
    assert set(ConveneForm(CALLED | {"kind": kind}).errors) == wrong


def test_an_agenda_offers_the_rounds_under_way_by_their_projects(story):
    a_project(story.town, "地铁车辆段")
    choices = [words for _, words in AgendaForm().fields["round"].choices]
    assert choices == ["请选择", f"{story.round.project.name} · 第 1 轮"]
