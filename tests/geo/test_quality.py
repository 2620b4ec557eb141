from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from shapely import MultiPolygon, Polygon, affinity, box

from lantu.geo import crs
from lantu.geo.finding import Finding, Severity
from lantu.geo.formats.reading import Limits
from lantu.geo.quality import examine
from lantu.geo.shift import undo_gcj
from lantu.geo.wording import sentence
from tests.geo.polygons import areas_at
from tests.geo.readings import CITY, DEGREES, HEADER, LOT, PREFIXED, codes, reading, swapped

BOW_TIE = Polygon(
    [(465_698, 3_846_545), (465_898, 3_846_645), (465_898, 3_846_545), (465_698, 3_846_645)]
)


def examined(red_line, **options):
    found = examine(red_line, measuring_crs="EPSG:4547", city_boundary=CITY, **options)
    for finding in found.findings:
        assert sentence(finding)
    return found


def test_a_sound_red_line_is_measured_in_the_system_of_the_city():
    found = examined(reading(PREFIXED, header=HEADER))
    assert found.findings == ()
    assert found.area_m2 == 20000.0
    assert found.ellipsoidal_area_m2 == pytest.approx(19999.42, abs=0.005)
    assert found.footprint.equals(MultiPolygon([LOT]))
    assert found.repaired is None


def test_swapped_axes_are_measured_only_as_repaired():
    found = examined(reading(swapped(PREFIXED), header=HEADER))
    assert found.footprint is None
    assert found.repaired.area == pytest.approx(20000.0, abs=1e-6)


def test_a_self_crossing_is_named_with_its_point_and_both_areas():
    found = examined(reading(BOW_TIE))
    crossing = next(finding for finding in found.findings if finding.code == "self_crossing")
    assert crossing.severity is Severity.REFUSAL
    assert crossing.facts["area_before_m2"] == 0
    assert crossing.facts["area_after_m2"] == 10000
    assert "自相交，位于 X=3846595.000，Y=465798.000" in sentence(crossing)
    assert found.footprint is None
    assert found.repaired.area == pytest.approx(10000)


def test_a_red_line_of_no_area_is_refused_and_no_repair_is_proposed():
    flat = Polygon([(465_698, 3_846_545), (465_798, 3_846_595), (465_898, 3_846_645)])
    found = examined(reading(flat))
    assert "zero_area" in codes(found.findings)
    assert found.footprint is None
    assert found.repaired is None


@pytest.mark.parametrize(
    ("declared_m2", "differs"),
    [(20000.0, False), (19999.42, False), (20015.0, False), (20100.0, True), (2.0, True)],
)
def test_a_declared_area_may_be_plane_or_ellipsoidal_but_not_another(declared_m2, differs):
    found = examined(reading(PREFIXED, header=HEADER, declared_area_m2=declared_m2))
    assert ("area_differs" in codes(found.findings)) is differs
    assert found.footprint is not None


def test_an_area_given_in_square_metres_instead_of_hectares_is_recognised():
    found = examined(reading(PREFIXED, header=HEADER, declared_area_m2=20000.0 * 1e4))
    assert codes(found.findings) == ["area_not_in_hectares"]


def test_a_spike_is_named_north_first():
    corners = list(LOT.exterior.coords)[:-1]
    spiked = Polygon([*corners, (465_697.9, 3_846_545.01), (466_900, 3_846_500)])
    spikes = [f for f in examined(reading(spiked)).findings if f.code == "spike"]
    assert (3_846_500.0, 466_900.0) in [(f.facts["x"], f.facts["y"]) for f in spikes]


def test_plots_that_overlap_are_named_and_their_ground_counts_once():
    other = affinity.translate(LOT, 150, 0)
    found = examined(reading(LOT, other))
    (overlap,) = [f for f in found.findings if f.code == "plots_overlap"]
    assert overlap.facts == {"other": "地块2", "area_m2": 5000.0}
    assert overlap.place.feature == "地块1"
    assert found.area_m2 == pytest.approx(35000)


def test_neighbouring_plots_do_not_overlap():
    assert "plots_overlap" not in codes(
        examined(reading(LOT, affinity.translate(LOT, 200, 0))).findings
    )


def test_a_red_line_outside_the_city_is_refused_with_its_distance():
    found = examined(reading(affinity.translate(LOT, 60_000, 0)))
    (outside,) = [f for f in found.findings if f.severity is Severity.REFUSAL]
    assert (outside.code, outside.facts) == ("outside_city", {"distance_km": 25.7})


def test_a_red_line_partly_outside_is_measured_and_said():
    found = examined(reading(affinity.translate(LOT, 34_202, 0)))
    (finding,) = [f for f in found.findings if f.code == "partly_outside_city"]
    assert finding.facts["percent"] == 50.0
    assert found.footprint is not None


def test_a_line_drawn_on_a_shifted_web_map_is_suspected():
    inside = crs.transform(affinity.translate(LOT, 34_000, 0), "EPSG:4547", "EPSG:4490")
    shifted = inside
    for _ in range(5):  # shift it as the map does: what undoing brings back inside
        error = shapely.get_coordinates(undo_gcj(shifted)) - shapely.get_coordinates(inside)
        shifted = Polygon(shapely.get_coordinates(shifted) - error)
    assert shapely.distance(undo_gcj(shifted), inside) < 1e-9
    found = examined(reading(shifted))
    assert "gcj_suspected" in codes(found.findings)


def test_a_true_line_near_the_border_is_not_suspected():
    far = reading(crs.transform(affinity.translate(LOT, 60_000, 0), "EPSG:4547", "EPSG:4490"))
    assert "gcj_suspected" not in codes(examined(far).findings)
    assert "gcj_suspected" not in codes(examined(reading(DEGREES)).findings)


def test_too_many_points_or_plots_are_refused_by_the_limits_given():
    limits = Limits(size_bytes=10**6, features=1, vertices=9, seconds=10)
    found = examined(reading(LOT, affinity.translate(LOT, 300, 0)), limits=limits)
    facts = {f.code: f.facts for f in found.findings if f.severity is Severity.REFUSAL}
    assert facts == {
        "too_many_plots": {"count": 2, "limit": 1},
        "too_many_points": {"count": 10, "limit": 9},
    }
    assert found.footprint is None


def test_coordinates_that_cannot_be_moved_are_refused_by_plot():
    corners = [*PREFIXED.exterior.coords[:-1], (1e300, 3_846_600)]
    found = examined(reading(PREFIXED, Polygon(corners), header=HEADER))
    assert codes(found.findings) == ["coordinates_not_finite"]
    assert found.findings[0].place.feature == "地块2"


def test_without_a_boundary_nothing_is_said_of_place():
    abroad = reading(box(231_000, 901_000, 231_050, 901_050))
    found = examine(abroad, measuring_crs="EPSG:26986", crs="EPSG:26986")
    assert found.findings == ()
    assert found.area_m2 == 2500


@given(areas_at(np.array([465_698.0, 3_846_545.0])))
@settings(max_examples=60, deadline=None)
def test_a_sound_red_line_keeps_its_area_to_a_thousandth_of_a_square_metre(area):
    as_header = replace(reading(*area.geoms), header={**HEADER})
    found = examined(as_header)
    assert found.footprint is not None
    assert found.area_m2 == pytest.approx(shapely.union_all(area.geoms).area, abs=1e-3)


def test_a_contradicted_system_is_said_once_and_nothing_is_measured():
    found = examined(reading(DEGREES, crs="EPSG:4547"))
    assert codes(found.findings) == ["crs_contradiction"]
    assert (found.footprint, found.repaired, found.area_m2) == (None, None, 0.0)


@pytest.mark.parametrize(("plot", "crs"), [(LOT, "EPSG:4526"), (PREFIXED, "EPSG:4547")])
def test_a_mistaken_prefix_is_measured_only_as_repaired(plot, crs):
    found = examined(reading(plot, crs=crs))
    assert found.footprint is None
    assert found.repaired.equals(MultiPolygon([LOT]))


def test_a_crossing_in_swapped_coordinates_is_repaired_together_with_them():
    found = examined(reading(swapped(BOW_TIE)))
    assert {f.repair for f in found.findings if f.repair} == {"swap_axes", "make_valid"}
    assert found.repaired.area == pytest.approx(10000)


def test_a_refusal_that_no_repair_cures_leaves_nothing_repaired():
    flat = Polygon([(465_698, 3_846_545), (465_798, 3_846_595), (465_898, 3_846_645)])
    found = examined(reading(BOW_TIE, flat))
    assert {"self_crossing", "zero_area"} <= set(codes(found.findings))
    assert (found.footprint, found.repaired) == (None, None)


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), float("-inf")])
def test_a_coordinate_that_is_no_number_names_its_plot(wrong):
    with np.errstate(all="ignore"):
        broken = Polygon([(465_698, 3_846_545), (wrong, 3_846_545), (465_898, 3_846_645)])
    found = examined(reading(LOT, broken))
    (refusal,) = [f for f in found.findings if f.severity is Severity.REFUSAL]
    assert (refusal.code, refusal.place.feature) == ("coordinates_not_finite", "地块2")
    assert found.footprint is None


@pytest.mark.parametrize(
    ("plot", "words"),
    [
        (
            Polygon(LOT.exterior, [box(466_000, 3_846_545, 466_010, 3_846_555).exterior]),
            "孔洞在外圈之外",
        ),
        (
            Polygon(
                LOT.exterior,
                [
                    box(465_700, 3_846_550, 465_800, 3_846_600).exterior,
                    box(465_710, 3_846_560, 465_720, 3_846_570).exterior,
                ],
            ),
            "孔洞套孔洞",
        ),
        (MultiPolygon([LOT, box(465_700, 3_846_550, 465_710, 3_846_560)]), "外圈套外圈"),
        (BOW_TIE, "自相交"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_border_is_said_in_chinese(plot, words):
    found = examined(reading(plot))
    (refusal,) = [f for f in found.findings if f.severity is Severity.REFUSAL]
    assert words in sentence(refusal)
    assert refusal.place.feature == "地块1"
    assert not any(letter.isascii() and letter.isalpha() and letter not in "XYatx"
                   for letter in sentence(refusal))  # fmt: skip


@pytest.mark.parametrize(
    ("plot", "options"),
    [
        (affinity.translate(PREFIXED, -1_000_000), {}),
        (LOT, {"header": {**HEADER, "带号": "39"}}),
        (LOT, {"crs": "EPSG:4546"}),
    ],
)
def test_a_wrong_zone_is_suspected_where_the_own_zone_would_fit(plot, options):
    found = examined(reading(plot, **options))
    assert codes(found.findings) == ["outside_city", "zone_suspected"]
    assert found.findings[1].facts["own"] == 38
    assert found.footprint is None


def test_a_red_line_that_lies_in_another_city_is_not_suspected_of_a_wrong_zone():
    found = examined(reading(affinity.translate(PREFIXED, 1_200_000), header={}))
    assert codes(found.findings) == ["outside_city"]


def test_a_border_drawn_by_two_hands_is_no_finding():
    touching = box(499_900, 3_846_545, 500_000.001, 3_846_645)
    assert codes(examined(reading(touching, crs="EPSG:4547")).findings) == []
    beyond = box(499_900, 3_846_545, 500_000.02, 3_846_645)
    partly = examined(reading(beyond, crs="EPSG:4547")).findings[0]
    assert partly.code == "partly_outside_city"
    assert partly.facts["area_m2"] == pytest.approx(2.0, abs=0.011)


def test_the_shift_of_chinese_maps_is_not_suspected_abroad():
    city = box(231_100, 901_000, 240_000, 910_000)
    parcel = reading(box(231_000, 901_000, 231_050, 901_050))
    found = examine(parcel, measuring_crs="EPSG:26986", crs="EPSG:26986", city_boundary=city)
    assert codes(found.findings) == ["outside_city"]


def test_a_red_line_with_holes_and_parts_is_measured_on_plane_and_ellipsoid():
    ring = Polygon(LOT.exterior, [box(465_750, 3_846_570, 465_780, 3_846_600).exterior])
    found = examined(reading(MultiPolygon([ring, affinity.translate(LOT, 400, 0)])))
    assert found.area_m2 == pytest.approx(39_100)
    assert found.ellipsoidal_area_m2 == pytest.approx(39_100 * 19999.42 / 20000, abs=0.05)


@pytest.mark.parametrize("point", range(5))
def test_every_finding_of_a_plot_names_the_plot(point):
    corners = list(LOT.exterior.coords)[:-1]
    corners.insert(point, (466_900 + point, 3_846_500))
    found = examined(reading(LOT, Polygon(corners), declared_area_m2=5.0))
    named = [f for f in found.findings if f.code != "zone_taken_from_city"]
    assert named
    assert all(f.place.feature in ("地块1", "地块2") for f in named)


def test_a_repair_that_the_reader_proposes_leaves_the_line_as_read_unmeasured():
    proposed = Finding("cad_lines_joined", Severity.REFUSAL, repair="join_lines")
    found = examined(replace(reading(LOT), findings=(proposed,)))
    assert found.footprint is None
    assert found.repaired.area == pytest.approx(20_000)
    refused = Finding("cad_curve_unread", Severity.REFUSAL)
    beyond = examined(replace(reading(LOT), findings=(proposed, refused)))
    assert (beyond.footprint, beyond.repaired) == (None, None)
