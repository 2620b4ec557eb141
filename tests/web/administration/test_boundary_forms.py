import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from shapely import box, to_geojson

from lantu.geo.crs import transform
from lantu.geo.layerstore import create
from lantu.web.administration.boundary_forms import BoundaryForm
from tests.town import MEADOW

BORDER = box(*MEADOW.buffer(1000).bounds)


def a_file(shape, name="范围.geojson"):
    """Return a boundary as a file in degrees, as counties hand it in."""
    geometry = json.loads(to_geojson(transform(shape, "EPSG:4547", "EPSG:4490")))
    feature = {"type": "Feature", "properties": {}, "geometry": geometry}
    content = {"type": "FeatureCollection", "features": [feature]}
    return SimpleUploadedFile(name, json.dumps(content).encode())


@pytest.fixture
def city(settings, tmp_path):
    """A city without a layer, whose measuring CRS counts."""
    settings.CITY_DIRECTORY = tmp_path / "city"
    boundary = box(440000, 3820000, 490000, 3870000)
    create(settings.CITY_DIRECTORY, name="试验市", crs="EPSG:4547", boundary=boundary)


def test_a_boundary_is_read_into_the_citys_measuring_crs(town, city):
    form = BoundaryForm({}, {"file": a_file(BORDER)})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["crs"] == "EPSG:4547"
    assert form.cleaned_data["geometry"].symmetric_difference(BORDER).area < 1


def test_a_file_that_holds_no_shape_is_refused_in_a_sentence(town, city):
    form = BoundaryForm({}, {"file": SimpleUploadedFile("范围.geojson", b"{}")})
    assert form.errors["file"]
    assert "请选择范围文件。" in BoundaryForm({}, {}).errors["file"]


def test_without_a_city_it_is_said_whom_to_ask(town, settings, tmp_path):
    settings.CITY_DIRECTORY = tmp_path
    form = BoundaryForm({}, {"file": a_file(BORDER)})
    assert "联系平台管理员" in form.non_field_errors()[0]
