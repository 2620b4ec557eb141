from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from shapely import MultiPolygon, Polygon, affinity, box

from lantu.geo import crs
from lantu.geo.finding import Severity
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
