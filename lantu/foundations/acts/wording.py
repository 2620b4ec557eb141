"""Codes and refusals of everything above the law, with their Chinese sentences in wording.yaml."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

import lantu
from lantu.law import wording as law_wording
from lantu.law.strict import Malformed, read_yaml

Fact = law_wording.Fact
FLOORS = ("foundations", "systems", "web")


class Code(StrEnum):
    """A code that has a sentence in a wording.yaml beside it; a test holds that every one has."""


class Refused(law_wording.Refused):
    """Something that cannot be done: a code, its facts, and the sentence that says so."""

    def __init__(self, code: Code, **facts: Fact) -> None:
        ValueError.__init__(self, sentence(code, facts))
        self.code = code  # type: ignore[assignment]
        self.facts = facts


@cache
def sentences() -> Mapping[str, str]:
    """Return the sentence of every code of the foundations and systems.

    Raises:
        Malformed: two files word the same code.
    """
    root = Path(lantu.__file__).parent
    merged: dict[str, str] = {}
    for path in sorted(path for floor in FLOORS for path in (root / floor).rglob("wording.yaml")):
        content = read_yaml(path)
        if not isinstance(content, dict):
            raise Malformed(f"{path.parent.name}/{path.name}：应是“代码: 句子”")
        twice = merged.keys() & content.keys()
        if twice:
            raise Malformed(f"{path.parent.name}/{path.name}：{min(twice)} 已在别处写过")
        merged.update({str(code): str(words) for code, words in content.items()})
    return merged


def sentence(code: str, facts: Mapping[str, Fact]) -> str:
    """Say a code and its facts in Chinese."""
    said = {name: law_wording.said(fact) for name, fact in facts.items()}
    return sentences()[str(code)].format_map(said)
