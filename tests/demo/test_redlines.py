import pytest
import shapely

from lantu.demo.redlines import FILES, RECIPES, draw_redlines, largest, protecting_layers

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def lines(city, tables):
    return {line.name: line for line in draw_redlines(city, tables)}


def met_m2(tables, layer, shape):
    return shapely.area(shapely.intersection(tables[layer].geometries, shape)).sum()


def test_there_are_twenty_one_valid_samples(lines):
    assert len(lines) == len(RECIPES) == len(FILES) == 21
    assert all(line.shape.is_valid for line in lines.values())


def test_the_clean_site_meets_no_protecting_layer(tables, lines):
    met = [
        layer for layer in protecting_layers() if met_m2(tables, layer, lines["clean_site"].shape)
    ]
    assert met == []


@pytest.mark.parametrize(
    ("name", "layer"),
    [
        ("basic_farmland", "permanent_basic_farmland"),
        ("ecological_redline", "ecological_redline"),
        ("wetland", "wetland"),
        ("forest_land", "forest_land"),
        ("blue_line", "water_blue_line"),
        ("green_line", "greening_green_line"),
        ("heritage", "heritage_protection"),
        ("road_red_line", "road_red_line"),
        ("vacated_factory", "vacated_industrial_sites"),
        ("power_corridor", "power_facilities"),
    ],
)
def test_a_sample_occupies_what_it_is_named_for(tables, lines, name, layer):
    assert met_m2(tables, layer, lines[name].shape) > 50


def test_one_sample_only_touches_a_park(tables, lines):
    assert 0 < met_m2(tables, "greening_green_line", lines["touching_park"].shape) < 1


@pytest.mark.requirement("D1-B24")
def test_one_sample_lies_forty_metres_from_the_railway(tables, lines):
    away = shapely.distance(tables["railway"].geometries, lines["near_railway"].shape).min()
    assert away == pytest.approx(40, abs=1)


def test_samples_with_a_hole_and_two_plots_have_them(lines):
    assert len(lines["with_hole"].shape.interiors) == 1
    assert len(lines["two_plots"].shape.geoms) == 2


def test_one_sample_crosses_a_district_border(city, lines):
    near = shapely.STRtree(city.ground.townships.geometries).query(
        lines["district_border"].shape, predicate="intersects"
    )
    assert set(city.district_names(near)) == {"中牟县", "新郑市"}


def test_the_archaeology_sample_is_surveyed_all_over(tables, lines):
    shape = lines["archaeology_done"].shape
    assert met_m2(tables, "archaeology_surveyed", shape) == pytest.approx(shape.area)


def test_the_largest_part_comes_without_holes():
    ring = shapely.Point(0, 0).buffer(10).difference(shapely.Point(0, 0).buffer(4))
    assert len(largest(ring).interiors) == 0
