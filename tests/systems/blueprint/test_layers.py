from datetime import date

from lantu.geo.layerstore import open_blueprint, open_store
from lantu.law.edition import shipped
from lantu.law.rows import Visibility
from lantu.systems.blueprint.layers import shown_layers

DAY = date(2019, 9, 2)


def test_a_layer_whose_shapes_are_not_seen_has_no_address_and_a_hidden_one_no_line(small_city):
    blueprint = open_blueprint(open_store(small_city))
    seen = {layer.key: Visibility.GEOMETRY for layer in shipped().layers}
    seen |= {"gas_supply": Visibility.AREA_ONLY, "security_control": Visibility.HIDDEN}
    shown = {one.key: one for one in shown_layers(blueprint, seen, shipped(), DAY)}
    assert "security_control" not in shown
    assert (shown["gas_supply"].digest, shown["gas_supply"].is_there) == ("", True)
    assert shown["wetland"].digest == blueprint.layers["wetland"].digest
    assert shown["endangered_habitat"].is_outdated
