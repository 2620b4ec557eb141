import numpy as np
import pytest
import shapely

from lantu.demo import landuse

# Third-survey classes of the third national land survey, first two digits.
SURVEY_GROUPS = {"01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"}
ZONES = {"允许建设区", "有条件建设区", "限制建设区", "禁止建设区"}


@pytest.fixture(scope="module")
def status(city):
    return landuse.land_status(city)


@pytest.mark.parametrize("draw", [landuse.land_status, landuse.land_use_plan])
def test_land_is_divided_without_gap_or_overlap(city, draw):
    shapes = draw(city).geometries
    assert shapely.is_valid(shapes).all()
    assert shapely.area(shapes).sum() == pytest.approx(city.ground.boundary.area, abs=0.01)
    window = shapely.box(462_000, 3_844_000, 470_000, 3_850_000)
    inside = shapely.intersection(shapes[shapely.intersects(shapes, window)], window)
    union = shapely.union_all(inside)
    assert union.area == pytest.approx(window.area, abs=0.01)
    assert shapely.area(inside).sum() == pytest.approx(window.area, abs=0.01)


def test_land_classes_are_those_of_the_third_survey(status):
    classes = set(status.attributes["land_class"])
    assert {code[:2] for code in classes} <= SURVEY_GROUPS
    assert len(classes) > 20


def test_most_land_is_field_in_the_plain_and_forest_in_the_hills(city, status):
    classes = landuse.land_classes(city.parcels)
    plain = (city.parcels.elevation_m < 150) & (city.parcels.density < 0.1)
    hills = city.parcels.elevation_m > 500
    assert np.mean([code[:2] == "01" for code in classes[plain]]) > 0.5
    assert np.mean([code[:2] == "03" for code in classes[hills]]) > 0.5


@pytest.mark.requirement("D1-B01")
def test_the_land_use_plan_has_its_four_zones(city):
    assert set(landuse.land_use_plan(city).attributes["zone"]) == ZONES


def test_regulatory_plans_lie_in_the_urban_districts_only(city):
    shapes = landuse.regulatory_plan(city).geometries
    assert set(city.district_of(shapes)) == {
        "中原区",
        "二七区",
        "管城回族区",
        "金水区",
        "上街区",
        "惠济区",
    }
    assert len(landuse.regulatory_districts()) == 6


def test_the_development_boundary_holds_the_city_centre(city):
    made = landuse.development_boundary(city)
    centre = shapely.Point(466_300, 3_847_600)
    assert shapely.covers(made.geometries, centre).any()
    assert set(made.attributes["zone"]) == {"城镇集中建设区", "城镇弹性发展区"}


def test_the_master_plan_ends_in_twenty_twenty(city):
    assert set(landuse.urban_rural_plan(city).attributes["plan"]) == {
        "郑州市城市总体规划（2010—2020年）"
    }


def test_land_supply_lists_reserve_and_sale(city):
    supply = landuse.land_supply(city)
    assert {"储备", "拟出让"} <= set(supply.attributes["supply"])
    assert set(supply.attributes["year"]) == {2019}


def test_prohibited_ground_is_hill_or_river_bed(city):
    made = landuse.prohibited_zone(city)
    assert set(made.attributes["ground"]) == {"山体", "河道"}
    assert shapely.intersects(made.geometries, city.ground.corridors[0].line).any()


def test_mandatory_content_leaves_most_of_the_town_free(city):
    made = landuse.mandatory_content(city)
    town = city.parcels.geometries[city.parcels.town][::10]
    met, _ = shapely.STRtree(made.geometries).query(town, predicate="intersects")
    assert 0 < len(set(met)) < 0.3 * len(town)


def test_districts_hold_base_data_everywhere(city):
    made = landuse.district_base(city)
    assert len(set(made.attributes["district"])) == 12
    assert shapely.area(made.geometries).sum() == pytest.approx(city.ground.boundary.area, abs=0.01)
