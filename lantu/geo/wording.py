"""Chinese sentences for the codes of measuring. Findings carry codes and facts; words lie in YAML.

Every folder of `lantu.geo` may hold a wording.yaml; a code is worded once.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from lantu.geo.finding import Fact, Finding, Place, Severity

PLACES = (
    ("line", "第 {} 行"),
    ("layer", "图层“{}”"),
    ("entity", "实体 {}"),
    ("feature", "图斑“{}”"),
    ("field", "字段“{}”"),
    ("ring", "第 {} 圈"),
    ("point", "点 {}"),
)


@cache
def sentences() -> Mapping[str, str]:
    """Return the sentence of every code.

    Raises:
        ValueError: two files word the same code.
    """
    merged: dict[str, str] = {}
    for path in sorted(Path(__file__).parent.rglob("wording.yaml")):
        content = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        twice = merged.keys() & content.keys()
        if twice:
            raise ValueError(f"{path}: {sorted(twice)[0]} is worded elsewhere too")
        merged.update(content)
    return merged


def sentence(finding: Finding) -> str:
    """Say where and what a finding is, what to do next, and the repair that is proposed."""
    where = place_words(finding.place)
    words = sentences()[finding.code].format_map(_said(finding.facts))
    if finding.repair is not None:
        done = "建议修复" if finding.severity is Severity.REFUSAL else "读取时已处理"
        words += f"{done}：{sentences()[f'repair.{finding.repair}']}"
    return f"{where}：{words}" if where else words


def place_words(place: Place) -> str:
    """Say a place, from the file down to the point."""
    values = [(words, getattr(place, name)) for name, words in PLACES]
    parts = [words.format(value) for words, value in values if value is not None]
    return " ".join([*([place.file] if place.file else []), *parts])


def _said(facts: Mapping[str, Fact]) -> dict[str, str]:
    return {
        name: PHRASES[name](str(fact)) if name in PHRASES else _value(fact)
        for name, fact in facts.items()
    }


def _value(fact: Fact) -> str:
    return f"{fact:.10g}" if isinstance(fact, float) else str(fact)


def _reason(text: str) -> str:
    """Say in Chinese what GEOS says of an invalid border, north first as surveyors do."""
    words, _, spot = text.partition("[")
    said = sentences().get(f"geos.{words.strip()}", words.strip())
    try:
        east, north = map(float, spot.rstrip("]").split())
    except ValueError:
        return said
    return f"{said}，位于 X={north:.3f}，Y={east:.3f}"


def _look(kind: str) -> str:
    return sentences()[f"look.{kind}"]


# Facts that are words of their own and stand inside a sentence.
PHRASES = {"reason": _reason, "look": _look}
