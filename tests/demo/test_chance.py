import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lantu.demo.chance import generator, mix, salt, uniform


@given(st.lists(st.integers(0, 2**64 - 1), min_size=1), st.integers(0, 2**64 - 1))
def test_luck_lies_between_zero_and_one_and_is_the_same_alone_and_in_company(keys, stream):
    keys = np.array(keys, dtype=np.uint64)
    together = uniform(keys, np.uint64(stream))
    assert ((together >= 0) & (together < 1)).all()
    assert together[-1] == uniform(keys[-1:], np.uint64(stream))[0]


def test_names_and_seeds_have_luck_of_their_own():
    assert len({salt(1, "a"), salt(2, "a"), salt(1, "b"), salt(1, "a", "b")}) == 4
    assert generator(1, "a").random() != generator(1, "b").random()
    assert generator(1, "a").random() == generator(1, "a").random()


def test_mixing_follows_the_published_sequence_of_splitmix():
    # First outputs for the seed 1234567, as published with Vigna's reference implementation.
    golden = 0x9E3779B97F4A7C15
    states = np.array([1234567, (1234567 + golden) % 2**64], dtype=np.uint64)
    assert mix(states).tolist() == [6457827717110365317, 3203168211198807973]


def test_luck_is_spread_evenly():
    luck = uniform(np.arange(20_000, dtype=np.uint64), salt(1, "spread"))
    assert np.abs(np.histogram(luck, 10, (0, 1))[0] - 2_000).max() < 250
