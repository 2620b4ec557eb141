import io

import ezdxf
import numpy as np
import pyogrio
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import MultiPolygon, Polygon, box

from lantu.geo.finding import Refused, Severity
from lantu.geo.formats import cad_writer, read
from lantu.geo.formats.cad import parse
from lantu.geo.formats.exchange import decode, encode
from lantu.geo.formats.reading import ReadFeature
from lantu.geo.quality import examine
from lantu.geo.wording import sentence
from tests.geo.formats.drawings import (
    RING,
    block,
    drawing,
    header,
    insertion,
    line,
    polyline,
    square,
    text,
)
from tests.geo.formats.samples import LIMITS, LOT, codes, write_zip
from tests.geo.polygons import areas_at

MEASURING_CRS = "EPSG:4547"
ZHENGZHOU = np.array([465698.2782, 3846545.0574])


def parsed(content, encoding=None):
    data = content if isinstance(content, bytes) else content.encode("gb18030")
    return parse(data, file="红线.dxf", limits=LIMITS, encoding=encoding)


def refusal(content):
    with pytest.raises(Refused) as refused:
        parsed(content)
    return refused.value.findings


def same_ground(found, expected) -> bool:
    """Whether two areas are the same, vertex by vertex, to a thousandth of a millimetre."""
    one, other = shapely.normalize(found), shapely.normalize(expected)
    return bool(shapely.equals_exact(one, other, tolerance=1e-6))


def test_a_closed_polyline_of_an_old_program_is_a_plot_with_its_layer_and_handle():
    found = parsed(drawing(polyline(), text("示例地块", (465700, 3846050))))
    (plot,) = found.features
    assert (found.format, found.encoding, found.crs) == ("DXF", "gb18030", None)
    assert plot.name == "示例地块"
    assert same_ground(plot.geometry, LOT)
    assert plot.attributes == {"图层": "红线", "句柄": "A1"}
    assert codes(found.findings) == ["cad_layer_taken", "cad_others"]
    assert "文字 1" in sentence(found.findings[1])


@settings(max_examples=40, deadline=None)
@given(areas_at(ZHENGZHOU))
def test_what_is_written_reads_back_as_the_identical_polygon(area):
    found = parse(cad_writer.write([ReadFeature("地块", area)]), file="a.dxf", limits=LIMITS)
    read_back = shapely.union_all([plot.geometry for plot in found.features])
    assert shapely.area(shapely.symmetric_difference(read_back, area)) < 1e-6
    drawn = [shapely.get_coordinates(plot.geometry) for plot in found.features]
    known = {tuple(point) for point in np.round(shapely.get_coordinates(area), 6).tolist()}
    assert {tuple(point) for point in np.round(np.vstack(drawn), 6).tolist()} == known


def test_a_plot_of_parts_and_holes_reads_back_as_one_plot_of_its_name():
    whole = box(465_000, 3_846_000, 465_100, 3_846_100)
    holed = Polygon(whole.exterior, [box(465_040, 3_846_040, 465_060, 3_846_060).exterior])
    area = MultiPolygon([holed, box(465_200, 3_846_000, 465_300, 3_846_100)])
    other = box(465_400, 3_846_000, 465_500, 3_846_100)
    written = cad_writer.write([ReadFeature("有洞", area), ReadFeature("另一块", other)])
    first, second = parsed(written).features
    assert (first.name, second.name) == ("有洞", "另一块")
    assert same_ground(first.geometry, area)
    assert same_ground(second.geometry, other)


def test_a_drawing_that_gdal_wrote_is_read_as_gdal_was_given_it(tmp_path):
    path = tmp_path / "gdal.dxf"
    ring = shapely.LineString(LOT.exterior.coords)
    pyogrio.raw.write(
        path,
        geometry=shapely.to_wkb(np.array([ring], dtype=object)),
        field_data=[np.array(["DKX"], dtype=object)],
        fields=["Layer"],
        geometry_type="LineString",
        driver="DXF",
        crs=MEASURING_CRS,
    )
    (plot,) = read(path, limits=LIMITS).features
    assert same_ground(plot.geometry, LOT)
    assert plot.attributes["图层"] == "DKX"


def test_gdal_finds_the_same_area_between_arcs(tmp_path):
    """GDAL bends arcs by angle: with a twentieth of a degree it is finer than a millimetre here."""
    ring = [
        (465600, 3846000, 0.3),
        (465800, 3846000, -0.7),
        (465800, 3846100),
        (465600, 3846100, 1),
    ]
    path = tmp_path / "arcs.dxf"
    path.write_text(drawing(polyline(ring, layer="DKX")), "ascii")
    pyogrio.set_gdal_config_options({"OGR_ARC_STEPSIZE": "0.05"})
    try:
        _, _, (line,), _ = pyogrio.raw.read(path)
    finally:
        pyogrio.set_gdal_config_options({"OGR_ARC_STEPSIZE": None})
    witness = Polygon(shapely.get_coordinates(shapely.from_wkb(line)))
    (plot,) = parsed(path.read_bytes()).features
    assert plot.geometry.area == pytest.approx(witness.area, abs=0.001 * witness.length)
    assert shapely.hausdorff_distance(plot.geometry.exterior, witness.exterior, 0.1) < 0.002


@pytest.mark.parametrize("version", ["R12", "R2000", "R2004", "R2007", "R2010", "R2013", "R2018"])
@pytest.mark.parametrize("form", ["asc", "bin"])
def test_every_version_is_read_in_text_and_in_binary(version, form):
    drawn = ezdxf.new(version, units=6)
    drawn.encoding = "gbk"
    drawn.layers.add("用地红线")
    space = drawn.modelspace()
    if version == "R12":
        space.add_polyline2d(RING, close=True, dxfattribs={"layer": "用地红线"})
    else:
        space.add_lwpolyline(RING, close=True, dxfattribs={"layer": "用地红线"})
    written = io.StringIO() if form == "asc" else io.BytesIO()
    drawn.write(written, fmt=form)
    data = written.getvalue()
    data = data if isinstance(data, bytes) else data.encode(drawn.output_encoding)
    (plot,) = parsed(data).features
    assert same_ground(plot.geometry, LOT)
    assert plot.attributes["图层"] == "用地红线"


def test_a_drawing_in_an_archive_is_read_behind_the_door(tmp_path):
    path = write_zip(tmp_path / "报送.zip", {"红线.dxf": drawing(polyline()).encode("gb18030")})
    found = read(path, limits=LIMITS)
    assert found.file == "报送.zip/红线.dxf"
    assert same_ground(found.features[0].geometry, LOT)


@pytest.mark.parametrize(
    ("moved", "crs"),
    [
        (lambda east, north: (east, north), "EPSG:4547"),
        (lambda east, north: (38_000_000 + east, north), "EPSG:4526"),
    ],
)
def test_the_zone_is_told_by_the_size_of_the_coordinates_as_with_other_files(moved, crs):
    found = parsed(drawing(polyline([moved(*at) for at in RING])))
    examined = examine(found, measuring_crs=MEASURING_CRS)
    assert examined.crs.code == crs
    assert examined.area_m2 == pytest.approx(20_000)


def test_swapped_axes_are_told_and_turned_only_as_a_repair():
    found = parsed(drawing(polyline([(north, east) for east, north in RING])))
    examined = examine(found, measuring_crs=MEASURING_CRS)
    assert "axes_swapped" in codes(examined.findings)
    assert examined.footprint is None
    assert examined.repaired.area == pytest.approx(20_000)


MILLIMETRES = [(east * 1000, north * 1000) for east, north in RING]


@pytest.mark.parametrize(
    ("ring", "unit", "code", "severity"),
    [
        (RING, None, "cad_unit_untold", Severity.NOTE),
        (RING, 4, "cad_unit_contradicted", Severity.WARNING),
        (MILLIMETRES, 4, "cad_unit_converted", Severity.WARNING),
        (MILLIMETRES, None, "cad_unit_suspected", Severity.REFUSAL),
    ],
)
def test_a_unit_counts_where_the_coordinates_agree_and_all_comes_out_in_metres(
    ring, unit, code, severity
):
    found = parsed(drawing(polyline(ring), head=header(unit=unit)))
    (finding,) = [one for one in found.findings if one.code == code]
    assert finding.severity is severity
    assert same_ground(found.features[0].geometry, LOT)


def test_coordinates_of_nowhere_are_left_as_they_are_and_said():
    found = parsed(drawing(square(0, 0, 5e5), head=header(unit=4)))
    assert "cad_unit_contradicted" in codes(found.findings)
    assert found.features[0].geometry.area == pytest.approx(25e10)


def test_a_height_is_dropped_and_said():
    found = parsed(drawing(polyline(height=112.5)))
    assert "height_dropped" in codes(found.findings)
    assert not found.features[0].geometry.has_z


def test_arcs_among_degrees_are_refused():
    ring = [(113.6, 34.7, 0.5), (113.7, 34.7), (113.7, 34.8)]
    assert codes(refusal(drawing(polyline(ring)))) == ["geometry_curved"]


def test_a_repair_that_is_proposed_is_taken_only_when_it_is_accepted():
    found = parsed(drawing(polyline(closed=False)))
    examined = examine(found, measuring_crs=MEASURING_CRS)
    assert examined.footprint is None
    assert examined.repaired.area == pytest.approx(20_000)


def test_a_crossing_line_is_a_fault_with_its_layer_and_handle():
    crossed = [RING[0], RING[2], RING[1], RING[3]]
    examined = examine(parsed(drawing(polyline(crossed))), measuring_crs=MEASURING_CRS)
    (fault,) = [one for one in examined.findings if one.code == "self_crossing"]
    assert "图层“红线” 实体 A1" in sentence(fault)


WHOLE = drawing(
    polyline([(465600, 3846000, 0.5), *RING[1:]]),
    line(RING[0], RING[1], handle="B1"),
    text("示例地块", (465700, 3846050)),
    insertion("b", columns=2, rows=2, handle="F1"),
    blocks=block("b", polyline(layer="0") + insertion("c")) + block("c", line((0, 0), (1, 1))),
).encode("gb18030")
LINES = WHOLE.split(b"\n")
WORDS = (
    *(b"", b"0", b"-1", b"70", b"1e308", b"nan", b"\xff\xfe", b"999999999999999999999"),
    *(b"INSERT", b"ENDSEC", b"POLYLINE", b"SEQEND", b"BLOCK", b"b", b"LWPOLYLINE", b"SECTION"),
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(LINES) - 1), st.sampled_from(WORDS), st.booleans()),
        min_size=1,
        max_size=4,
    )
)
def test_a_drawing_that_was_tampered_with_is_read_or_refused_in_words(changes):
    lines = list(LINES)
    for at, word, is_more in changes:
        lines[at : at + (0 if is_more else 1)] = [lines[at], word] if is_more else [word]
    found = parsed_or_refused(b"\n".join(lines))
    assert all(sentence(finding) for finding in found.findings)
    if not isinstance(found, Refused):
        assert decode(encode(found)).features
        examine(found, measuring_crs=MEASURING_CRS)


def parsed_or_refused(content):
    try:
        return parsed(content)
    except Refused as refused:
        return refused


def test_a_drawing_without_lines_is_refused():
    assert codes(refusal(drawing())) == ["cad_without_lines"]
    assert codes(refusal(drawing(text("红线", (0, 0))))) == ["cad_without_lines"]
