from lantu.law.edition import shipped
from lantu.law.rows import Visibility
from lantu.systems.blueprint.sheet import seen_rows
from tests.systems.blueprint.test_pieces import made

__all__ = ("made",)
ALL = {layer.key: Visibility.GEOMETRY for layer in shipped().layers}


def rows(made, **seen):
    return {row.layer: row for row in seen_rows(made, {**ALL, **seen}, shipped())}


def test_what_is_seen_whole_tells_area_class_and_article(made):
    row = rows(made)["greening_green_line"]
    assert row.area_m2 > 4000
    assert row.classes
    assert row.citation == "D1 二(一)"
    assert row.shows_shape


def test_an_area_alone_names_no_class_and_a_hint_no_area(made):
    some = rows(
        made, greening_green_line=Visibility.AREA_ONLY, green_space_plan=Visibility.TRIGGER_ONLY
    )
    assert some["greening_green_line"].area_m2 > 4000
    assert some["greening_green_line"].classes == ()
    assert not some["greening_green_line"].shows_shape
    assert some["green_space_plan"].area_m2 is None


def test_a_hidden_layer_leaves_no_trace(made):
    assert "greening_green_line" not in rows(made, greening_green_line=Visibility.HIDDEN)
