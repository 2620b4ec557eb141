import os
import time
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from lantu.foundations.acts.gate import Missing
from lantu.geo.layerstore import open_blueprint, open_store
from lantu.law.edition import shipped
from lantu.systems.blueprint.drafts import (
    KEPT_S,
    accept_repairs,
    declare_crs,
    drafts_within_an_hour,
    examined,
    keep_draft,
    open_draft,
)

REDLINES = Path(__file__).parent.parent.parent.parent / "demo" / "redlines"
DAY = date(2019, 9, 2)
ACCOUNT = uuid4()


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.VARIABLE_DIRECTORY = tmp_path
    return tmp_path / "drafts" / str(ACCOUNT)


@pytest.fixture(scope="module")
def blueprint(small_city):
    return open_blueprint(open_store(small_city))


def kept(name):
    content = (REDLINES / name).read_bytes()
    return keep_draft(ACCOUNT, content, file=name, edition=shipped(), on=DAY)


def seen(draft, blueprint):
    return examined(open_draft(ACCOUNT, draft.id), blueprint, shipped(), DAY)


def test_a_sound_red_line_can_be_measured_at_once(blueprint):
    draft = kept("clean_site.txt")
    found = seen(draft, blueprint)
    assert found.footprint.area == pytest.approx(50_271.22, abs=0.01)
    assert not found.is_repaired
    assert draft.content == (REDLINES / "clean_site.txt").read_bytes()


def test_a_repair_counts_only_once_a_person_accepted_it(blueprint):
    draft = kept("broken/self_crossing.txt")
    found = seen(draft, blueprint)
    assert found.footprint is None
    assert found.repairs
    accept_repairs(draft, found.repairs)
    assert seen(draft, blueprint).is_repaired


def test_a_file_that_cannot_be_read_says_why_again_and_again(blueprint):
    draft = kept("broken/transformation_parameters.txt")
    for _ in range(2):
        found = seen(draft, blueprint)
        assert [one.code for one in found.findings] == ["conversion_parameters"]
        assert (found.reading, found.footprint) == (None, None)


def test_what_a_person_says_of_the_crs_stands_above_the_file(blueprint):
    draft = kept("broken/wrong_zone.txt")
    assert seen(draft, blueprint).footprint is None
    declare_crs(draft, "EPSG:4547")
    assert open_draft(ACCOUNT, draft.id).crs == "EPSG:4547"


def test_the_draft_of_another_is_not_there():
    with pytest.raises(Missing):
        open_draft(uuid4(), kept("clean_site.txt").id)


def test_drafts_are_counted_and_gone_after_a_day(folder):
    assert drafts_within_an_hour(ACCOUNT) == 0
    old = kept("clean_site.txt")
    assert drafts_within_an_hour(ACCOUNT) == 1
    long_ago = time.time() - KEPT_S - 60
    os.utime(folder / str(old.id), (long_ago, long_ago))
    kept("clean_site.txt")
    with pytest.raises(Missing):
        open_draft(ACCOUNT, old.id)
