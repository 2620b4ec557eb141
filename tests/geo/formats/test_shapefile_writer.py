import io
import zipfile

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import box

from lantu.geo.formats.door import read
from lantu.geo.formats.reading import ReadFeature
from lantu.geo.formats.shapefile_writer import PARTS, write
from tests.geo.formats.samples import LIMITS, LOT


def test_a_shapefile_says_its_letters_and_its_crs_and_reads_back(tmp_path):
    path = tmp_path / "red_line.zip"
    path.write_bytes(write([ReadFeature("示例地块", LOT)], crs="EPSG:4547", name="red_line"))
    found = read(path, limits=LIMITS)
    assert (found.format, found.crs.code, found.crs.how) == ("Shapefile", "EPSG:4547", "prj")
    (plot,) = found.features
    assert plot.name == "示例地块"
    assert shapely.normalize(plot.geometry).equals(shapely.normalize(LOT))


def test_the_same_line_is_the_same_file():
    made = [write([ReadFeature("a", LOT)], crs="EPSG:4547", name="a") for _ in range(2)]
    assert made[0] == made[1]
    names = zipfile.ZipFile(io.BytesIO(made[0])).namelist()
    assert names == [f"a.{part}" for part in PARTS]


@settings(max_examples=10, deadline=None)
@given(st.floats(440_000, 480_000), st.floats(3_820_000, 3_860_000), st.floats(1, 900))
def test_every_coordinate_comes_back_exactly(tmp_path_factory, east, north, size_m):
    plot = box(east, north, east + size_m, north + size_m)
    path = tmp_path_factory.mktemp("line") / "line.zip"
    path.write_bytes(write([ReadFeature("a", plot)], crs="EPSG:4547", name="line"))
    (found,) = read(path, limits=LIMITS).features
    given_points, read_points = (
        np.unique(shapely.get_coordinates(one), axis=0) for one in (plot, found.geometry)
    )
    assert np.array_equal(given_points, read_points)
