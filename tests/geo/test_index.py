import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lantu.geo.index import build, hilbert_order, search


@given(st.integers(0, 2000), st.integers(0, 2**32 - 1))
@settings(max_examples=80, deadline=None)
def test_the_tree_finds_what_a_look_at_every_box_finds(count, seed):
    random = np.random.default_rng(seed)
    low = random.uniform(0, 1000, (count, 2)).round(1)
    boxes = np.hstack((low, low + random.uniform(0, 60, (count, 2)).round(1)))
    boxes = boxes[hilbert_order(boxes)]
    tree = build(boxes)
    box = np.array([300, 300, 420.5, 380])
    meets = (boxes[:, :2] < box[2:]).all(axis=1) & (boxes[:, 2:] > box[:2]).all(axis=1)
    assert search(tree, box).tolist() == np.flatnonzero(meets).tolist()


def test_the_hilbert_curve_visits_every_cell_next_to_the_last():
    columns, rows = np.meshgrid(np.arange(16.0), np.arange(16.0))
    centres = np.column_stack((columns.ravel(), rows.ravel()))
    order = hilbert_order(np.hstack((centres, centres)))
    steps = np.abs(np.diff(centres[order], axis=0)).sum(axis=1)
    assert steps.tolist() == [1] * 255
