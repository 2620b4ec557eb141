import pytest

from lantu.foundations.blobs import store
from lantu.foundations.blobs.actions import keep_blob
from lantu.foundations.journal.models import Entry
from lantu.foundations.projects.actions import enter_footprint
from lantu.foundations.projects.models import Footprint
from lantu.foundations.projects.purging import PURGED_NAME, upload_of
from lantu.web.administration.spills import is_left
from tests.town import CLEARED, INITIATOR, LEAD, MEADOW, a_project
from tests.town.fixtures import blob_folder
from tests.web.conftest import words_of

__all__ = ("blob_folder",)
PAGE = "/administration/spills/"
NAME = "某军事管理区.txt"
GIVEN = {"reason": "误传", "is_sure": "on"}


@pytest.fixture
def spilled(town, blob_folder):
    """A red line read from a file that should never have come in; its digest."""
    digest = store.store("秘密坐标".encode())
    clerk = town.ask(INITIATOR, "clerk")
    keep_blob(clerk, digest=digest, name=NAME, media_type="text/plain", clearance=CLEARED)
    enter_footprint(
        clerk,
        project_id=a_project(town).id,
        rank="sketch",
        geometry=MEADOW,
        crs="EPSG:4547",
        source=digest,
        source_name=NAME,
        clearance=CLEARED,
    )
    return digest


@pytest.mark.requirement("AMB-82")
def test_a_spill_is_found_looked_at_and_purged_once(spilled, enter, key):
    platform = enter("big_data", "platform")
    assert "误传清除" in words_of(platform.get("/administration/"))
    assert NAME in words_of(platform.get(PAGE, {"words": "军事"}))
    page = f"{PAGE}{spilled}/"
    looked = words_of(platform.get(page))
    assert "滨河学校" in looked
    assert "1 条" in looked
    entries = []
    for _ in range(2):
        assert platform.post(page, GIVEN | {"act_key": key}).status_code == 302
        entries.append(Entry.objects.count())
    assert entries[0] == entries[1]
    assert not store.path_of(spilled).exists()
    assert Footprint.objects.get(source=spilled).source_name == PURGED_NAME
    gone = words_of(platform.get(page))
    assert NAME not in gone
    assert "清除原因 误传" in gone
    assert "没有找到" in words_of(platform.get(PAGE, {"words": "军事"}))


@pytest.mark.parametrize(
    ("given", "said"),
    [({"is_sure": "on"}, "请写明清除原因"), ({"reason": "误传"}, "请核对文件后勾选")],
)
def test_without_a_reason_or_a_second_look_nothing_goes(spilled, enter, given, said):
    refused = enter("big_data", "platform").post(f"{PAGE}{spilled}/", given)
    assert refused.status_code == 422
    assert said in words_of(refused)
    assert store.path_of(spilled).exists()


def test_bytes_that_a_killed_purge_left_behind_can_be_purged_again(spilled, enter):
    platform, page = enter("big_data", "platform"), f"{PAGE}{spilled}/"
    platform.post(page, GIVEN)
    assert not is_left(upload_of(spilled))
    store.store("秘密坐标".encode())
    assert is_left(upload_of(spilled))
    assert platform.post(page, GIVEN).status_code == 302
    assert not store.path_of(spilled).exists()


def test_only_the_platforms_administrator_finds_the_pages(spilled, administrator, enter):
    for client in (administrator, enter(LEAD, "clerk"), enter(INITIATOR)):
        assert client.get(PAGE).status_code == 404
        assert client.get(f"{PAGE}{spilled}/").status_code == 404
        assert client.post(f"{PAGE}{spilled}/", GIVEN).status_code == 404
    assert enter("big_data", "platform").get(f"{PAGE}{'0' * 64}/").status_code == 404
    assert store.path_of(spilled).exists()
