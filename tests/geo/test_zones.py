import pyproj
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantu.geo.zones import Kind, Look, central_meridian, code_of, look, zone_of

ZONES = st.integers(25, 45)


def test_the_codes_of_the_zones_are_those_of_epsg():
    assert code_of(38, prefix=True) == "EPSG:4526"
    assert code_of(38, prefix=False) == "EPSG:4547"
    assert code_of(37, prefix=True) == "EPSG:4525"
    assert code_of(37, prefix=False) == "EPSG:4546"
    assert central_meridian(38) == 114


@given(ZONES, st.booleans())
def test_a_code_leads_back_to_its_zone(zone, prefix):
    assert zone_of(code_of(zone, prefix=prefix)) == zone


@pytest.mark.parametrize("code", ["EPSG:4490", "EPSG:26986", "EPSG:4610", "local grid"])
def test_other_systems_have_no_zone(code):
    assert zone_of(code) is None


@pytest.mark.parametrize(
    ("easting", "northing", "expected"),
    [
        (38465698.2782, 3846545.0574, Look(Kind.WITH_PREFIX, 38)),
        (465698.2782, 3846545.0574, Look(Kind.WITHOUT_PREFIX)),
        (113.6254, 34.7466, Look(Kind.DEGREES)),
        (-71.11, 42.37, Look(Kind.DEGREES)),
        (3846545.0574, 38465698.2782, Look(Kind.WITH_PREFIX, 38, swapped=True)),
        (3846545.0574, 465698.2782, Look(Kind.WITHOUT_PREFIX, None, swapped=True)),
        (34.7466, 113.6254, Look(Kind.DEGREES, None, swapped=True)),
        (19736540.1, 3846545.0, Look(Kind.SIX_DEGREE, 19)),
        (465698.2782 / 0.3048, 3846545.0574 / 0.3048, Look(Kind.FEET)),
        (1.0e9, 5.0, Look(Kind.UNKNOWN)),
    ],
)
def test_coordinates_tell_by_their_size_what_they_are(easting, northing, expected):
    assert look(easting, northing) == expected


@given(ZONES, st.floats(200_000, 800_000), st.floats(2_000_000, 5_500_000))
def test_a_prefix_is_read_in_every_zone_and_either_order(zone, easting, northing):
    written = zone * 1_000_000 + easting
    assert look(written, northing) == Look(Kind.WITH_PREFIX, zone)
    assert look(northing, written) == Look(Kind.WITH_PREFIX, zone, swapped=True)


@pytest.mark.parametrize(
    ("easting", "northing", "expected"),
    [
        (38465698.2782 / 0.3048, 3846545.0574 / 0.3048, Kind.FEET),
        (3846545.0, 19736540.1, Kind.SIX_DEGREE),
        (99_465_698.0, 3_846_545.0, Kind.UNKNOWN),
        (float("nan"), 3_846_545.0, Kind.UNKNOWN),
        (465_698.0, float("nan"), Kind.UNKNOWN),
        (float("inf"), float("-inf"), Kind.UNKNOWN),
    ],
)
def test_feet_with_a_prefix_and_what_is_no_number_are_told_too(easting, northing, expected):
    assert look(easting, northing).kind is expected


def test_every_code_means_in_proj_what_it_means_here():
    for zone in range(25, 46):
        for prefix in (True, False):
            operation = pyproj.CRS.from_user_input(code_of(zone, prefix=prefix))
            values = {p.name: p.value for p in operation.coordinate_operation.params}
            assert values["Longitude of natural origin"] == central_meridian(zone)
            assert values["False easting"] == (zone * 1_000_000 if prefix else 0) + 500_000
