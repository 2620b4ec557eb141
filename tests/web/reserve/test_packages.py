import json
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from shapely import box

from lantu.foundations.journal.models import Entry
from lantu.foundations.projects.models import Project
from lantu.geo.layerstore import create
from lantu.systems.coordination.packages.intake import COLUMNS
from tests.systems.coordination.packages.conftest import blob_folder, package, packed, row
from tests.town import INITIATOR, LEAD, SENDER, a_project
from tests.web.conftest import words_of

__all__ = ("blob_folder", "package", "packed")
PAGE = "/reserve/packages/"


@pytest.fixture
def sender(town, enter, blob_folder, settings):
    """The clerk who sends projects, logged in where a city was laid down."""
    settings.CITY_DIRECTORY = blob_folder.parent / "city"
    boundary = box(440000, 3820000, 490000, 3870000)
    create(settings.CITY_DIRECTORY, name="试验市", crs="EPSG:4547", boundary=boundary)
    return enter(SENDER)


def bring(client, content, name="一批.zip"):
    return client.post(PAGE, {"file": SimpleUploadedFile(name, content)})


def names_in(response):
    with ZipFile(BytesIO(response.content)) as archive:
        return archive.namelist()


def test_a_package_shows_what_would_be_done_and_is_then_taken_in_once(sender, packed, key):
    response = bring(sender, packed(row(1), row(2)))
    assert response.status_code == 302
    page = words_of(sender.get(response.url))
    for said in ("查错通过，尚未导入", "储2019-00002", "滨河学校2", "新城建设公司", "2.0000"):
        assert said in page
    assert not Project.objects.exists()
    entries = Entry.objects.count()
    for _ in range(2):
        assert sender.post(response.url, {"act_key": key}).status_code == 302
    assert Entry.objects.count() > entries
    assert Project.objects.count() == 2
    assert "2 个项目已入库" in words_of(sender.get(response.url))
    assert "在库 2" in words_of(sender.get("/reserve/"))


def test_faults_are_told_by_row_and_column_and_nothing_can_be_taken_in(sender, packed):
    response = bring(sender, packed(row(1), row(2, 涉密声明="秘密", 红线文件="没有.txt")))
    page = sender.get(response.url)
    words = words_of(page)
    for said in ("2 处问题", "第 3 行", "涉密声明", "没有“秘密”这一项", "红线文件"):
        assert said in words
    assert "个项目</button>" not in page.content.decode()
    assert sender.post(response.url, {"act_key": str(uuid4())}).status_code == 302
    assert not Project.objects.exists()


def test_what_changed_since_the_rehearsal_is_told_on_the_page(town, sender, packed):
    response = bring(sender, packed(row(1)))
    a_project(town, "滨河学校1")
    sender.post(response.url, {"act_key": str(uuid4())})
    page = words_of(sender.get(response.url))
    assert "核对之后情况有变" in page
    assert "该单位已有同名项目" in page


def test_without_a_file_or_without_a_city_it_is_said_what_to_do(town, enter, blob_folder, settings):
    client = enter(SENDER)
    assert "请选择要上传的数据包" in words_of(client.post(PAGE, {}))
    settings.CITY_DIRECTORY = blob_folder
    refused = bring(client, b"[]", "一批.json")
    assert refused.status_code == 422
    assert "联系平台管理员" in words_of(refused)


def test_only_whom_the_policy_allows_brings_packages(town, sender, enter, packed):
    content = packed(row(1))
    draft = bring(sender, content).url
    for unit, person in ((INITIATOR, "clerk"), (SENDER, "signer"), ("forestry", "clerk")):
        client = enter(unit, person)
        assert "上传并查错" not in words_of(client.get(PAGE))
        assert bring(client, content).status_code == 404
        assert client.get(f"{PAGE}template.xlsx").status_code == 404
        assert client.get(draft).status_code == 404
    registrar = enter(LEAD, "registrar")
    assert "上传并查错" in words_of(registrar.get(PAGE))
    assert registrar.get(draft).status_code == 404


def test_the_empty_table_has_every_column(sender):
    response = sender.get(f"{PAGE}template.xlsx")
    with ZipFile(BytesIO(response.content)) as book:
        shared = book.read("xl/sharedStrings.xml").decode()
    assert all(column in shared for column in COLUMNS)


def test_results_of_some_days_come_with_what_the_unit_may_see(story, enter):
    story.dispatch()
    story.answer_all()
    story.issue()
    days = {"from_on": "2019-09-01", "until_on": "2019-09-30"}
    lead = enter(LEAD)
    assert names_in(lead.get("/reserve/results/", days)) == ["results.xlsx"]
    assert names_in(lead.get("/reserve/results/", days | {"format": "json"})) == ["results.json"]
    nothing = enter("stranger_company").get("/reserve/results/", days)
    assert nothing.status_code == 422
    assert "请换一段日期" in words_of(nothing)
    backwards = {"from_on": "2019-09-30", "until_on": "2019-09-01"}
    assert "止日早于起日" in words_of(lead.get("/reserve/results/", backwards))
    assert lead.get("/reserve/results/").status_code == 422


def test_results_of_a_round_and_of_a_project_are_for_those_who_see_the_opinion(story, enter):
    project = story.round.project
    pages = [f"/rounds/{story.round.id}/results/", f"/projects/{project.id}/results/"]
    initiator = enter(INITIATOR)
    story.dispatch()
    for page in pages:
        assert initiator.get(page).status_code == 404
    assert "下载综合意见及文件" not in words_of(initiator.get(f"/projects/{project.id}/"))
    story.answer_all()
    story.issue()
    for page in pages:
        assert names_in(initiator.get(page)) == ["results.xlsx"]
        assert enter("stranger_company").get(page).status_code == 404
        with ZipFile(BytesIO(initiator.get(page, {"format": "json"}).content)) as archive:
            told = json.loads(archive.read("results.json"))
        assert told["rows"][0]["项目名称"] == project.name
        assert told["opinions"] == []
    assert "下载综合意见及文件" in words_of(initiator.get(f"/projects/{project.id}/"))
    assert "下载意见及文件" in words_of(initiator.get(f"/rounds/{story.round.id}/"))
