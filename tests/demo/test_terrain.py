import numpy as np

from lantu.demo import terrain, zhengzhou
from lantu.demo.chance import generator

SONGSHAN, EASTERN_PLAIN = [415_000.0, 3_819_500.0], [505_000.0, 3_840_000.0]
CENTRE, FIELDS = [466_300.0, 3_847_600.0], [500_000.0, 3_858_000.0]


def test_songshan_is_high_and_the_eastern_plain_is_low(city):
    high, low = city.ground.terrain.elevation_m(np.array([SONGSHAN, EASTERN_PLAIN]))
    assert high > 700
    assert low < 150


def test_towns_thicken_toward_their_centres(city):
    steps = np.array(CENTRE) + np.linspace(0, 14_000, 8)[:, None] * [-1, 0]
    density = city.ground.terrain.density(steps)
    assert density[0] > 0.6
    assert density[-1] < 0.35
    assert city.ground.terrain.density(np.array([FIELDS]))[0] < 0.35


def test_noise_is_smooth():
    noise = terrain.Noise.drawn(generator(1, "test"), 1_000)
    line = np.column_stack([np.arange(0, 5_000, 5.0), np.zeros(1_000)])
    assert np.abs(np.diff(noise.at(line))).max() < 0.2


def test_every_township_has_a_centre_and_larger_towns_reach_further():
    places = zhengzhou.townships()
    centres, reaches = terrain.town_centres(places, 1)
    assert len(centres) == len(reaches) == len(places.geometries) + 3
    people = places.column("population")
    towns = np.array(
        [code[6] != "0" and not code.endswith("100") for code in places.column("code")]
    )
    assert np.corrcoef(people[towns], reaches[3:][towns])[0, 1] > 0.9


def test_another_seed_raises_other_hills():
    centres, reaches = terrain.town_centres(zhengzhou.townships(), 1)
    one, other = (terrain.draw_terrain(seed, centres, reaches) for seed in (1, 2))
    assert one.elevation_m(np.array([SONGSHAN])) != other.elevation_m(np.array([SONGSHAN]))
