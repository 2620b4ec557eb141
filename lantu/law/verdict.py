"""What a rule concluded, on which basis, with a receipt by which it can be judged again."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from lantu.law.citation import Citation
from lantu.law.edition import Edition
from lantu.law.strict import plain
from lantu.law.wording import Fact


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule found: a code, its facts, and the article it rests on."""

    code: str
    citation: Citation
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was judged and by which law: digests that anyone can make again."""

    rule: str
    judged_on: date
    inputs_digest: str
    edition_digest: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome with its findings and receipt."""

    outcome: str
    findings: tuple[Finding, ...]
    receipt: Receipt

    @property
    def basis(self) -> tuple[Citation, ...]:
        """The articles the findings rest on, each once, in order."""
        return tuple(sorted({finding.citation for finding in self.findings}))


@dataclass(frozen=True, slots=True)
class Difference:
    """A stored verdict that would be judged otherwise today."""

    receipt: Receipt
    was: str
    now: str


def canonical(value: object) -> bytes:
    """Return sorted JSON in UTF-8 of plain data or frozen rows: equal values, equal bytes."""
    return json.dumps(
        plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def digest(value: object) -> str:
    """Return the SHA-256 of the canonical bytes of a value, in hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()


def receipt(rule: str, inputs: object, *, edition: Edition, judged_on: date) -> Receipt:
    """Make the receipt of a judgement."""
    return Receipt(rule, judged_on, digest(inputs), edition.digest)


def rejudge(was: Verdict, inputs: object, judge: Callable[[], Verdict]) -> Difference | None:
    """Judge a stored verdict again, from its stored inputs, by the law of today.

    Args:
        was: the stored verdict.
        inputs: the stored inputs, whose digest has to be that of the receipt.
        judge: judges the same inputs again, by whatever edition it was given.

    Returns:
        The difference in outcome or findings, or None.

    Raises:
        ValueError: the inputs are not those of the receipt.
    """
    if digest(inputs) != was.receipt.inputs_digest:
        raise ValueError("输入与回执的摘要不符：这不是当时判定所据的输入")
    now = judge()
    if (now.outcome, now.findings) == (was.outcome, was.findings):
        return None
    return Difference(was.receipt, _summary(was), _summary(now))


def _summary(verdict: Verdict) -> str:
    codes = "、".join(sorted({finding.code for finding in verdict.findings}))
    return f"{verdict.outcome}（{codes}）" if codes else verdict.outcome
