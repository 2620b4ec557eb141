"""PostGIS beside us: a cluster of its own in a temporary folder, reached by a socket only."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import shapely

BINARIES = Path("/usr/lib/postgresql/15/bin")
LARGEST_PIECE = 256
SETTINGS = {
    "shared_buffers": "2GB",
    "work_mem": "64MB",
    "maintenance_work_mem": "1GB",
    "effective_cache_size": "8GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "8GB",
    "listen_addresses": "''",
    "lc_messages": "C",
}
LOAD = f"""
CREATE TABLE {{table}} AS
  SELECT feature, geom FROM incoming WHERE ST_NPoints(geom) <= {LARGEST_PIECE}
  UNION ALL
  SELECT feature, ST_Subdivide(geom, {LARGEST_PIECE}) FROM incoming
  WHERE ST_NPoints(geom) > {LARGEST_PIECE};
CREATE INDEX ON {{table}} USING gist (geom);
VACUUM ANALYZE {{table}};
DROP TABLE incoming;
"""
ONE_LAYER = """  SELECT {number} AS layer, feature, {area} AS area
  FROM {table} WHERE {meets}"""
QUERY = """PREPARE measure (geometry) AS
SELECT layer, feature, sum(area) FROM (
{layers}
) AS hits GROUP BY layer, feature;"""
VARIANTS = {
    "ST_Intersects": ("ST_Area(ST_Intersection(geom, $1))", "ST_Intersects(geom, $1)"),
    "ST_Intersects, covered pieces whole": (
        "CASE WHEN ST_CoveredBy(geom, $1) THEN ST_Area(geom)"
        " ELSE ST_Area(ST_Intersection(geom, $1)) END",
        "ST_Intersects(geom, $1)",
    ),
    "boxes only": ("ST_Area(ST_Intersection(geom, $1))", "geom && $1"),
}


def installed() -> bool:
    return (BINARIES / "postgres").is_file() and shutil.which("psql") is not None


@contextmanager
def cluster() -> Iterator[Path]:
    """Start a cluster in a temporary folder; yield the folder of its socket."""
    with tempfile.TemporaryDirectory(prefix="bench-postgis-") as name:
        folder = Path(name)
        if os.getuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        data = folder / "data"
        as_postgres(BINARIES / "initdb", "-D", data, "--auth=trust", "-U", "bench", "-E", "UTF8")
        options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
        options += f" -k {folder}"
        as_postgres(
            BINARIES / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"
        )
        try:
            psql(folder, "CREATE EXTENSION postgis;")
            yield folder
        finally:
            as_postgres(BINARIES / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")


def as_postgres(*words: object) -> None:
    """Run a program as the user postgres when we are root, who may not run a server."""
    user = "postgres" if os.getuid() == 0 else None
    command = [str(word) for word in words]
    done = subprocess.run(command, user=user, cwd="/", capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stdout}{done.stderr}")


def psql(folder: Path, text: str | bytes) -> str:
    """Run SQL; return what it prints, unaligned."""
    script = text.encode() if isinstance(text, str) else text
    command = ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", str(folder),
               "-U", "bench", "-d", "postgres"]  # fmt: skip
    done = subprocess.run(command, input=script, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.decode())
    return done.stdout.decode()


def load(folder: Path, layers, tell) -> str:
    """Load every layer into a table of its own: large polygons cut, GiST, analysed."""
    for number, layer in enumerate(layers):
        psql(folder, "CREATE UNLOGGED TABLE incoming (feature integer, geom geometry);")
        rows = np.arange(len(layer.feature_keys))
        for some in np.array_split(rows, len(rows) // 20_000 + 1):
            hexes = shapely.to_wkb(layer.geometry(some), hex=True)
            lines = "\n".join(f"{row}\t{wkb}" for row, wkb in zip(some, hexes, strict=True))
            psql(folder, f"COPY incoming FROM STDIN;\n{lines}\n\\.\n")
        psql(folder, LOAD.format(table=table_name(number)))
        tell(layer.key)
    return psql(folder, "SELECT postgis_lib_version() || ', PostgreSQL ' || version();").strip()


def table_name(number: int) -> str:
    return f"layer_{number:02}"


def query(count: int, variant: str) -> str:
    """The statement that measures one footprint against all layers."""
    area, meets = VARIANTS[variant]
    parts = [
        ONE_LAYER.format(number=number, table=table_name(number), area=area, meets=meets)
        for number in range(count)
    ]
    return QUERY.format(layers="\n  UNION ALL\n".join(parts))


def measure(folder: Path, count: int, variant: str, footprints, rounds: int):
    """Measure every footprint once to warm up, then in rounds.

    Returns:
        The best milliseconds and the hits {(layer number, row): m²}, one a footprint.
    """
    asked = [f"EXECUTE measure('{wkb}');" for wkb in shapely.to_wkb(footprints, hex=True)]
    script = [query(count, variant), *asked, "\\timing on"]
    for _ in range(rounds):
        for statement in asked:
            script += ["\\echo begin", statement]
    answers = psql(folder, "\n".join([*script, ""])).split("begin\n")[1:]
    times = np.array([float(re.search(r"Time: ([\d.]+) ms", answer)[1]) for answer in answers])
    best = times.reshape(rounds, len(asked)).min(axis=0)
    return best.tolist(), [hits(answer) for answer in answers[: len(asked)]]


def hits(answer: str) -> dict[tuple[int, int], float]:
    rows = (line.split("|") for line in answer.splitlines() if "|" in line)
    return {(int(layer), int(feature)): float(area) for layer, feature, area in rows if area}
