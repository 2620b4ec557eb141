from lantu.foundations.projects.models import Project
from tests.town import INITIATOR, a_project
from tests.web.conftest import words_of
from tests.web.reserve.conftest import SHEET, address, enter_project


def test_a_project_of_the_same_name_is_named_before_it_is_entered_again(town, enter):
    first = a_project(town, "滨河 学校")
    clerk = enter(INITIATOR)
    response = clerk.post("/reserve/new/", SHEET)
    assert response.status_code == 422
    assert first.reserve_number in words_of(response)
    assert "已有同名项目" in words_of(response)
    assert 'value="12000.5"' in response.content.decode()
    assert Project.objects.count() == 1
    enter_project(clerk, is_another="on")
    assert Project.objects.count() == 2


def test_without_a_statement_nothing_enters(town, enter):
    response = enter(INITIATOR).post("/reserve/new/", SHEET | {"statement": ""})
    assert response.status_code == 422
    assert "涉密项目不得在平台登记" in words_of(response)
    assert not Project.objects.exists()


def test_the_sheet_is_changed_and_keeps_what_was_there(waiting, enter):
    client = enter(INITIATOR)
    assert client.get(address(waiting, "edit")).status_code == 200
    given = {"nature": "改建", "land_supply": "划拨", "tags": ["garrison"]}
    assert client.post(address(waiting, "edit"), given).status_code == 302
    waiting.refresh_from_db()
    assert (waiting.nature, waiting.tags) == ("改建", ["garrison"])
    assert "涉及军事事项" in words_of(client.get(address(waiting)))
