import numpy as np
import pytest
import shapely

from lantu.demo import zhengzhou


def test_the_townships_partition_the_boundary():
    cells, boundary = zhengzhou.townships().geometries, zhengzhou.boundary()
    assert len(cells) == 160
    assert shapely.is_valid(cells).all()
    assert shapely.area(cells).sum() == pytest.approx(boundary.area, abs=1e-3)
    assert boundary.geom_type == "Polygon"


def test_the_area_is_that_of_the_public_boundary_file():
    assert zhengzhou.boundary().area / 1e6 == pytest.approx(7565, abs=1)


def test_the_twelve_districts_have_their_codes():
    codes = zhengzhou.districts().column("code")
    assert len(set(codes)) == 12
    assert all(code.startswith("4101") for code in codes)


@pytest.mark.requirement("D1-10", "D1-11")
@pytest.mark.requirement("AMB-86")
def test_the_central_city_and_the_rest_make_the_urban_area_and_are_marked_demo():
    zones = zhengzhou.zones()
    areas = dict(zip(zones.column("name"), shapely.area(zones.geometries), strict=True))
    assert areas["中心城区"] + areas["其余"] == pytest.approx(areas["市区"], abs=1)
    assert set(zones.column("mark")) == {"演示"}
    assert len(areas) == 7


def test_cleaning_closes_slivers():
    cells = np.array([shapely.box(0, 0, 10, 10), shapely.box(9.9999, 0, 20, 10)])
    assert shapely.coverage_is_valid(zhengzhou.cleaned(cells))
