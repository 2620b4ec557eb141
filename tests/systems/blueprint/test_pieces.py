from datetime import date
from pathlib import Path

import pytest

from lantu.geo.formats import read
from lantu.geo.layerstore import open_blueprint, open_store
from lantu.law.edition import shipped
from lantu.law.rows import Visibility
from lantu.systems.blueprint.check import check, red_line_limits
from lantu.systems.blueprint.pieces import pieces_of

REDLINES = Path(__file__).parent.parent.parent.parent / "demo" / "redlines"
DAY = date(2019, 9, 2)


@pytest.fixture(scope="module")
def made(small_city):
    reading = read(REDLINES / "green_line.txt", limits=red_line_limits(shipped(), DAY))
    blueprint = open_blueprint(open_store(small_city))
    return check(reading, blueprint, edition=shipped(), checked_on=DAY)


def test_a_piece_is_as_large_as_the_check_says(made):
    pieces = {p.layer: p for p in pieces_of(made.footprint, made.blueprint, made.verdict.rows, {})}
    green = pieces["greening_green_line"]
    assert green.geometry.area == pytest.approx(green.area_m2, abs=0.01)
    assert "land_status" not in pieces


def test_where_shapes_are_not_seen_there_is_no_piece(made):
    seen = {"greening_green_line": Visibility.AREA_ONLY}
    pieces = pieces_of(made.footprint, made.blueprint, made.verdict.rows, seen)
    assert "greening_green_line" not in {piece.layer for piece in pieces}
