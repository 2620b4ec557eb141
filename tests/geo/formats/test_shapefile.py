import struct
import tempfile
from pathlib import Path

import pytest

from lantu.geo.finding import Refused
from lantu.geo.formats.shapefile import companions, read
from tests.geo.formats.samples import LIMITS, LOT, codes, write_vector


def reading(path, encoding=None):
    with tempfile.TemporaryDirectory() as work:
        return read(path, work=Path(work), file=path.name, limits=LIMITS, encoding=encoding)


def refusal(path):
    with pytest.raises(Refused) as refused:
        reading(path)
    return refused.value.findings


def without_code_page(path, name, encoding, cut_at=None):
    """Write a shapefile whose table holds a name in an encoding that nothing tells."""
    raw = name.encode(encoding)[:cut_at]
    write_vector(path, name=["X" * len(raw)])
    table = path.with_suffix(".dbf")
    data = bytearray(table.read_bytes())
    at = data.index(b"XX")
    data[at : at + len(raw)] = raw
    data[29] = 0
    table.write_bytes(data)
    path.with_suffix(".cpg").unlink()
    return path


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_without_a_code_page_are_read_by_their_bytes_and_said(encoding, tmp_path):
    found = reading(without_code_page(tmp_path / "a.shp", "中原区", encoding))
    assert found.features[0].name == "中原区"
    (finding,) = found.findings
    assert finding.code == "dbf_encoding_guessed"
    assert finding.facts == {"encoding": encoding}


@pytest.mark.parametrize(("encoding", "cut_at"), [("gb18030", 9), ("utf-8", 14)])
def test_a_name_cut_inside_a_letter_is_still_read(encoding, cut_at, tmp_path):
    found = reading(without_code_page(tmp_path / "a.shp", "中原区郑州", encoding, cut_at))
    assert found.features[0].name.startswith("中原区郑")
    assert found.encoding == encoding


def test_letters_of_the_west_are_left_to_gdal(tmp_path):
    found = reading(without_code_page(tmp_path / "a.shp", "Café", "latin-1"))
    assert found.features[0].name == "Café"
    assert found.findings == ()


def test_an_encoding_that_the_applicant_names_stands_above_a_guess(tmp_path):
    found = reading(without_code_page(tmp_path / "a.shp", "鄭州", "big5"), encoding="big5")
    assert found.features[0].name == "鄭州"
    assert found.findings == ()


def test_plain_names_need_no_guess(tmp_path):
    assert reading(without_code_page(tmp_path / "a.shp", "Lot 12", "ascii")).findings == ()


def test_the_districts_in_gbk_are_read_with_and_without_a_code_page(shared_data):
    names = [
        {feature.attributes["行政区名"] for feature in reading(path).features}
        for path in sorted((shared_data / "files/derived_gbk").glob("*.shp"))
    ]
    assert len(names) == 2
    assert names[0] == names[1]
    assert "中原区" in names[0]


def test_the_crs_comes_from_the_projection_file(tmp_path):
    crs = reading(write_vector(tmp_path / "a.shp", crs="EPSG:4526")).crs
    assert (crs.code, crs.how) == ("EPSG:4526", "prj")


@pytest.mark.parametrize("text", [None, b"", b"\xef\xbb\xbf \r\n"])
def test_without_a_projection_file_the_crs_stays_open(text, tmp_path):
    path = write_vector(tmp_path / "a.shp")
    path.with_suffix(".prj").unlink()
    if text is not None:
        path.with_suffix(".prj").write_bytes(text)
    found = reading(path)
    assert found.crs is None
    assert codes(found.findings) == ["prj_missing"]


def test_without_a_table_the_shapes_are_read(tmp_path):
    path = write_vector(tmp_path / "a.shp")
    path.with_suffix(".dbf").unlink()
    found = reading(path)
    assert found.features[0].geometry.equals(LOT)
    assert codes(found.findings) == ["dbf_missing"]


@pytest.mark.parametrize("kept", [4, 99, 100, 150])
def test_a_truncated_shapefile_is_refused_with_both_sizes(kept, tmp_path):
    path = write_vector(tmp_path / "a.shp")
    path.write_bytes(path.read_bytes()[:kept])
    (finding,) = refusal(path)
    assert finding.code == "shapefile_truncated"
    assert finding.facts["present"] == kept


@pytest.mark.parametrize(
    ("kind", "code"),
    [(31, "geometry_multipatch"), (1, "geometry_not_areal"), (99, "geometry_not_areal")],
)
def test_what_a_header_calls_no_polygon_is_refused(kind, code, tmp_path):
    path = write_vector(tmp_path / "a.shp")
    data = bytearray(path.read_bytes())
    data[32:36] = struct.pack("<i", kind)
    path.write_bytes(data)
    assert codes(refusal(path)) == [code]


def test_an_empty_shapefile_is_refused(tmp_path):
    path = write_vector(tmp_path / "a.shp", [], name=[])
    assert codes(refusal(path)) == ["no_plot"]


def test_companions_are_found_whatever_the_case_of_their_names(tmp_path):
    for name in ("Line.SHP", "LINE.dbf", "line.Prj", "other.shx", "line.txt"):
        (tmp_path / name).touch()
    found = {suffix: path.name for suffix, path in companions(tmp_path / "Line.SHP").items()}
    assert found == {".dbf": "LINE.dbf", ".prj": "line.Prj"}


def test_a_shapefile_with_another_ending_is_read_all_the_same(tmp_path):
    path = write_vector(tmp_path / "a.shp")
    assert reading(path.rename(tmp_path / "a.txt")).features[0].geometry.equals(LOT)


def test_a_projection_file_with_a_chinese_name_in_gbk_is_resolved(tmp_path):
    path = write_vector(tmp_path / "a.shp")
    projection = path.with_suffix(".prj")
    projection.write_bytes(projection.read_bytes().replace(b"GK_CM", "郑州".encode("gbk")))
    assert reading(path).crs.code == "EPSG:4547"


@pytest.mark.parametrize("with_index", [True, False])
def test_reading_changes_nothing_beside_the_file(with_index, tmp_path):
    path = write_vector(tmp_path / "a.shp")
    index = path.with_suffix(".shx")
    # An index that GDAL reads, but would not have written so.
    index.write_bytes(index.read_bytes() + b"odd")
    if not with_index:
        index.unlink()
    before = {
        file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in tmp_path.iterdir()
    }
    found = reading(path)
    assert found.features[0].geometry.equals(LOT)
    assert codes(found.findings) == ([] if with_index else ["shx_missing"])
    after = {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in tmp_path.iterdir()}
    assert after == before
