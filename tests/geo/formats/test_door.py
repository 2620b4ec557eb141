import json
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
import shapely
from shapely import Polygon

from lantu.geo.finding import Refused
from lantu.geo.formats import read, start
from lantu.geo.formats.confinement import Confinement
from lantu.geo.formats.door import ENVIRONMENT
from lantu.geo.formats.drivers import SKIPPED_DRIVERS, USED_DRIVERS
from lantu.geo.wording import sentence
from tests.conftest import ROOT
from tests.geo.formats.drawings import drawing, polyline
from tests.geo.formats.samples import BOUNDARY, LIMITS, LOT, codes, write_vector


def refusal(path, limits=LIMITS, confinement=None):
    with pytest.raises(Refused) as refused:
        start(path, limits=limits, confinement=confinement).result()
    return refused.value.findings


@pytest.fixture
def boundary(tmp_path):
    path = tmp_path / "红线.txt"
    path.write_text(BOUNDARY, "gb18030")
    return path


def test_a_file_is_read_in_a_process_of_its_own(boundary):
    found = read(boundary, limits=LIMITS)
    assert found.file == "红线.txt"
    assert found.encoding == "gb18030"
    assert found.features[0].declared_area_m2 == 20000


def test_several_files_are_read_at_once(boundary):
    pending = [start(boundary, limits=LIMITS) for _ in range(3)]
    assert {one.result().features[0].name for one in pending} == {"示例地块"}


def test_a_relative_path_is_read(boundary, monkeypatch):
    monkeypatch.chdir(boundary.parent)
    from pathlib import Path

    assert read(Path("红线.txt"), limits=LIMITS).file == "红线.txt"


def test_a_shapefile_without_index_has_it_rebuilt_and_its_folder_left_alone(tmp_path):
    path = write_vector(tmp_path / "a.shp")
    path.with_suffix(".shx").unlink()
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}
    found = read(path, limits=LIMITS)
    assert found.features[0].geometry.equals(LOT)
    assert codes(found.findings) == ["shx_missing"]
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_geopackage_is_read_and_left_as_it_was(tmp_path):
    path = write_vector(tmp_path / "a.gpkg")
    before = path.read_bytes()
    assert read(path, limits=LIMITS).features[0].geometry.equals(LOT)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_no_file_is_refused_without_a_process(tmp_path):
    assert codes(refusal(tmp_path / "absent.txt")) == ["file_missing"]
    assert codes(refusal(tmp_path)) == ["file_is_folder"]
    (tmp_path / "a.gdb").mkdir()
    assert codes(refusal(tmp_path / "a.gdb")) == ["content_geodatabase"]
    (tmp_path / "empty.txt").touch()
    assert codes(refusal(tmp_path / "empty.txt")) == ["content_empty"]


def test_a_file_over_the_limit_is_refused_with_both_sizes(boundary):
    (finding,) = refusal(boundary, replace(LIMITS, size_bytes=10))
    assert finding.code == "file_too_large"
    assert finding.facts.keys() == {"size_mb", "limit_mb"}


def test_a_child_without_memory_is_a_finding(tmp_path):
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"type": "Polygon", "coordinates": [[[113, 34]] * 1_500_000]}))
    findings = refusal(path, confinement=Confinement(memory_bytes=350 << 20))
    assert codes(findings) == ["reader_out_of_memory"]


def test_a_child_that_may_write_nothing_is_a_finding(boundary):
    findings = refusal(boundary, confinement=Confinement(written_bytes=10))
    assert codes(findings)[0] in ("reader_out_of_space", "reader_failed")


def test_a_child_that_does_not_end_is_ended(boundary, monkeypatch):
    monkeypatch.setattr("lantu.geo.formats.door.BOOTSTRAP", "while True: pass")
    monkeypatch.setattr("lantu.geo.formats.door.WAITING_SECONDS", 0.5)
    pending = start(boundary, limits=replace(LIMITS, seconds=0))
    with pytest.raises(Refused) as refused:
        pending.result()
    assert codes(refused.value.findings) == ["reader_too_slow"]
    assert pending.child.returncode is not None


def test_a_child_that_uses_up_its_time_is_a_finding(boundary, monkeypatch):
    endless = "import resource as r; r.setrlimit(r.RLIMIT_CPU, (1, 1))\nwhile True: pass"
    monkeypatch.setattr("lantu.geo.formats.door.BOOTSTRAP", endless)
    assert codes(refusal(boundary)) == ["reader_too_slow"]


@pytest.mark.parametrize("answer", ["", "nonsense", "[1]", '{"refused": []}'])
def test_an_answer_that_is_none_is_a_finding(answer, boundary, monkeypatch):
    monkeypatch.setattr("lantu.geo.formats.door.BOOTSTRAP", f"print({answer!r})")
    assert codes(refusal(boundary)) == ["reader_failed"]


def test_a_reading_that_nobody_collects_ends_with_its_owner(boundary):
    pending = start(boundary, limits=LIMITS)
    child, folder = pending.child, pending.answer.parent
    del pending
    assert child.returncode is not None
    assert not folder.exists()


def test_a_reading_can_be_abandoned(boundary, tmp_path):
    pending = start(boundary, limits=LIMITS)
    pending.abandon()
    assert pending.child.returncode is not None
    assert not pending.answer.parent.exists()
    start(tmp_path / "absent.txt", limits=LIMITS).abandon()


# Of the files that others made: what each folder's readable ones are, and what stops the others.
READABLE = {
    "asm.shp",
    "bigoffset.shp",
    "byblock-bylayer-new.dxf",
    "closed_polyline_with_bulge.dxf",
    "ocs2wcs3.dxf",
    "polyline_smooth.dxf",
    "text-fancy.dxf",
    "CoHI_GCS12.shp",
    "cb_2022_us_county_20m_extract.shp",
    "gjmultipoly.shp",
    "gjpoly.shp",
    "issue_14385.shp",
    "multipointz_non_constant_z.shp",
    "multipolygon_as_invalid_polygon.shp",
    "poly.shp",
    "poly.zip",
    "polygonm_with_m.shp",
    "polygonm_without_m.shp",
    "slightly_overlapping_polygons.shp",
    "Stacks.shp",
    "test3356.shp",
    "testpoly.shp",
    "zz_gbk_nocpg_noprj_ldid0.shp",
    "郑州区县_gbk.shp",
}
REASONS = {
    ".dxf": {
        *("cad_block_holds_itself", "cad_curve_unread", "cad_layers_several", "cad_not_joined"),
        *("cad_only_curves", "cad_without_lines", "dxf_cut_off", "dxf_damaged"),
        *("dxf_line_unreadable", "more_of_the_same", "text_undecodable"),
        "text_without_coordinates",
    },
    ".kml": {"content_kml", "content_xml"},
    ".gdb": {"content_geodatabase"},
    ".prj": {"content_projection"},
    ".shx": {"content_shapefile_index"},
    ".dbf": {"content_dbase"},
    ".gz": {"content_gzip"},
    ".zip": {"content_geodatabase"},
    ".shp": {"geometry_not_areal", "geometry_empty", "geometry_multipatch", "no_plot"},
}


def refusal_or_none(path):
    try:
        read(path, limits=replace(LIMITS, size_bytes=1 << 30))
    except Refused as refused:
        return refused.findings
    return None


@pytest.mark.slow
def test_every_file_that_others_made_is_read_or_refused_with_its_reason(shared_data):
    paths = [
        path
        for path in sorted((shared_data / "files").rglob("*"))
        if path.suffix.lower() in REASONS
        and (path.is_file() or path.suffix == ".gdb")
        and ".gdb" not in path.parent.name
    ]
    assert len(paths) > 150
    read_names, unexpected = set(), {}
    for path in paths:
        findings = refusal_or_none(path)
        if findings is None:
            read_names.add(path.name)
        elif not set(codes(findings)) <= REASONS[path.suffix.lower()]:
            unexpected[path.name] = [sentence(finding) for finding in findings]
    assert unexpected == {}
    assert read_names == READABLE


@pytest.mark.slow
@pytest.mark.parametrize("ending", [".shp", ".gpkg"])
def test_a_million_points_are_refused_or_read_as_the_limits_say(ending, tmp_path):
    turns = np.linspace(0, 2 * np.pi, 1_000_000, endpoint=False)
    ring = np.column_stack((465_700 + 500 * np.cos(turns), 3_846_000 + 500 * np.sin(turns)))
    path = write_vector(tmp_path / f"a{ending}", [Polygon(ring)])
    assert codes(refusal(path)) == ["too_many_points"]
    many = replace(LIMITS, vertices=2_000_000)
    assert shapely.get_num_coordinates(read(path, limits=many).features[0].geometry) == 1_000_001


def test_texts_are_read_without_gdal_and_proj(boundary):
    script = (
        "import sys; from pathlib import Path\n"
        "from lantu.geo.formats.child import read\n"
        "path = Path(sys.argv[1])\n"
        "from lantu.geo.formats.reading import Limits\n"
        "read(path, file='a', limits=Limits(10**6, 9, 99, 9), encoding=None, work=path.parent)\n"
        "print({'pyogrio', 'pyproj', 'yaml', 'numba', 'pyarrow'} & sys.modules.keys())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(boundary)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"


def test_a_drawing_is_read_without_a_look_at_the_fonts_of_the_machine(tmp_path):
    path = tmp_path / "a.dxf"
    path.write_text(drawing(polyline()), "gb18030")
    script = (
        "import json, sys; from pathlib import Path\n"
        "from lantu.geo.formats.child import read\n"
        "from lantu.geo.formats.reading import Limits\n"
        "path = Path(sys.argv[1])\n"
        "read(path, file='a', limits=Limits(10**6, 9, 99, 9), encoding=None, work=path.parent)\n"
        "from ezdxf.fonts.fonts import font_manager\n"
        "print(json.loads(font_manager.dumps())['font-faces'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        capture_output=True, text=True, check=True, env={"HOME": str(tmp_path)}, cwd=ROOT,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"


def test_a_childs_gdal_has_two_drivers_and_no_more():
    script = "import pyogrio; print(sorted(pyogrio.list_drivers()))"
    done = subprocess.run(
        [sys.executable, "-c", script], env=ENVIRONMENT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == str(sorted(USED_DRIVERS))


def test_no_driver_is_left_out_that_is_not_there():
    import pyogrio

    assert set(SKIPPED_DRIVERS.split(",")) <= set(pyogrio.list_drivers())


def test_a_parent_that_runs_from_the_current_folder_finds_its_child(boundary):
    script = (
        "import sys; from pathlib import Path\n"
        "from lantu.geo.formats import read\nfrom lantu.geo.formats.reading import Limits\n"
        "print(read(Path(sys.argv[1]), limits=Limits(10**6, 9, 99, 9)).file)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(boundary)],
        cwd=ROOT,
        env={},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip().endswith(".txt")
