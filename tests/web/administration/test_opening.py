import pytest

from lantu.foundations.journal.models import Entry
from lantu.foundations.people.models import Account, Unit
from tests.web.conftest import words_of

PAGE = "/administration/units/new/"
GIVEN = {
    "name": "郑州轨道交通公司",
    "key": "metro_company",
    "standing": "project_unit",
    "channel": "platform",
    "credit_code": "",
    "display_name": "周敏",
    "login_name": "metro.zhou",
    "password": "Zhengzhou-2019-Zhou",
}


@pytest.fixture
def platform(enter):
    return enter("big_data", "platform")


def test_a_unit_is_opened_once_and_its_administrator_may_go_on_from_there(platform, key):
    assert "登记新单位" in words_of(platform.get("/administration/"))
    entries = Entry.objects.count()
    answers = [platform.post(PAGE, GIVEN | {"act_key": key}) for _ in range(2)]
    unit = Unit.objects.get(key="metro_company")
    address = f"/administration/units/{unit.id}/"
    assert [(one.status_code, one.url) for one in answers] == [(302, address)] * 2
    assert Entry.objects.count() == entries + 4
    page = words_of(platform.get(address))
    assert "周敏" in page
    assert "本单位管理员" in page
    assert Account.objects.get(login_name="metro.zhou").check_password(GIVEN["password"])


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": "市林业局"}, "不要重复登记"),
        ({"key": "forestry"}, "已有代码为“forestry”的单位"),
        ({"key": "轨道"}, "只用小写字母、数字和下划线"),
        ({"login_name": "forestry.clerk"}, "已被使用"),
        ({"password": "123"}, "口令"),
        ({"credit_code": "91410100MA0000000X"}, "位数或校验码不对"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(town, platform, changed, said):
    town.account("forestry", "clerk")
    refused = platform.post(PAGE, GIVEN | changed)
    assert refused.status_code == 422
    assert said in words_of(refused)
    assert not Unit.objects.filter(key="metro_company").exists()


def test_only_the_platform_opens_units(town, administrator):
    assert "登记新单位" not in words_of(administrator.get("/administration/"))
    assert administrator.get(PAGE).status_code == 404
    assert administrator.post(PAGE, GIVEN).status_code == 404
