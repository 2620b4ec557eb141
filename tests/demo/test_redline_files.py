import io
import zipfile

import pytest
import shapely

from lantu.demo import redline_files
from lantu.demo.redline_files import Dialect, boundary_text

GROUND = shapely.Polygon(
    [(466_000, 3_847_000), (466_100, 3_847_010), (466_090, 3_847_120), (466_010, 3_847_100)],
    [[(466_040, 3_847_040), (466_040, 3_847_060), (466_060, 3_847_060), (466_060, 3_847_040)]],
)


def lines_of(content, encoding="gbk"):
    return content.decode(encoding).split("\r\n")


def test_a_boundary_text_states_north_before_east_with_the_zone_and_closes_its_rings():
    content, _ = boundary_text(GROUND, "地块")
    points = [line.split(",") for line in lines_of(content) if line.startswith("J")]
    outer = [point for point in points if point[1] == "1"]
    assert outer[0] == outer[-1]
    assert all(point[2].startswith("384") and point[3].startswith("38466") for point in points)


def test_the_stated_area_is_that_of_the_coordinates_in_hectares():
    content, said = boundary_text(GROUND, "地块")
    stated = float(next(line for line in lines_of(content) if line.endswith("@")).split(",")[1])
    assert stated == pytest.approx(said.area / 10_000, abs=1e-4)


@pytest.mark.parametrize("fields", [7, 8, 13])
def test_the_line_of_a_plot_has_as_many_fields_as_the_dialect_says(fields):
    content, _ = boundary_text(GROUND, "地块", Dialect(fields=fields))
    line = next(line for line in lines_of(content) if line.endswith("@"))
    assert line.count(",") == fields


def test_a_hole_may_go_on_counting():
    content, _ = boundary_text(GROUND, "地块", Dialect(runs_on=True))
    inner = [line for line in lines_of(content) if ",2,384" in line]
    assert inner[0].startswith("J6,")


def test_pasted_coordinates_have_one_point_a_line():
    content, said = redline_files.pasted_text(shapely.Polygon(GROUND.exterior), "地块")
    assert len(content.splitlines()) == shapely.get_num_coordinates(said)


def test_geojson_says_the_same_ground_within_a_millimetre():
    _, said = redline_files.geojson(GROUND, "地块")
    assert shapely.hausdorff_distance(said, GROUND) < 1e-3


def test_a_zipped_shapefile_has_gbk_names_and_no_code_page_file():
    content, _ = redline_files.zipped_shapefile(GROUND, "地块")
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert {name.split(".")[1] for name in archive.namelist()} == {"shp", "shx", "dbf", "prj"}
    assert "地块名称".encode("gbk") in archive.read("redline.dbf")


def test_binary_files_come_out_alike_every_time():
    for writer in (redline_files.geopackage, redline_files.zipped_shapefile):
        assert writer(GROUND, "地块")[0] == writer(GROUND, "地块")[0]
