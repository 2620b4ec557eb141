import pytest
from shapely import box

from lantu.systems.blueprint.models import FormalCheck
from lantu.systems.coordination.actions import intake
from lantu.web.blueprint.corrections import as_text, difference_m2
from tests.town import INITIATOR, LEAD, MEADOW

SMALLER = box(465000, 3845000, 465190, 3845100)
SAID = {"save": "1", "land_use": "yes", "urban_rural": "no", "urban_rural_note": "占绿线"}


@pytest.fixture
def checking(story):
    """A round in the lead's check."""
    intake.start_check(story.town.ask(LEAD, "clerk"), round_id=story.round_id)
    return story


def page(story):
    return f"/rounds/{story.round_id}/red-line/"


def edited(client, story, shape=SMALLER):
    return client.post(page(story), {"text": as_text(shape), "crs": "", "encoding": ""})


def test_the_lead_corrects_the_line_and_the_check_is_recorded_with_both_findings(enter, checking):
    client = enter(LEAD, "clerk")
    assert "3845000.000, 38465200.000" in client.get(page(checking)).content.decode()
    address = edited(client, checking).url
    words = client.get(address).content.decode()
    assert "1000.00 m²" in words
    assert "保存为修正红线" in words
    shapes = client.get(address.rstrip("/") + ".geojson").json()["features"]
    assert {"original", "corrected"} <= {one["properties"]["kind"] for one in shapes}
    assert client.post(address, SAID).url == f"/rounds/{checking.round_id}/"
    one = checking.round
    assert (one.land_use_conforms, one.urban_rural_conforms, one.urban_rural_note) == (
        True,
        False,
        "占绿线",
    )
    assert float(one.footprint.plane_area_m2) == 19_000
    assert one.check_record.footprint == one.footprint
    assert one.sketch.geometry == one.sketch.geometry
    assert float(one.sketch.plane_area_m2) == MEADOW.area


def test_without_both_findings_nothing_is_kept(enter, checking):
    client = enter(LEAD, "clerk")
    address = edited(client, checking).url
    answer = client.post(address, {"save": "1", "land_use": "yes"})
    assert answer.status_code == 422
    assert checking.round.footprint is None
    assert not FormalCheck.objects.exists()


def test_a_double_click_corrects_once(enter, checking):
    client = enter(LEAD, "clerk")
    address = edited(client, checking).url
    sent = {**SAID, "act_key": "7d1f5f0e-7f6b-4c44-9a53-2f7f9a6f2a01"}
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
    assert FormalCheck.objects.count() == 1


def test_under_way_the_line_is_changed_and_who_is_met_anew_is_asked(enter, story):
    story.dispatch()
    client = enter(LEAD, "clerk")
    assert "重新起算期限" in client.get(page(story)).content.decode()
    address = edited(client, story).url
    assert "保存并改线" in client.get(address).content.decode()
    assert client.post(address, {"save": "1"}).status_code == 302
    assert float(story.round.footprint.plane_area_m2) == 19_000


def test_who_only_looks_is_told_why_and_cannot_post(enter, story):
    words = enter(LEAD, "clerk").get(page(story)).content.decode()
    assert "开始核查后" in words
    other = enter(INITIATOR, "clerk")
    assert "下一步" not in other.get(page(story)).content.decode()
    assert edited(other, story).status_code == 404
    assert enter("stranger_company").get(page(story)).status_code == 404


def test_a_difference_is_measured_both_ways():
    found = difference_m2(MEADOW, box(465010, 3845000, 465210, 3845100))
    assert (found["added"], found["removed"], found["kept"]) == (1000.0, 1000.0, 19_000.0)
