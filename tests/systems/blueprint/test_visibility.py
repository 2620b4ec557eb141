from datetime import date

from lantu.law.edition import shipped
from lantu.law.rows import Visibility
from lantu.systems.blueprint.visibility import seen_by
from tests.town import INITIATOR

DAY = date(2019, 9, 2)


def test_the_owner_sees_its_own_layer_whole_and_others_see_what_is_allowed(town):
    seen = {
        key: seen_by(town.unit(key), shipped(), DAY)["endangered_habitat"]
        for key in ("forestry", "education", INITIATOR)
    }
    assert seen == {
        "forestry": Visibility.GEOMETRY,
        "education": Visibility.AREA_ONLY,
        INITIATOR: Visibility.TRIGGER_ONLY,
    }


def test_every_layer_of_the_catalogue_has_an_answer(town):
    seen = seen_by(town.unit("parks"), shipped(), DAY)
    assert set(seen) == {layer.key for layer in shipped().layers}
