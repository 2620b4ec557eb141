from lantu.demo.cast import OFFICES, PERSONS, PROJECT_UNITS
from lantu.law.edition import shipped
from lantu.web.guide.pages import roles
from tests.web.conftest import words_of


def test_each_role_has_three_screens_and_ones_own_comes_first(enter):
    assert all(len(role["screens"]) == 3 for role in roles())
    page = words_of(enter("forestry").get("/guide/"))
    assert page.index("您的身份") < page.index("督办单位")


def test_every_login_that_is_named_is_an_account_of_the_demonstration():
    units = {*(department.key for department in shipped().departments), *PROJECT_UNITS, *OFFICES}
    parts = {*PERSONS, *(part for part, _, _ in OFFICES.values())}
    for role in roles():
        for login in role["logins"]:
            unit, _, part = login.partition(".")
            assert (unit in units, part in parts) == (True, True), login
