import pytest

from lantu.foundations.blobs import store
from lantu.foundations.projects.models import Footprint
from tests.town import INITIATOR, a_project
from tests.web.blueprint.conftest import REDLINES


@pytest.fixture
def project(town):
    return a_project(town)


def page(project):
    return f"/reserve/{project.id}/red-line/"


def test_a_red_line_is_brought_looked_at_and_entered_with_its_file(enter, bring, project):
    client = enter(INITIATOR, "clerk")
    address = bring(client, page(project), "clean_site.txt").url
    assert "可以保存" in client.get(address).content.decode()
    answer = client.post(address, {"rank": "sketch", "statement": "unclassified"})
    assert answer.url == page(project)
    line = Footprint.objects.get(project=project)
    assert (line.rank, line.statement, line.source_name) == (
        "sketch",
        "unclassified",
        "clean_site.txt",
    )
    assert store.read(line.source) == (REDLINES / "clean_site.txt").read_bytes()
    assert "现行" in client.get(page(project)).content.decode()
    shapes = client.get(f"/reserve/{project.id}/red-line.geojson").json()["features"]
    assert [one["properties"]["kind"] for one in shapes] == ["corrected"]


def test_a_double_click_enters_one_line(enter, bring, project):
    client = enter(INITIATOR, "clerk")
    address = bring(client, page(project), "clean_site.txt").url
    sent = {
        "rank": "sketch",
        "statement": "unclassified",
        "act_key": "7d1f5f0e-7f6b-4c44-9a53-2f7f9a6f2a01",
    }
    assert client.post(address, sent).status_code == client.post(address, sent).status_code == 302
    assert Footprint.objects.filter(project=project).count() == 1


def test_a_later_line_of_the_same_rank_stands_beside_the_earlier(enter, bring, project):
    client = enter(INITIATOR, "clerk")
    for name in ("clean_site.txt", "green_line.txt"):
        address = bring(client, page(project), name).url
        client.post(address, {"rank": "sketch", "statement": "declassified"})
    first, second = Footprint.objects.filter(project=project).order_by("supersedes")
    assert {first.supersedes_id, second.supersedes_id} == {
        None,
        first.id if second.supersedes_id else second.id,
    }


def test_without_a_statement_nothing_is_entered_and_what_was_chosen_stays(enter, bring, project):
    client = enter(INITIATOR, "clerk")
    address = bring(client, page(project), "clean_site.txt").url
    answer = client.post(address, {"rank": "surveyed", "survey_number": "郑测 7 号"})
    assert answer.status_code == 422
    assert "郑测 7 号" in answer.content.decode()
    assert "请声明" in answer.content.decode()
    assert not Footprint.objects.filter(project=project).exists()


def test_a_survey_without_its_unit_is_refused_in_words(enter, bring, project):
    client = enter(INITIATOR, "clerk")
    address = bring(client, page(project), "clean_site.txt").url
    answer = client.post(address, {"rank": "surveyed", "statement": "unclassified"})
    assert answer.status_code == 422
    assert "勘测编号、勘测单位和日期" in answer.content.decode()


def test_a_line_with_open_faults_is_not_entered(enter, bring, project):
    client = enter(INITIATOR, "clerk")
    address = bring(client, page(project), "broken/self_crossing.txt").url
    assert "待接受修复" in client.get(address).content.decode()
    answer = client.post(address, {"rank": "sketch", "statement": "unclassified"})
    assert answer.status_code == 422
    client.post(address, {"repair": ["0"]})
    client.post(address, {"rank": "sketch", "statement": "unclassified"})
    assert Footprint.objects.get(project=project).is_repaired


def test_a_drawing_becomes_the_red_line_of_a_project(enter, bring, project):
    client = enter(INITIATOR, "clerk")
    address = bring(client, page(project), "drawn_in_cad.dxf").url
    client.post(address, {"rank": "sketch", "statement": "unclassified"})
    assert float(Footprint.objects.get(project=project).plane_area_m2) == pytest.approx(56_137.6)


def test_another_unit_finds_no_such_project(enter, bring, project):
    stranger = enter("stranger_company", "clerk")
    assert stranger.get(page(project)).status_code == 404
    assert bring(stranger, page(project), "clean_site.txt").status_code == 404
    assert (
        enter(INITIATOR, "clerk")
        .get("/reserve/7d1f5f0e-7f6b-4c44-9a53-2f7f9a6f2a01/red-line/")
        .status_code
        == 404
    )


def test_who_may_look_but_not_enter_is_told_why(enter, bring, project):
    signer = enter(INITIATOR, "signer")
    assert "由发起单位或参与单位的经办报送" in signer.get(page(project)).content.decode()
    assert bring(signer, page(project), "clean_site.txt").status_code == 404
