import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from zipfile import ZipFile

import numpy as np
import pyogrio
import pytest
import shapely

from lantu.geo.finding import Refused
from lantu.geo.formats.layer_door import (
    LAYER_DRIVERS,
    LAYER_ENVIRONMENT,
    LayerLimits,
    raise_answer,
    read_layer,
)
from lantu.geo.wording import sentence
from tests.geo.formats.samples import LOT, write_vector

LIMITS = LayerLimits()


def refusal(path, limits=LIMITS, **options):
    with pytest.raises(Refused) as refused:
        read_layer(path, limits=limits, **options)
    (finding,) = refused.value.findings
    assert sentence(finding).endswith("。")
    return finding.code


def bound(**amounts):
    return replace(LIMITS, confinement=replace(LIMITS.confinement, **amounts))


def grid(path, count):
    """Write so many squares."""
    x = np.arange(count, dtype=float) * 10
    pyogrio.raw.write(
        path, shapely.to_wkb(shapely.box(x, 0, x + 10, 10)), [np.arange(count)], ["编号"],
        crs="EPSG:4547", geometry_type="Polygon",
    )  # fmt: skip
    return path


@pytest.mark.parametrize("ending", [".shp", ".gpkg", ".fgb"])
def test_a_layer_is_read_in_a_process_of_its_own(ending, tmp_path):
    found = read_layer(grid(tmp_path / f"层{ending}", 300))
    assert len(found.geometries) == len(found.attributes["编号"]) == 300
    assert found.crs == "EPSG:4547"


def test_the_door_reads_what_gdal_reads_without_it(tmp_path):
    path = grid(tmp_path / "a.gpkg", 1000)
    _, rows, shapes, (numbers,) = pyogrio.raw.read(path, return_fids=True)
    found = read_layer(path)
    assert found.rows.tolist() == rows.tolist()
    assert shapely.to_wkb(found.geometries).tolist() == shapes.tolist()
    assert found.attributes["编号"].tolist() == numbers.tolist()


def test_a_geodatabase_is_read_from_its_folder(tmp_path, shared_data):
    with ZipFile(shared_data / "files" / "gdb" / "testopenfilegdb.gdb.zip") as archive:
        archive.extractall(tmp_path)
    found = read_layer(tmp_path / "testopenfilegdb.gdb", layer="several_polygons")
    assert [shape.geom_type for shape in found.geometries] == ["MultiPolygon"] * 9


def test_what_is_too_large_is_refused_before_it_is_opened(tmp_path):
    assert refusal(write_vector(tmp_path / "a.gpkg"), replace(LIMITS, size_bytes=10)) == (
        "layer_too_large"
    )


@pytest.mark.parametrize(
    ("amounts", "code"),
    [
        ({"written_bytes": 4096}, "layer_out_of_space"),
        ({"memory_bytes": 150 << 20}, "reader_failed"),
        ({"cpu_seconds": 0}, "layer_too_slow"),
    ],
)
def test_a_reader_that_uses_more_than_its_share_is_stopped(amounts, code, tmp_path):
    assert refusal(grid(tmp_path / "a.gpkg", 3000), bound(**amounts)) == code


def test_a_path_is_never_an_address_and_a_remote_layer_is_not_fetched(tmp_path):
    (tmp_path / "a.vrt").write_text(
        '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/vsicurl/http://127.0.0.1/a.shp'
        "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
    )
    assert refusal(tmp_path / "a.vrt") == "source_unreadable"


def test_no_folder_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    assert read_layer(write_vector(tmp_path / "a.gpkg")).geometries[0].equals(LOT)
    refusal(tmp_path / "a.gpkg", bound(written_bytes=64))
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.parametrize(
    "answer",
    [b"", b"[]x", b"[1]", b'"text"', b'{"code": "invented"}', b'{"facts": 7}',
     b'{"code": "source_unreadable", "facts": {"reason": []}}'],
)  # fmt: skip
def test_an_answer_that_is_none_is_not_believed(answer, tmp_path):
    with pytest.raises(Refused) as refused:
        raise_answer(answer, tmp_path)
    assert [finding.code for finding in refused.value.findings] == ["reader_failed"]


def test_the_process_has_the_drivers_for_layers_and_no_other():
    words = "import pyogrio; print(sorted(pyogrio.list_drivers()))"
    environment = {**LAYER_ENVIRONMENT, "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "-c", words], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == str(sorted(LAYER_DRIVERS))
