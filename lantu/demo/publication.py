"""A demo city drawn, written into a layer store and published as its first working blueprint."""

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from lantu.demo import catalogue, contradictions, footprints, zhengzhou
from lantu.demo.city import City, found_city
from lantu.demo.ground import EDITIONS
from lantu.geo.feature import FeatureTable
from lantu.geo.finding import Refused
from lantu.geo.layerstore import (
    LayerDescription,
    LayerVersion,
    Store,
    create,
    open_store,
    publish,
    write_layer,
)

CITY_NAME = "郑州市（演示）"
RECORD = "demo.json"
GENERATOR = 1  # counts up when the same seed draws another city
STEPS = 2 * len(catalogue.entries()) + 2

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of a city; `demo.json` in its folder says the same."""

    edition: str
    seed: int
    generator: int
    layers: int
    features: int
    vertices: int
    contradictions: int
    footprints: int
    blueprint: int


class ForeignFolder(Exception):
    """The folder holds something that is no demo city, and is left alone."""


def existing(root: Path, edition: str, seed: int) -> Made | None:
    """Return what the folder holds if it is this very city, complete."""
    record = root / RECORD
    if not record.is_file() or not _is_demo(root):
        return None
    made = Made(**json.loads(record.read_text("utf-8")))
    same = (made.edition, made.seed, made.generator) == (edition, seed, GENERATOR)
    return made if same else None


def clear(root: Path) -> None:
    """Remove an earlier or unfinished demo city.

    Raises:
        ForeignFolder: the folder holds anything else.
    """
    if not root.exists() or not any(root.iterdir()):
        return
    if not (root / RECORD).is_file() and not _is_demo(root):
        raise ForeignFolder(str(root))
    shutil.rmtree(root)


def _is_demo(root: Path) -> bool:
    try:
        return open_store(root).demo
    except Refused:
        return False


def drawn_layers(
    city: City, tell: Tell
) -> tuple[dict[str, FeatureTable], tuple[contradictions.Contradiction, ...]]:
    """Draw all layers of a city, with the contradictions planted."""
    tables = {}
    for entry, table in catalogue.draw(city):
        tables[entry.key] = table
        tell(f"绘制{entry.name}")
    return contradictions.plant(tables, city.seed)


def build(root: Path, edition: str, seed: int, tell: Tell) -> Made:
    """Draw a city, write its layers, publish them; the record is written last.

    Args:
        root: an empty or absent folder.
        edition: small or large.
        seed: the same seed draws the same city.
        tell: told each of `STEPS` steps when it is done.
    """
    city = found_city(EDITIONS[edition], seed)
    tell("布局山水、道路与村镇")
    tables, planted = drawn_layers(city, tell)
    store = create(
        root, name=CITY_NAME, crs=zhengzhou.MEASURING_CRS, boundary=city.ground.boundary, demo=True
    )
    versions = _write(store, city, tables, tell)
    number = publish(store, versions, note=f"演示城市 {edition}，seed {seed}")
    _write_planted(root, planted)
    lines = footprints.write_footprints(city, root / "footprints.parquet")
    made = Made(
        edition=edition,
        seed=seed,
        generator=GENERATOR,
        layers=len(versions),
        features=sum(version.feature_count for version in versions),
        vertices=sum(version.vertex_count for version in versions),
        contradictions=len(planted),
        footprints=lines,
        blueprint=number,
    )
    (root / RECORD).write_text(json.dumps(asdict(made), indent=1) + "\n", encoding="utf-8")
    tell("发布工作蓝图")
    return made


def _write(
    store: Store, city: City, tables: Mapping[str, FeatureTable], tell: Tell
) -> list[LayerVersion]:
    versions = []
    for entry in catalogue.entries():
        description = LayerDescription(
            key=entry.key,
            name=entry.name,
            as_of_on=entry.as_of_on,
            source=entry.source,
            accuracy_m=entry.accuracy_m,
            coverage=catalogue.coverage(city, entry),
            class_attribute=entry.class_attribute,
        )
        versions.append(write_layer(store, description, tables[entry.key]))
        tell(f"入库{entry.name}")
    return versions


def _write_planted(root: Path, planted: tuple[contradictions.Contradiction, ...]) -> None:
    rows = [asdict(one) for one in planted]
    text = json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    (root / "contradictions.json").write_text(text, encoding="utf-8")
