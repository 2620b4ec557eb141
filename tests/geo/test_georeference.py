import numpy as np
import pytest
from shapely import Polygon

from lantu.geo.finding import Refused
from lantu.geo.georeference import fit

PIXELS = [(100.0, 100.0), (900.0, 120.0), (880.0, 700.0), (110.0, 690.0)]


def on_plane(points, *, off=()):
    """Turn, stretch and move pixels: half a metre each, rows counted downwards."""
    moved = [(465_000 + 0.5 * x + 0.02 * y, 3_846_000 - 0.5 * y + 0.01 * x) for x, y in points]
    return [(e + (3.0 if at in off else 0.0), n) for at, (e, n) in enumerate(moved)]


def test_what_fits_is_laid_where_it_belongs():
    found = fit(PIXELS, on_plane(PIXELS))
    assert found.error_m == pytest.approx(0.0, abs=1e-6)
    moved = found.moved(Polygon([(100, 100), (300, 100), (300, 300)]))
    assert np.allclose(moved.exterior.coords[0], on_plane([(100, 100)])[0])


def test_a_point_that_is_off_shows_in_the_residuals():
    found = fit(PIXELS, on_plane(PIXELS, off=(2,)))
    assert found.error_m > 0.5


@pytest.mark.parametrize(
    ("pixels", "code"),
    [
        (PIXELS[:2], "control_points_few"),
        ([(0, 0), (10, 10), (20, 20)], "control_points_in_line"),
    ],
)
def test_points_that_fix_nothing_are_refused(pixels, code):
    with pytest.raises(Refused) as refused:
        fit(pixels, on_plane(pixels))
    assert refused.value.findings[0].code == code
