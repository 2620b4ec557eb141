import numpy as np
import pyarrow.parquet as pq
import shapely

from lantu.demo.footprints import COUNT, draw_footprints, write_footprints


def test_test_red_lines_have_ten_to_five_hundred_vertices_and_one_has_very_many(city):
    lines = np.array(draw_footprints(city), dtype=object)
    vertices = shapely.get_num_coordinates(lines)
    assert len(lines) == COUNT + 1
    assert shapely.is_valid(lines).all()
    assert vertices[:-1].min() >= 10
    assert vertices[:-1].max() <= 501
    assert vertices[-1] >= 100_000


def test_test_red_lines_can_be_read_back(city, tmp_path):
    count = write_footprints(city, tmp_path / "footprints.parquet")
    table = pq.read_table(tmp_path / "footprints.parquet")
    shapes = shapely.from_wkb(table["geometry"].to_numpy(zero_copy_only=False))
    assert count == len(shapes)
    assert (shapely.get_num_coordinates(shapes) == table["vertices"].to_numpy()).all()
