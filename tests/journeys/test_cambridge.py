"""A second city out of real data, in a measuring CRS of its own, against GEOS."""

import json

import numpy as np
import pytest
import shapely

from lantu.config.commands import main
from lantu.geo import area_compiled
from lantu.geo.edges import derive
from lantu.geo.layerstore import open_blueprint, open_store
from lantu.geo.layerstore.source import SourceOptions, read_source
from lantu.geo.overlap import measure

pytestmark = pytest.mark.slow

CRS = "EPSG:26986"
LAYERS = {
    "zoning": "CDD_ZoningDistricts.geojson",
    "flood_plain": "FEMA_FloodPlains100Year.geojson",
    "wetland": "HYDRO_Wetlands.geojson",
    "water": "HYDRO_WaterBodies.geojson",
    "open_space": "RECREATION_OpenSpace.geojson",
    "parcels_2013": "ASSESSING_ParcelsFY2013.topojson",
    "parcels": "ASSESSING_ParcelsFY2014.topojson",
}
MEASURED = ("zoning", "flood_plain", "wetland", "water", "open_space")
INVALID = {"parcels_2013": 22, "parcels": 34}
PARCELS = 50
DIGIT_M2 = 1e-4


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("cambridge") / "city"


@pytest.fixture(scope="module")
def data(shared_data):
    return shared_data / "cambridge"


@pytest.fixture(scope="module")
def blueprint(folder, data):
    for key in LAYERS:
        assert imported(data, folder, key, "--repair") == 0
    return open_blueprint(open_store(folder))


def imported(data, folder, key, *options):
    return main(
        ["layer", "import", str(data / LAYERS[key]), "--layer", key, "--city", str(folder),
         "--create", "--crs", CRS, "--source-crs", "EPSG:4326", "--city-name", "Cambridge",
         "--boundary", str(data / "BOUNDARY_CityBoundary.geojson"), "--json", *options]
    )  # fmt: skip


@pytest.mark.parametrize("key", INVALID)
def test_invalid_rings_are_named_one_by_one(data, tmp_path, key, capsys):
    assert imported(data, tmp_path / "city", key) == 2
    told = capsys.readouterr()
    findings = json.loads(told.out)["refused"]
    invalid = [finding for finding in findings if finding["code"] == "layer_feature_invalid"]
    assert len(invalid) == INVALID[key]
    assert all("[" in finding["facts"]["reason"] for finding in invalid), "reason and place"
    assert len(told.err.splitlines()) == len(findings)


def test_every_repair_is_recorded_with_its_areas(blueprint):
    repairs = blueprint.layers["parcels"].version.repairs
    assert len([one for one in repairs if one.reason != "Empty geometry"]) == INVALID["parcels"]
    assert all(one.area_after_m2 > 0 for one in repairs if one.reason != "Empty geometry")


def test_fifty_real_parcels_get_the_areas_of_geos(blueprint):
    layers = [blueprint.layers[key] for key in MEASURED]
    whole = [every_feature(layer) for layer in layers]
    ground = [shapely.union_all(features) for features in whole]
    parcels = chosen_parcels(every_feature(blueprint.layers["parcels"]), whole[1:])
    met = np.zeros(len(layers), dtype=int)
    for parcel in parcels:
        overlaps = measure(parcel, layers)
        met += [len(overlap.hits) for overlap in overlaps]
        for overlap, features, union in zip(overlaps, whole, ground, strict=True):
            compare(overlap, shapely.area(shapely.intersection(features, parcel)))
            total = shapely.area(shapely.intersection(union, parcel))
            assert overlap.area_m2 == pytest.approx(total, abs=1e-3)
    assert len(parcels) == PARCELS
    assert (met > 0).all(), "every layer is met by one of the parcels"


def test_check_of_fifty_real_parcels_prints_the_areas_of_geos(blueprint, folder, tmp_path, capsys):
    layers = {key: blueprint.layers[key] for key in MEASURED}
    whole = {key: every_feature(layer) for key, layer in layers.items()}
    parcels = every_feature(blueprint.layers["parcels"])
    met = 0
    for parcel in chosen_parcels(parcels, list(whole.values())[1:]):
        told = checked(parcel, folder, tmp_path, capsys)
        for layer in told["layers"]:
            if layer["layer"] not in layers:
                continue
            areas = shapely.area(shapely.intersection(whole[layer["layer"]], parcel))
            keys = layers[layer["layer"]].feature_keys
            wanted = {keys[row]: areas[row] for row in np.flatnonzero(areas > DIGIT_M2)}
            printed = {hit["key"]: hit["area_m2"] for hit in layer["hits"]}
            assert printed.keys() >= wanted.keys()
            assert printed == pytest.approx({**dict.fromkeys(printed, 0), **wanted}, abs=DIGIT_M2)
            met += len(printed)
    assert met > PARCELS


def checked(parcel, folder, tmp_path, capsys):
    path = as_geojson(tmp_path, parcel)
    capsys.readouterr()
    assert main(["check", str(path), "--city", str(folder), "--crs", CRS, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def as_geojson(tmp_path, geometry):
    feature = {"type": "Feature", "properties": {}, "geometry": shapely.geometry.mapping(geometry)}
    path = tmp_path / "parcel.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    return path


def test_check_of_an_invalid_real_parcel_names_the_ring(blueprint, folder, data, tmp_path, capsys):
    raw = read_source(data / LAYERS["parcels"], CRS, SourceOptions(crs="EPSG:4326")).features
    invalid = raw.geometries[~shapely.is_valid(raw.geometries)]
    path = as_geojson(tmp_path, max(invalid, key=shapely.area))
    capsys.readouterr()
    assert main(["check", str(path), "--city", str(folder), "--crs", CRS, "--json"]) == 2
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert "self_crossing" in {finding["code"] for finding in findings}


def every_feature(layer):
    return layer.geometry(np.arange(len(layer.feature_keys)))


def chosen_parcels(parcels, rare):
    """Parcels that meet the rarer layers, layer by layer, then parcels from all over the city."""
    tree = shapely.STRtree(parcels)
    rows = [np.unique(tree.query(features, "intersects")[1]) for features in rare]
    meeting = np.concatenate([some[:: max(1, len(some) // 8)][:8] for some in rows])
    everywhere = np.arange(0, len(parcels), len(parcels) // PARCELS)
    chosen = list(dict.fromkeys([*meeting.tolist(), *everywhere.tolist()]))
    return parcels[chosen[:PARCELS]]


def compare(overlap, areas):
    """Every hit has the area of GEOS to the last digit kept, and none is missing."""
    told = {hit.row: hit.area_m2 for hit in overlap.hits}
    assert {int(row) for row in np.flatnonzero(areas > DIGIT_M2)} <= told.keys()
    assert all(abs(told[row] - areas[row]) <= DIGIT_M2 for row in told)


def test_parcels_of_two_years_give_the_known_pairs(blueprint):
    areas = pair_areas(blueprint, "parcels_2013", "parcels")
    assert (areas > 1).sum() == 31_011
    assert (areas > 100).sum() == 12_848


def test_parcels_and_zones_give_the_known_pairs(blueprint):
    areas = pair_areas(blueprint, "parcels", "zoning")
    assert (areas > 1).sum() == 15_126
    assert round(areas.sum() / 10_000, 1) == 1727.0


def pair_areas(blueprint, first, second):
    """The areas of all pairs of features of two layers whose boxes meet."""
    edges = blueprint.layers[second].edges
    found = [
        area_compiled.feature_areas(derive(np.array([polygon], dtype=object)), edges)[1]
        for polygon in every_feature(blueprint.layers[first])
    ]
    return np.concatenate(found)
