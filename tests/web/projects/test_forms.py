import pytest

from tests.town import INITIATOR, a_project
from tests.web.conftest import words_of
from tests.web.projects.conftest import address, do

FORMER = "2019-410105-82-01-012345"


@pytest.mark.requirement("D1-24")
@pytest.mark.parametrize("code", [FORMER, "2105-410105-04-01-12345A"])
def test_a_project_gets_its_code_in_either_format(town, enter, code):
    project, clerk = a_project(town), enter(INITIATOR)
    assert do(clerk, project, "give_code", code=code.replace("-", " ")).status_code == 302
    project.refresh_from_db()
    assert project.code == code
    page = words_of(clerk.get(address(project)))
    assert code in page
    assert "不合编码规则" not in page


@pytest.mark.requirement("D1-24")
def test_a_code_of_neither_format_is_asked_about_before_it_is_kept(town, enter):
    project, clerk = a_project(town), enter(INITIATOR)
    odd = "2019-410105-82-09-012345"
    asked = do(clerk, project, "give_code", code=odd)
    assert asked.status_code == 422
    assert "请与批文核对" in words_of(asked)
    project.refresh_from_db()
    assert project.code == ""
    assert do(clerk, project, "give_code", code=odd, is_sure="on").status_code == 302
    assert "不合编码规则，请核对" in words_of(clerk.get(address(project)))
