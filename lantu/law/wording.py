"""Chinese sentences for the codes of the law. Rules return codes and facts; words lie in YAML."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from lantu.law.strict import Malformed, read_yaml

Fact = str | int | float | bool | date | None


class Code(StrEnum):
    """A code that has a sentence in a wording.yaml; a test holds that every member has one."""


class Refused(ValueError):
    """Something that the law cannot take: a code, its facts, and the sentence that says so."""

    def __init__(self, code: Code, **facts: Fact) -> None:
        super().__init__(sentence(code, facts))
        self.code = code
        self.facts = facts


@cache
def sentences() -> Mapping[str, str]:
    """Return the sentence of every code, from all wording.yaml files of the law.

    Raises:
        Malformed: two files word the same code.
    """
    merged: dict[str, str] = {}
    for path in sorted(Path(__file__).parent.rglob("wording.yaml")):
        content = read_yaml(path)
        if not isinstance(content, dict):
            raise Malformed(f"{path.parent.name}/{path.name}：应是“代码: 句子”")
        twice = merged.keys() & content.keys()
        if twice:
            raise Malformed(f"{path.parent.name}/{path.name}：{sorted(twice)[0]} 已在别处写过")
        merged.update({str(code): str(words) for code, words in content.items()})
    return merged


def sentence(code: str, facts: Mapping[str, Fact]) -> str:
    """Say a code and its facts in Chinese."""
    return sentences()[str(code)].format_map({name: said(fact) for name, fact in facts.items()})


def said(fact: Fact) -> str:
    """Say one fact: a day in Chinese, a number without needless digits."""
    if isinstance(fact, date):
        return chinese_date(fact)
    return f"{fact:.10g}" if isinstance(fact, float) else str(fact)


def chinese_date(day: date) -> str:
    """A date as it stands in an official sentence."""
    return f"{day.year}年{day.month}月{day.day}日"
