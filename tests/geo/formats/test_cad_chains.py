import random
import time

from hypothesis import given
from hypothesis import strategies as st

from lantu.geo.formats.cad_chains import chains, with_loose_end
from lantu.geo.formats.cad_curves import flattened
from lantu.geo.formats.cad_entities import DrawnLine
from tests.geo.formats.samples import LOT

CORNERS = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]


def stretch(start, end, bulge=0.0, handle="1"):
    return DrawnLine("红线", handle, ((*start, bulge), (*end, 0.0)), False, False)


def sides(corners, handle="1"):
    return [
        stretch(one, other, handle=handle)
        for one, other in zip(corners, [*corners[1:], corners[0]], strict=True)
    ]


@given(st.integers(3, 40), st.randoms(use_true_random=False))
def test_sides_in_any_order_and_direction_make_the_ring(count, chance: random.Random):
    corners = [(float(at), float(at * at)) for at in range(count)]
    drawn = [
        one if chance.random() < 0.5 else stretch(one.vertices[1][:2], one.vertices[0][:2])
        for one in sides(corners)
    ]
    chance.shuffle(drawn)
    (ring,), left = chains(drawn)
    spots = [vertex[:2] for vertex in ring.vertices]
    start = spots.index(corners[0])
    turned = spots[start:] + spots[:start]
    assert turned in (corners, [corners[0], *reversed(corners[1:])])
    assert left == []


def test_arcs_keep_their_side_when_they_are_walked_backwards():
    bent = [stretch((0, 0), (10, 0), 1.0), stretch((0, 0), (10, 0), -1.0)]
    (ring,), _ = chains(bent)
    norths = [north for _, north in flattened(ring.vertices)]
    assert min(norths) < -4.9
    assert max(norths) > 4.9


def test_ends_within_half_a_millimetre_meet_and_others_do_not():
    near = sides(CORNERS)
    near[0] = stretch((0.0003, 0.0003), CORNERS[1])
    assert len(chains(near)[0]) == 1
    far = sides(CORNERS)
    far[0] = stretch((0.002, 0.0), CORNERS[1])
    assert chains(far) == ([], far)


def test_where_a_third_line_meets_nothing_is_joined():
    forked = [*sides(CORNERS), stretch(CORNERS[0], (99.0, 99.0))]
    assert chains(forked) == ([], forked)


def test_an_open_polyline_and_a_line_make_a_ring_together():
    three = DrawnLine("红线", "1", tuple((*at, 0.0) for at in CORNERS), False, False)
    (ring,), left = chains([three, stretch(CORNERS[3], CORNERS[0], handle="2")])
    assert len(ring.vertices) == 4
    assert [line.handle for line in ring.lines] == ["1", "2"]
    assert left == []


def test_lines_with_a_loose_end_are_found():
    three = sides(CORNERS)[:3]
    assert with_loose_end(three) == [three[0], three[2]]
    assert with_loose_end(sides(CORNERS)) == []


def test_several_rings_are_told_apart():
    corners = [tuple(at) for at in LOT.exterior.coords[:-1]]
    loose = stretch((500.0, 0.0), (501.0, 0.0))
    rings, left = chains([*sides(CORNERS), *sides(corners), loose])
    assert (len(rings), left) == (2, [loose])


def test_a_long_way_that_does_not_close_is_walked_once():
    way = [stretch((float(at), 0.0), (float(at + 1), 0.0)) for at in range(20_000)]
    began = time.process_time()
    assert chains(way)[0] == []
    assert time.process_time() - began < 5
