"""The folder of sample red lines: files, what is expected of them by Shapely, and a guide."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
import yaml
from numpy.typing import NDArray

from lantu.demo import catalogue
from lantu.demo.broken_redlines import FAULTS, draw_broken
from lantu.demo.city import City
from lantu.demo.redline_files import WRITERS
from lantu.demo.redlines import Redline, draw_redlines, largest
from lantu.geo.feature import FeatureTable

OCCUPIED, TOUCHED, NO_DATA = "压占", "压边", "无数据"
TOUCH_AREA_M2 = 1.0
LEAST_AREA_M2 = 0.00005
WHOLE_SHARE = 0.999999
GUIDE = Path(__file__).parent / "samples.md"


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a sample red line should give: its area, and every layer that is not simply clear."""

    file: str
    title: str
    area_m2: float
    layers: Mapping[str, Mapping[str, Any]]


def write_samples(city: City, tables: Mapping[str, FeatureTable], directory: Path) -> int:
    """Write the good and the broken red lines, expected.yaml and README.md; return how many."""
    broken = directory / "broken"
    broken.mkdir(parents=True, exist_ok=True)
    redlines = draw_redlines(city, tables)
    expectations = [_write_redline(city, tables, redline, directory) for redline in redlines]
    for name, content in draw_broken(city, largest(redlines[0].shape)).items():
        (broken / name).write_bytes(content)
    (directory / "expected.yaml").write_text(expected_text(expectations), encoding="utf-8")
    (directory / "README.md").write_text(_guide(expectations), encoding="utf-8")
    return len(expectations) + len(FAULTS)


def expected_text(expectations: list[Expectation]) -> str:
    """Return the expectations as YAML; areas in square metres, rounded to a hundredth."""
    head = "# 由 Shapely 量得，与本系统的面积算法无关；未列出的图层为未压占。\n"
    rows = [
        {"file": row.file, "title": row.title, "area_m2": row.area_m2, "layers": dict(row.layers)}
        for row in expectations
    ]
    return head + yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=100)


def expected_layers(
    city: City, tables: Mapping[str, FeatureTable], shape: shapely.Geometry
) -> dict[str, dict[str, Any]]:
    """Measure a shape on every layer by Shapely alone; clear layers are left out."""
    found: dict[str, dict[str, Any]] = {}
    for entry in catalogue.entries():
        area_m2 = _met_m2(tables[entry.key].geometries, shape)
        if area_m2 > LEAST_AREA_M2:
            judgement = OCCUPIED if area_m2 > TOUCH_AREA_M2 else TOUCHED
            found[entry.key] = {"judgement": judgement, "area_m2": round(area_m2, 2)}
        elif _covered_share(city, entry, shape) < WHOLE_SHARE:
            found[entry.key] = {"judgement": NO_DATA, "area_m2": 0.0}
    return found


def _write_redline(
    city: City, tables: Mapping[str, FeatureTable], redline: Redline, directory: Path
) -> Expectation:
    ending, writer = WRITERS[redline.style]
    content, said = writer(redline.shape, "演示地块")
    name = redline.name + ending
    (directory / name).write_bytes(content)
    layers = expected_layers(city, tables, said)
    return Expectation(name, redline.title, round(float(shapely.area(said)), 2), layers)


def _met_m2(geometries: NDArray[Any], shape: shapely.Geometry) -> float:
    near = geometries[shapely.intersects(geometries, shape)]
    return float(shapely.area(shapely.union_all(shapely.intersection(near, shape))))


def _covered_share(city: City, entry: catalogue.Entry, shape: shapely.Geometry) -> float:
    extent = catalogue.coverage(city, entry)
    if extent is None:
        return 1.0
    return float(shapely.area(shapely.intersection(extent, shape)) / shapely.area(shape))


def _guide(expectations: list[Expectation]) -> str:
    good = "\n".join(f"| `{row.file}` | {row.title} | {row.area_m2:.2f} |" for row in expectations)
    broken = "\n".join(f"| `broken/{name}` | {fault} |" for name, fault in FAULTS.items())
    return GUIDE.read_text("utf-8").format(good=good, broken=broken)
