"""One red line against all layers of a city, beside PostGIS, on the same data in one run.

bin/bench check [--city DIR] [--scale 1.0] [--without-postgis] [--footprints N] [--write]

Without --city it takes the large demo city where that was built, else it makes a synthetic one.
"""

import argparse
import multiprocessing
import os
import platform
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import shapely

from bench import postgis, synthetic
from lantu.geo.layerstore import open_blueprint, open_store
from lantu.geo.overlap import measure
from lantu.geo.overlap_compiled import layer_areas

DOCUMENT = Path("docs/performance.md")
BEGIN, END = "<!-- bench check -->", "<!-- /bench check -->"
TOUCH_M2, RELATIVE = 1e-4, 1e-9
ORDINARY_VERTICES = 1_000
ROUNDS = 3


@dataclass(frozen=True)
class Measured:
    """What one of the two took, and what it found: {(layer, row): m²} a footprint."""

    name: str
    milliseconds: list[float]
    hits: list[dict[tuple[int, int], float]]
    facts: str = ""

    def percentiles(self) -> tuple[float, float, float]:
        p50, p95, most = np.percentile(self.milliseconds, [50, 95, 100])
        return float(p50), float(p95), float(most)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--city", type=Path)
    parser.add_argument("--scale", type=float, default=1.0, help="of the synthetic city")
    parser.add_argument("--footprints", type=int, default=500)
    parser.add_argument("--without-postgis", action="store_true")
    parser.add_argument("--write", action="store_true", help=f"put the table into {DOCUMENT}")
    arguments = parser.parse_args()
    folder = city(arguments)
    footprints = ordinary(read_footprints(folder))[: arguments.footprints]
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        ours = pool.apply(measure_ours, (folder, footprints))
    peers = []
    if not arguments.without_postgis and postgis.installed():
        peers = measure_postgis(folder, footprints)
    lines = [
        *heading(folder, footprints),
        *table(ours, peers),
        "",
        ours.facts,
        *equality(ours, peers),
    ]
    print("\n".join(lines))
    if peers:
        print(*(f"\n{postgis.query(1, variant)}" for variant in postgis.VARIANTS))
    if arguments.write:
        write(lines, peers)


def city(arguments: argparse.Namespace) -> Path:
    """The folder of the city to measure on, made where it is absent."""
    variable = Path(os.environ.get("LANTU_VAR", "var"))
    large = variable / "city" / "large"
    if arguments.city or (large / "footprints.parquet").is_file():
        return arguments.city or large
    folder = variable / "bench" / f"synthetic-{arguments.scale:g}"
    if not (folder / "footprints.parquet").is_file():
        synthetic.build(folder, arguments.scale, tell("writing"))
    return folder


def tell(what: str):
    began = time.monotonic()
    return lambda key: print(f"  {time.monotonic() - began:6.1f} s {what} {key}", file=sys.stderr)


def read_footprints(folder: Path):
    return shapely.from_wkb(pq.read_table(folder / "footprints.parquet")["geometry"].to_numpy())


def ordinary(footprints):
    """Without the giant one, which no office draws: it is for the tests of subdivision."""
    return footprints[shapely.get_num_coordinates(footprints) <= ORDINARY_VERTICES]


def measure_ours(folder: Path, footprints) -> Measured:
    """Measure in a process of its own: opening, then every footprint warm, the best of rounds."""
    began = time.perf_counter()
    blueprint = open_blueprint(open_store(folder))
    layers = list(blueprint.layers.values())
    measure(footprints[0], layers, kernel=layer_areas)
    opening = time.perf_counter() - began
    rounds, found = [], []
    for number in range(1 + ROUNDS):
        answers = [timed(footprint, layers) for footprint in footprints]
        if number == 0:
            found = [hits_of(overlaps) for _, overlaps in answers]
        else:
            rounds.append([milliseconds for milliseconds, _ in answers])
    return Measured("Lantu", np.min(rounds, axis=0).tolist(), found, facts(opening))


def timed(footprint, layers):
    began = time.perf_counter()
    overlaps = measure(footprint, layers, kernel=layer_areas)
    return (time.perf_counter() - began) * 1000, overlaps


def hits_of(overlaps) -> dict[tuple[int, int], float]:
    return {
        (number, row): area
        for number, overlap in enumerate(overlaps)
        for row, area in zip(overlap.rows.tolist(), overlap.areas_m2.tolist(), strict=True)
    }


def facts(opening: float) -> str:
    own, mapped = private_mib()
    return (
        f"Opening the blueprint and the first check: {opening:.2f} s. Private memory after all "
        f"checks: {own:.0f} MiB of our own, {mapped:.0f} MiB of clean pages mapped from files."
    )


def private_mib() -> tuple[float, float]:
    """Private memory of this process: what is ours, and what the page cache could drop."""
    kib = dict.fromkeys(("Private_Dirty", "Private_Clean"), 0)
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines()[1:]:
        name, value = line.split(":")
        if name in kib:
            kib[name] = int(value.split()[0])
    return kib["Private_Dirty"] / 1024, kib["Private_Clean"] / 1024


def measure_postgis(folder: Path, footprints) -> list[Measured]:
    layers = list(open_blueprint(open_store(folder)).layers.values())
    with postgis.cluster() as socket:
        version = postgis.load(socket, layers, tell("loading into PostGIS"))
        measured = []
        for variant in postgis.VARIANTS:
            times, hits = postgis.measure(socket, len(layers), variant, footprints, ROUNDS)
            measured.append(Measured(f"PostGIS, {variant}", times, hits, version))
    return measured


def heading(folder: Path, footprints) -> list[str]:
    blueprint = open_blueprint(open_store(folder))
    versions = [layer.version for layer in blueprint.layers.values()]
    return [
        f"{blueprint.store.name}: {len(versions)} layers, "
        f"{sum(one.feature_count for one in versions):,} polygons, "
        f"{sum(one.vertex_count for one in versions):,} vertices; {len(footprints)} red lines. "
        f"{date.today()}, {processor()}, {os.cpu_count()} cores, Python "
        f"{platform.python_version()}; one thread each, warm, "
        f"best of {ROUNDS}.",
        "",
    ]


def processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.split(": ")[1] for line in lines if line.startswith("model name")), "?")


def table(ours: Measured, peers: list[Measured]) -> list[str]:
    lines = ["| method | p50 ms | p95 ms | max ms | × p50 | × p95 |", "|---|---|---|---|---|---|"]
    own = ours.percentiles()
    for one in [ours, *peers]:
        p50, p95, most = one.percentiles()
        ratios = f"{p50 / own[0]:.1f} | {p95 / own[1]:.1f}"
        lines.append(f"| {one.name} | {p50:.2f} | {p95:.2f} | {most:.1f} | {ratios} |")
    return lines


def equality(ours: Measured, peers: list[Measured]) -> list[str]:
    """Compare hit by hit: every hit over the last kept digit in both, with the same area."""
    count = sum(len(hits) for hits in ours.hits)
    lines = [f"{count:,} hits in all."]
    for peer in peers:
        worst, strangers = differences(ours, peer)
        lines.append(f"{peer.name}: largest difference {worst:.1e} m², {strangers} hits differ.")
    return lines


def differences(ours: Measured, peer: Measured) -> tuple[float, int]:
    """The largest difference in m², and how many hits differ by more than is allowed."""
    worst, strangers = 0.0, 0
    for own, other in zip(ours.hits, peer.hits, strict=True):
        for key in own.keys() | other.keys():
            one, two = own.get(key, 0.0), other.get(key, 0.0)
            worst = max(worst, abs(one - two))
            strangers += abs(one - two) > TOUCH_M2 + RELATIVE * two
    return worst, strangers


def write(lines: list[str], peers: list[Measured]) -> None:
    """Put the table between the two marks of the document."""
    text = DOCUMENT.read_text("utf-8")
    before, rest = text.split(BEGIN)
    sql = [f"\n{one.facts}" for one in peers[:1]]
    middle = "\n".join([BEGIN, "", *lines, *sql, "", END])
    DOCUMENT.write_text(before + middle + rest.split(END)[1], "utf-8")


if __name__ == "__main__":
    main()
