import json
from datetime import date
from pathlib import Path

import pytest
import shapely

from lantu.geo.formats import read
from lantu.geo.layerstore import open_blueprint, open_store
from lantu.law.edition import shipped
from lantu.systems.blueprint.check import check, red_line_limits
from lantu.systems.blueprint.check_data import as_geojson, as_json

REDLINES = Path(__file__).parent.parent.parent.parent / "demo" / "redlines"
DAY = date(2019, 9, 2)


@pytest.fixture(scope="module")
def made(small_city):
    reading = read(REDLINES / "development_boundary.txt", limits=red_line_limits(shipped(), DAY))
    blueprint = open_blueprint(open_store(small_city))
    return check(reading, blueprint, edition=shipped(), checked_on=DAY)


def test_json_says_everything_and_can_be_written(made):
    data = json.loads(json.dumps(as_json(made, shipped(), "意向示意")))
    assert data["rank"] == "意向示意"
    assert data["crs"]["code"].startswith("EPSG:")
    assert len(data["rows"]) == len(shipped().layers)
    land_use = next(layer for layer in data["layers"] if layer["layer"] == "land_use_plan")
    assert land_use["hits"][0]["attributes"]["zone"]
    assert sum(hit["area_m2"] for hit in land_use["hits"]) == pytest.approx(land_use["area_m2"])


@pytest.mark.requirement("D1-B18")
def test_the_security_layer_gives_away_no_area_key_or_place(made):
    assert made.overlaps["security_control"].hits
    data = as_json(made, shipped(), "意向示意")
    assert "security_control" not in [layer["layer"] for layer in data["layers"]]
    row = next(row for row in data["rows"] if row["layer"] == "security_control")
    assert (row["area_m2"], row["share"]) == (0.0, 0.0)
    features = as_geojson(made, shipped(), "意向示意")["features"]
    assert "security_control" not in [f["properties"].get("layer") for f in features]


def test_geojson_pieces_lie_in_the_red_line_and_have_the_areas_of_the_hits(made):
    line, *pieces = as_geojson(made, shipped(), "意向示意")["features"]
    red_line = shapely.from_geojson(json.dumps(line["geometry"])).buffer(1e-9)
    assert pieces
    for piece in pieces:
        assert red_line.covers(shapely.from_geojson(json.dumps(piece["geometry"])))
    layers = {piece["properties"]["layer"] for piece in pieces}
    assert not layers & {"water_supply", "gas_supply", "heat_supply", "power_facilities"}
