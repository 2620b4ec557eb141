import json

from lantu.config.layer_sheet import print_blueprint, print_refusal
from lantu.geo.finding import Finding, Place, Severity
from lantu.geo.layerstore import open_blueprint, publish, write_layer
from tests.geo.layerstore.squares import city, description, squares

FINDING = Finding("store_absent", Severity.REFUSAL, Place(file="城市"))


def test_an_empty_city_has_an_empty_list(tmp_path, capsys):
    print_blueprint(open_blueprint(city(tmp_path)), as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert (told["blueprint"], told["composed_at"], told["layers"]) == (0, None, [])


def test_the_list_as_data_carries_the_whole_digest(tmp_path, capsys):
    store = city(tmp_path)
    version = write_layer(store, description(), squares())
    publish(store, [version], note="首次")
    print_blueprint(open_blueprint(store), as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert (told["city"], told["crs"], told["note"]) == ("试验市", "EPSG:4547", "首次")
    assert told["layers"][0]["digest"] == version.digest


def test_a_refusal_goes_to_the_error_stream(capsys):
    print_refusal((FINDING,), as_json=False)
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("城市：该目录中没有图层库")
