"""What is wrong, or worth knowing, about a file: codes and facts with the place they were met."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Fact = str | int | float | bool | None


class Severity(StrEnum):
    """How far a finding reaches."""

    REFUSAL = "refusal"  # nothing is stored
    WARNING = "warning"  # a person has to look
    NOTE = "note"  # said, nothing to do


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something was met. Numbers count from 1, as a person counts.

    Layer and entity (by its handle) are those of a drawing.
    """

    file: str | None = None
    line: int | None = None
    feature: str | None = None
    field: str | None = None
    ring: int | None = None
    point: str | None = None
    layer: str | None = None
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about a file: a code, its facts, its place, and a repair where one is proposed.

    `code` names a sentence in wording.yaml; `repair` names the sentence of the proposed repair,
    which is never applied silently.
    """

    code: str
    severity: Severity
    place: Place = Place()
    facts: Mapping[str, Fact] = field(default_factory=dict)
    repair: str | None = None


class Refused(Exception):
    """An input that cannot be taken; carries the findings that say why and where."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(", ".join(finding.code for finding in findings))
        self.findings = findings
