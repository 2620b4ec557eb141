"""Chinese sentences for findings: where, what, and what to do next."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from lantu.geo.finding import Finding, Place


@cache
def sentences() -> Mapping[str, str]:
    """Return the sentence of every code and repair, from all wording.yaml files of this floor."""
    merged: dict[str, str] = {}
    for path in sorted(Path(__file__).parent.rglob("wording.yaml")):
        merged.update(yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader))
    return merged


def sentence(finding: Finding) -> str:
    """Say a finding in Chinese: the place first, then what, then the proposed repair."""
    words = sentences()[finding.code].format_map(finding.facts)
    where = place_words(finding.place)
    said = f"{where}：{words}" if where else words
    if finding.repair is not None:
        said += f" 建议修复：{sentences()[f'repair.{finding.repair}']}"
    return said


def place_words(place: Place) -> str:
    """Say a place as a person would point to it."""
    parts = [
        place.file or "",
        "" if place.line is None else f"第 {place.line} 行",
        "" if place.feature is None else f"地块“{place.feature}”",
        "" if place.ring is None else f"第 {place.ring} 圈",
        "" if place.point is None else f"点 {place.point}",
        "" if place.field is None else f"字段“{place.field}”",
    ]
    return " ".join(part for part in parts if part)
