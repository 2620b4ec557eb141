import numpy as np
import pytest
import shapely

from lantu.geo.feature import FeatureTable

SQUARES = shapely.box([0, 1], [0, 0], [1, 2], [1, 1])


def test_columns_of_unequal_length_are_refused():
    with pytest.raises(ValueError, match="column use has 1 rows, keys has 2"):
        FeatureTable(np.array(["a", "b"]), SQUARES, {"use": np.array([7])})


def test_keys_that_repeat_are_refused():
    with pytest.raises(ValueError, match="not unique"):
        FeatureTable(np.array(["a", "a"]), SQUARES)


def test_the_length_is_the_number_of_features():
    assert len(FeatureTable(np.array(["a", "b"]), SQUARES)) == 2
