"""The city as the layers see it: parcels with what is known of them, and ways to pick and shape."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from lantu.demo.chance import generator, mix, salt, uniform
from lantu.demo.cuts import Pieces, cut
from lantu.demo.ground import Edition, Ground, lay_ground, parcel_rules
from lantu.demo.skeleton import Corridor
from lantu.demo.terrain import Field, Noise
from lantu.geo.feature import FeatureTable

TOWN_DENSITY = 0.35
IDENTICAL, MOVED = 0.85, 0.05  # the rest is redrawn
LEAST_MOVE_M, MOST_MOVE_M = 0.01, 0.5

Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Parcels:
    """Pieces of land with the facts that planning hangs on."""

    pieces: Pieces
    ground: Ground

    @property
    def geometries(self) -> NDArray[Any]:
        """The polygons."""
        return self.pieces.geometries

    @cached_property
    def centres(self) -> Field:
        """Centroids (n × 2)."""
        return np.asarray(shapely.get_coordinates(shapely.centroid(self.geometries)))

    @cached_property
    def areas_m2(self) -> Field:
        """Plane areas."""
        return np.asarray(shapely.area(self.geometries))

    @cached_property
    def density(self) -> Field:
        """How built-up."""
        return self.ground.terrain.density(self.centres)

    @cached_property
    def elevation_m(self) -> Field:
        """Height above the sea."""
        return self.ground.terrain.elevation_m(self.centres)

    @cached_property
    def village(self) -> Mask:
        """Whether in a village."""
        return self.ground.is_village(self.centres) & ~self.town

    @cached_property
    def town(self) -> Mask:
        """Whether in a town."""
        return np.asarray(self.density > TOWN_DENSITY)

    @cached_property
    def homes(self) -> NDArray[np.int64]:
        """Index of the township."""
        return self.ground.block_homes[self.pieces.blocks]

    def luck(self, stream: str) -> Field:
        """Return one number in [0, 1) a parcel, its own for every stream."""
        return uniform(self.pieces.paths, salt(self.ground.seed, stream))

    def patchy_luck(self, stream: str, wave_m: float, grain: float = 0.35) -> Field:
        """Return luck in [0, 1) that neighbours share, evenly spread: patches of about `wave_m`."""
        noise = Noise.drawn(generator(self.ground.seed, "patch", stream), wave_m, 3)
        mixed = noise.at(self.centres) + grain * (self.luck(stream) - 0.5)
        return np.asarray(np.argsort(np.argsort(mixed, kind="stable"), kind="stable") / len(mixed))


@dataclass(frozen=True, eq=False)
class City:
    """A demo city before its layers are drawn."""

    ground: Ground

    @property
    def scale(self) -> float:
        """How many times more facilities than in the small edition."""
        return float(self.ground.edition.fineness**0.55)

    @property
    def seed(self) -> int:
        """The seed of all chance."""
        return self.ground.seed

    @cached_property
    def parcels(self) -> Parcels:
        """The land as it is: every block cut by the common rules."""
        return self.cut(1.0)

    @cached_property
    def quarters(self) -> Parcels:
        """Large pieces without streets, for plans of quarters; as coarse in all editions."""
        return self.cut(3.0 * self.ground.edition.fineness, lanes=False)

    def cut(self, coarser: float, *, lanes: bool = True) -> Parcels:
        """Cut all blocks, `coarser` times larger than parcels, with the common borders."""
        rules = parcel_rules(self.ground, coarser=coarser, lanes=lanes)
        return Parcels(cut(self.ground.blocks, self.ground.block_keys, rules), self.ground)

    def derived(self, layer: str, coarser: float, chosen: Mask | None = None) -> Parcels:
        """Cut blocks as another bureau did: most borders copied, some moved, some redrawn.

        Of the blocks 85 % keep their borders to the bit, 5 % have them moved by 0.01 to 0.5 m and
        10 % are drawn anew.
        """
        index = np.arange(len(self.ground.blocks)) if chosen is None else np.flatnonzero(chosen)
        keys = self.ground.block_keys[index]
        luck = uniform(keys, salt(self.seed, layer, "borders"))
        moved = (luck >= IDENTICAL) & (luck < IDENTICAL + MOVED)
        redrawn = luck >= IDENTICAL + MOVED
        reach = uniform(keys, salt(self.seed, layer, "shift"))
        shifts = np.where(
            moved, LEAST_MOVE_M / 0.3 + reach * (MOST_MOVE_M - LEAST_MOVE_M / 0.3), 0.0
        )
        keys = np.where(redrawn, mix(keys ^ salt(self.seed, layer, "redrawn")), keys)
        pieces = cut(
            self.ground.blocks[index], keys, parcel_rules(self.ground, coarser=coarser), shifts
        )
        return Parcels(
            Pieces(pieces.geometries, index[pieces.blocks], pieces.paths, pieces.lanes), self.ground
        )

    def generator(self, *names: str) -> np.random.Generator:
        """Return the chance of a named layer."""
        return generator(self.seed, *names)

    def district_of(self, geometries: NDArray[Any]) -> NDArray[Any]:
        """Return the name of the district that each shape's inner point lies in."""
        tree = shapely.STRtree(self.ground.townships.geometries)
        return self.district_names(tree.nearest(shapely.point_on_surface(geometries)))

    def corridors(self, *kinds: str) -> list[Corridor]:
        """Return the corridors of some kinds."""
        return [corridor for corridor in self.ground.corridors if corridor.kind in kinds]

    def clipped(
        self, geometries: NDArray[Any]
    ) -> tuple[NDArray[Any], NDArray[np.int64], NDArray[np.int64]]:
        """Clip shapes to the townships: polygons, indices of their shapes and townships."""
        cells = self.ground.townships.geometries
        shape, home = shapely.STRtree(cells).query(geometries, predicate="intersects")
        order = np.lexsort((home, shape))
        shape, home = shape[order], home[order]
        parts, index = shapely.get_parts(
            shapely.intersection(geometries[shape], cells[home]), return_index=True
        )
        solid = (shapely.get_type_id(parts) == 3) & (shapely.area(parts) > 1.0)
        return parts[solid], shape[index[solid]], home[index[solid]]

    def district_names(self, homes: NDArray[np.int64]) -> NDArray[Any]:
        """Return the names of the districts of townships."""
        return self._districts[homes]

    @cached_property
    def _districts(self) -> NDArray[Any]:
        from lantu.demo import zhengzhou

        districts = zhengzhou.districts()
        names = dict(zip(districts.column("code"), districts.column("name"), strict=True))
        return np.array([names[code[:6]] for code in self.ground.townships.column("code")])


def found_city(edition: Edition, seed: int) -> City:
    """Lay out the city of an edition and seed."""
    return City(lay_ground(edition, seed))


def table(prefix: str, geometries: Any, attributes: Mapping[str, Any]) -> FeatureTable:
    """Return a feature table whose keys count up from 1 behind a prefix."""
    shapes = np.asarray(geometries, dtype=object)
    keys = np.array([f"{prefix}-{number:07d}" for number in range(1, len(shapes) + 1)])
    return FeatureTable(
        keys, shapes, {name: np.asarray(values) for name, values in attributes.items()}
    )


def ranked(luck: Field, mask: Mask, count: float) -> NDArray[np.int64]:
    """Return up to `count` indices of the mask, those of the lowest luck, in index order."""
    allowed = np.flatnonzero(mask)
    best = allowed[np.argsort(luck[allowed], kind="stable")[: round(count)]]
    return np.sort(best)


def by_shares(luck: Field, shares: Mapping[str, float]) -> NDArray[Any]:
    """Return for each luck the name whose share of [0, 1) it falls in; shares are scaled to 1."""
    names = np.array(list(shares))
    edges = np.cumsum(list(shares.values())) / sum(shares.values())
    return names[np.minimum(np.searchsorted(edges, luck, side="right"), len(names) - 1)]


def rippled(
    geometries: NDArray[Any], seed: int, name: str, *, step_m: float, wave_m: float
) -> NDArray[Any]:
    """Bend outlines by a smooth field, so that they wander as natural borders do.

    The field's gradient stays under one, which maps the plane onto itself without folds; where
    a corner too sharp for the step folds all the same, the outline stays as it was.
    """
    east = Noise.drawn(generator(seed, "ripple", name, "east"), wave_m, 3)
    north = Noise.drawn(generator(seed, "ripple", name, "north"), wave_m, 3)
    reach_m = wave_m * 0.024

    def bend(points: Field) -> Field:
        return points + reach_m * np.column_stack([east.at(points), north.at(points)])

    bent = shapely.transform(shapely.segmentize(geometries, step_m), bend)
    return np.where(shapely.is_valid(bent), bent, geometries)


def merged(
    geometries: NDArray[Any], groups: NDArray[Any], *, closing_m: float, least_m2: float
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Merge shapes group by group, closing gaps up to twice `closing_m`; drop small remains."""
    grown = shapely.buffer(geometries, closing_m, quad_segs=1, join_style="mitre", mitre_limit=2.0)
    shapes, names = [], []
    for group in np.unique(groups):
        whole = shapely.buffer(
            shapely.union_all(grown[groups == group], grid_size=0.01),
            -closing_m,
            join_style="mitre",
            mitre_limit=2.0,
        )
        parts = shapely.get_parts(shapely.simplify(whole, 2.0))
        parts = parts[(shapely.area(parts) > least_m2) & shapely.is_valid(parts)]
        shapes.append(parts)
        names.append(np.repeat(group, len(parts)))
    return np.concatenate(shapes), np.concatenate(names)
