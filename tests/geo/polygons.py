"""Polygons for property tests: real shapes at real coordinates, holes and parts included."""

import numpy as np
import shapely
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from shapely import MultiPolygon, Polygon

# Eastings and northings of Zhengzhou, with and without zone prefix, and of nowhere in particular.
ORIGINS = ((0.0, 0.0), (465698.2782, 3846545.0574), (38465698.2782, 3846545.0574), (-7e6, 9.9e6))


def same_area(measured: float, expected: float) -> bool:
    """Whether an area is right to the tolerance promised beside GEOS."""
    return abs(measured - expected) <= 1e-6 + 1e-9 * expected


def area_by_geos(first: shapely.Geometry, second: shapely.Geometry) -> float:
    """The area of the intersection that GEOS builds, near the origin.

    At coordinates of 10⁷ m GEOS places the crossings of nearly coincident borders so coarsely that
    its areas stray by square decimetres (rational arithmetic shows it); moved to the origin, which
    costs no digit, it is a fair witness.
    """
    if first.is_empty or second.is_empty:
        return 0.0
    corner = np.floor(np.minimum(first.bounds[:2], second.bounds[:2]))
    moved = [shapely.transform(area, lambda points: points - corner) for area in (first, second)]
    return float(shapely.intersection(*map(shapely.make_valid, moved)).area)


def only_polygons(geometry: shapely.Geometry) -> MultiPolygon:
    """The areal parts of a geometry."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return MultiPolygon([part for part in parts if isinstance(part, Polygon) and part.area > 0])


@st.composite
def areas(draw: st.DrawFn, largest: int = 60) -> MultiPolygon:
    """A valid multipolygon: one or two stars with spikes, often with a hole."""
    origin = np.array(draw(st.sampled_from(ORIGINS)))
    return draw(areas_at(origin, largest))


@st.composite
def areas_at(draw: st.DrawFn, origin: np.ndarray, largest: int = 60) -> MultiPolygon:
    stars = []
    for _ in range(draw(st.integers(1, 2))):
        count = draw(st.integers(3, largest))
        radius = draw(arrays(float, count, elements=st.floats(1, 500, width=32)))
        centre = origin + draw(arrays(float, 2, elements=st.floats(-400, 400, width=32)))
        angle = np.linspace(0, 2 * np.pi, count, endpoint=False)
        shell = centre + radius[:, None] * np.column_stack((np.cos(angle), np.sin(angle)))
        star = shapely.make_valid(Polygon(shell))
        if draw(st.booleans()):
            star = star.difference(shapely.Point(centre).buffer(radius.min() / 2, quad_segs=3))
        stars.append(star)
    return only_polygons(shapely.union_all(stars))


@st.composite
def pairs(draw: st.DrawFn) -> tuple[MultiPolygon, MultiPolygon]:
    """Two areas near each other; one in four pairs shares borders or is moved by a hair."""
    origin = np.array(draw(st.sampled_from(ORIGINS)))
    first = draw(areas_at(origin))
    kind = draw(st.sampled_from(("apart", "apart", "cut", "moved")))
    if kind == "apart":
        return first, draw(areas_at(origin))
    if kind == "cut":
        other = draw(areas_at(origin))
        return first, only_polygons(first.difference(other))
    step = draw(st.sampled_from((0.0, 1e-9, 1e-6, 1e-3, 0.5)))
    return first, only_polygons(shapely.transform(first, lambda points: points + step))
