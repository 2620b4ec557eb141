import json

import pytest
import shapely

from lantu.foundations.acts.gate import Missing
from lantu.foundations.acts.policy import Denied
from lantu.foundations.acts.wording import Refused
from lantu.foundations.blobs import store
from lantu.foundations.blobs.actions import BlobFault, keep_blob
from lantu.foundations.blobs.models import Blob
from lantu.foundations.journal.models import Body, Entry
from lantu.foundations.journal.replay import differences
from lantu.foundations.journal.verify import verify
from lantu.foundations.projects.actions import enter_footprint
from lantu.foundations.projects.models import Footprint
from lantu.foundations.projects.purging import (
    PURGED_NAME,
    PurgeFault,
    purge_spill,
    upload_of,
    uploads_named,
)
from tests.town import CLEARED, INITIATOR, MEADOW, a_footprint, a_project

SECRET = "某军事管理区.txt"


@pytest.fixture
def spilled(town, blob_folder):
    """Two red lines read from one file that should never have come in."""
    digest = store.store("秘密坐标".encode())
    clerk = town.ask(INITIATOR, "clerk")
    keep_blob(clerk, digest=digest, name=SECRET, media_type="text/plain", clearance=CLEARED)
    project = a_project(town)
    for rank in ("sketch", "corrected"):
        enter_footprint(
            clerk,
            project_id=project.id,
            rank=rank,
            geometry=MEADOW,
            crs="EPSG:4547",
            source=digest,
            source_name=SECRET,
            clearance=CLEARED,
        )
    return digest


def purge(town, digest, reason="误传"):
    return purge_spill(town.ask("big_data", "platform"), digest=digest, reason=reason)


@pytest.mark.requirement("AMB-82")
def test_a_purge_takes_file_geometry_and_bodies_and_keeps_the_commitments(town, spilled):
    other = a_footprint(town, a_project(town, "滨河医院"))
    before = Entry.objects.count()
    commitments = dict(Entry.objects.values_list("sequence", "chain"))
    assert purge(town, spilled) == 3
    assert not store.path_of(spilled).exists()
    for line in Footprint.objects.filter(source=spilled):
        assert shapely.from_wkb(bytes(line.geometry)).is_empty
        assert (line.source_name, line.purged_for) == (PURGED_NAME, "误传")
    assert Blob.objects.get(digest=spilled).name == PURGED_NAME
    left = [bytes(body.content).decode() for body in Body.objects.exclude(content=None)]
    secret = shapely.to_wkb(MEADOW).hex()
    assert not [content for content in left if SECRET in content]
    tells = [json.loads(content)["changes"] for content in left if secret in content]
    assert {key for changes in tells for _, key, _ in changes} == {str(other.id)}
    chains = dict(Entry.objects.filter(sequence__lte=before).values_list("sequence", "chain"))
    assert chains == commitments
    assert verify().count == Entry.objects.count()
    assert list(differences()) == []


def test_what_was_purged_comes_in_no_more(town, spilled):
    project = Footprint.objects.filter(source=spilled)[0].project
    purge(town, spilled)
    with pytest.raises(Refused) as refusal:
        enter_footprint(
            town.ask(INITIATOR, "clerk"),
            project_id=project.id,
            rank="sketch",
            geometry=MEADOW,
            crs="EPSG:4547",
            source=spilled,
            source_name="别名.txt",
            clearance=CLEARED,
        )
    assert refusal.value.code is BlobFault.PURGED


def test_a_purge_has_a_reason_and_something_to_purge(town, spilled):
    for digest, reason, fault in (
        (spilled, " ", BlobFault.REASON_MISSING),
        ("f" * 64, "误传", PurgeFault.NOTHING),
    ):
        with pytest.raises(Refused) as refusal:
            purge(town, digest, reason)
        assert refusal.value.code is fault
    assert store.path_of(spilled).exists()


def test_a_purge_that_was_cut_off_is_done_again(town, spilled):
    purge(town, spilled)
    store.store("秘密坐标".encode())
    assert purge(town, spilled) == 3
    assert not store.path_of(spilled).exists()
    assert verify().count > 0


def test_nobody_but_the_platforms_administrator_purges(town, spilled):
    for unit, person in ((INITIATOR, "clerk"), ("big_data", "clerk")):
        with pytest.raises(Denied):
            purge_spill(town.ask(unit, person), digest=spilled, reason="误传")
    assert not issubclass(Denied, Missing)


def test_an_upload_is_found_by_a_part_of_its_name_and_after_a_purge_by_its_digest_alone(
    town, spilled
):
    (found,) = uploads_named("军事管理")
    assert (found.digest, found.names, found.line_count) == (spilled, (SECRET,), 2)
    assert found.projects == ("滨河学校",)
    assert found.purged_at is None
    purge(town, spilled)
    assert uploads_named("军事管理") == []
    gone = upload_of(spilled)
    assert gone is not None
    assert (gone.names, gone.purged_for) == ((PURGED_NAME,), "误传")
    assert upload_of("0" * 64) is None
