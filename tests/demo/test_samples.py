import zipfile

import pytest
import yaml

from lantu.demo.redlines import draw_redlines
from lantu.demo.samples import expected_layers, expected_text, write_samples
from tests.conftest import ROOT

SAMPLES = ROOT / "demo" / "redlines"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def fresh(city, tables, tmp_path_factory):
    folder = tmp_path_factory.mktemp("redlines")
    assert write_samples(city, tables, folder) == 36
    return folder


def files_of(folder):
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


def test_the_committed_samples_are_fresh(fresh):
    assert files_of(SAMPLES) == files_of(fresh)
    stale = [
        str(path)
        for path in files_of(fresh)
        if path.suffix != ".gpkg" and (SAMPLES / path).read_bytes() != (fresh / path).read_bytes()
    ]
    assert stale == [], "make them again: lantu demo redlines"


def test_the_samples_are_the_same_on_whatever_day_they_are_made(fresh):
    for path in fresh.rglob("*.zip"):
        with zipfile.ZipFile(path) as archive:
            table = archive.read("redline.dbf")
        assert tuple(table[1:4]) == (119, 8, 20), "the year after 1900, the month, the day"


def test_the_guide_names_every_file(fresh):
    guide = (fresh / "README.md").read_text("utf-8")
    assert all(
        path.name in guide
        for path in files_of(fresh)
        if path.name not in ("README.md", "expected.yaml")
    )


@pytest.mark.requirement("D1-27")
def test_where_a_layer_has_no_data_the_expectation_says_so(city, tables):
    lines = {line.name: line.shape for line in draw_redlines(city, tables)}
    away = expected_layers(city, tables, lines["outside_coverage"])
    assert away["regulatory_plan"]["judgement"] == "无数据"
    assert (
        expected_layers(city, tables, lines["touching_park"])["greening_green_line"]["judgement"]
        == "压边"
    )


def test_expectations_read_back_as_data(fresh):
    rows = yaml.safe_load((fresh / "expected.yaml").read_text("utf-8"))
    assert len(rows) == 21
    assert all(
        row["layers"]["land_status"]["area_m2"] == pytest.approx(row["area_m2"], abs=0.02)
        for row in rows
    )
    assert expected_text([]).startswith("#")
