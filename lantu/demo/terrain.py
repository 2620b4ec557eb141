"""The lie of the land: how high, how dense; smooth fields from which everything else follows."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from lantu.demo import zhengzhou
from lantu.demo.chance import generator

Field = NDArray[np.float64]

# Ridges: east and north of both ends, height, half width; metres.
RIDGES = (
    (392_000, 3_816_000, 431_000, 3_822_000, 1050, 5200),
    (396_000, 3_799_000, 428_000, 3_797_000, 520, 4200),
    (404_000, 3_838_000, 440_000, 3_834_000, 420, 6500),
    (432_000, 3_812_000, 452_000, 3_826_000, 300, 5500),
    (392_000, 3_853_000, 462_000, 3_864_500, 90, 2300),
)


@dataclass(frozen=True, slots=True, eq=False)
class Noise:
    """Smooth noise as a sum of plane waves; between about −1 and 1."""

    directions: Field
    phases: Field
    weights: Field

    @classmethod
    def drawn(cls, chance: np.random.Generator, wave_m: float, octaves: int = 4) -> "Noise":
        """Draw noise whose longest waves measure `wave_m`; each octave halves them."""
        angles = chance.uniform(0, 2 * np.pi, (octaves, 5))
        lengths = (
            wave_m / 2.0 ** np.arange(octaves)[:, None] * chance.uniform(0.7, 1.4, (octaves, 5))
        )
        directions = np.stack([np.cos(angles), np.sin(angles)], axis=-1) / lengths[..., None]
        weights = np.repeat(0.55 ** np.arange(octaves), 5)
        phases = chance.uniform(0, 2 * np.pi, octaves * 5)
        return cls(2 * np.pi * directions.reshape(-1, 2), phases, weights / weights.sum() * 2)

    def at(self, points: Field) -> Field:
        """Return the noise at n points (n × 2)."""
        value = np.zeros(len(points))
        for direction, phase, weight in zip(
            self.directions, self.phases, self.weights, strict=True
        ):
            value += weight * np.sin(points @ direction + phase)
        return value


@dataclass(frozen=True, slots=True, eq=False)
class Terrain:
    """Height above the sea, and settlements that thicken toward their centres."""

    relief: Noise
    fringe: Noise
    centres: Field
    reaches_m: Field

    def elevation_m(self, points: Field) -> Field:
        """Return the height at n points: plains in the east, Songshan in the southwest."""
        height = 85 + np.clip(480_000 - points[:, 0], 0, None) * 1.6e-3
        for east, north, east_end, north_end, top, half_width in RIDGES:
            start, run = np.array([east, north]), np.array([east_end - east, north_end - north])
            share = np.clip((points - start) @ run / (run @ run), 0, 1)
            away = np.hypot(*(points - start - share[:, None] * run).T)
            height = height + top * np.exp(-((away / half_width) ** 2))
        return np.asarray(height * (1 + 0.22 * self.relief.at(points)))

    def density(self, points: Field) -> Field:
        """Return how built-up n points are: above 0.35 town, above 0.7 the inner city."""
        value = np.zeros(len(points))
        eastward = np.argsort(points[:, 0])
        easts = points[eastward, 0]
        for centre, reach_m in zip(self.centres, self.reaches_m, strict=True):
            span = np.searchsorted(easts, centre[0] + np.array([-2.6, 2.6]) * reach_m)
            near = eastward[span[0] : span[1]]
            away = np.hypot(*(points[near] - centre).T) / reach_m
            value[near] = np.maximum(value[near], np.exp(-(away**2)))
        ragged = value * (1 + 0.45 * self.fringe.at(points))
        return np.asarray(ragged / (1 + np.clip(self.elevation_m(points) - 260, 0, None) / 90))


def draw_terrain(seed: int, centres: Field, reaches_m: Field) -> Terrain:
    """Draw the terrain of a seed about the given town centres and their reaches."""
    relief = Noise.drawn(generator(seed, "relief"), 14_000)
    fringe = Noise.drawn(generator(seed, "fringe"), 5_200)
    return Terrain(relief, fringe, centres, reaches_m)


def town_centres(places: zhengzhou.Places, seed: int) -> tuple[Field, Field]:
    """Return the centres (n × 2) and reaches of the city, the county seats and the towns."""
    chance = generator(seed, "towns")
    inner = shapely.point_on_surface(places.geometries)
    centres = shapely.get_coordinates(inner) + chance.normal(0, 250, (len(inner), 2))
    codes = places.column("code")
    people = places.column("population").astype(float)
    reaches = 330 * np.sqrt(people / 10_000)
    seats = np.array([code[6] == "0" or code.endswith("100") for code in codes])
    reaches = np.where(seats, np.maximum(1900, reaches * 1.9), reaches)
    main = np.array([[466_300.0, 3_847_600.0], [478_500, 3_847_500], [490_500, 3_819_500]])
    wide = np.array([9_300.0, 6_200.0, 5_600.0])
    return np.vstack([main, centres]), np.concatenate([wide, reaches])
