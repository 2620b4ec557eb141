import pytest
import shapely

from lantu.demo.broken_redlines import FAULTS, FICTITIOUS_PARAMETERS, draw_broken

GROUND = shapely.Polygon(
    [
        (466_000, 3_847_000),
        (466_100, 3_847_010),
        (466_120, 3_847_070),
        (466_090, 3_847_120),
        (466_010, 3_847_100),
    ]
)


@pytest.fixture(scope="module")
def broken(city):
    return draw_broken(city, GROUND)


def points_of(content):
    rows = [line.split(",") for line in content.decode("gbk").splitlines() if line.startswith("J")]
    return [(float(row[3]), float(row[2])) for row in rows]


def test_every_fault_is_described_and_written(broken):
    assert set(broken) == set(FAULTS)
    assert len(broken) >= 12


def test_each_file_has_the_fault_of_its_name(broken):
    assert points_of(broken["not_closed.txt"])[0] != points_of(broken["not_closed.txt"])[-1]
    assert not shapely.Polygon(points_of(broken["self_crossing.txt"])).is_valid
    assert points_of(broken["swapped_axes.txt"])[0][0] < 4_000_000
    assert "带号=39" in broken["wrong_zone.txt"].decode("gbk")
    assert "1980西安坐标系" in broken["xian_grid.txt"].decode("gbk")
    assert FICTITIOUS_PARAMETERS in broken["transformation_parameters.txt"].decode("gbk")
    assert broken["empty.txt"] == b""
    assert not broken["truncated.txt"].endswith(b"\n")
    assert points_of(broken["feet.txt"])[0][1] == pytest.approx(3_847_000 / 0.3048, rel=1e-3)
    closing = points_of(broken["doubled_coordinate.txt"])[-1]
    assert closing[0] == closing[1]


def test_the_stated_area_and_count_contradict_the_points(broken):
    def stated(name):
        lines = broken[name].decode("gbk").splitlines()
        return next(line for line in lines if line.endswith("@")).split(",")

    assert float(stated("contradicting_area.txt")[1]) == pytest.approx(
        2 * GROUND.area / 10_000, abs=1e-3
    )
    count = len(points_of(broken["contradicting_point_count.txt"]))
    assert int(stated("contradicting_point_count.txt")[0]) == count + 3


def test_sites_beyond_the_border_lie_beyond_the_border(city, broken):
    east, north = points_of(broken["outside_city.txt"])[0]
    assert not shapely.contains_xy(city.ground.boundary, east - 38_000_000, north)
    assert broken["shifted_map.geojson"].startswith(b"{")
