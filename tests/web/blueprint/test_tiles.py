import gzip
import json

from lantu.geo.tiles import NORTH_EDGE_M, edge_m
from lantu.systems.blueprint.city import working_blueprint

LEVEL = 5
PLACE = (
    f"{LEVEL}/{int(465_000 // edge_m(LEVEL))}/{int((NORTH_EDGE_M - 3_846_000) // edge_m(LEVEL))}"
)


def address(key):
    return f"/tiles/{working_blueprint().layers[key].digest}/{PLACE}.json"


def test_a_tile_comes_packed_and_may_be_kept_for_ever(enter):
    client = enter("parks")
    answer = client.get(address("land_status"), headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert "immutable" in answer["Cache-Control"]
    content = json.loads(gzip.decompress(answer.content))
    assert len(content["features"]) > 10
    plain = client.get(address("land_status"))
    assert json.loads(plain.content) == content


def test_tiles_of_a_layer_whose_shapes_are_hidden_are_not_there(enter):
    assert enter("parks").get(address("gas_supply")).status_code == 404
    assert enter("urban_management").get(address("gas_supply")).status_code == 200


def test_there_is_no_tile_beyond_the_finest_level_nor_of_an_unknown_version(enter):
    client = enter("parks")
    assert client.get(f"/tiles/{'0' * 64}/{PLACE}.json").status_code == 404
    beyond = address("wetland").replace(f"/{LEVEL}/", "/9/")
    assert client.get(beyond).status_code == 404
