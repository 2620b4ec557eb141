"""Red lines on their way in: read once, kept as files for a day, and nothing written to a table.

A draft belongs to the account that brought it. Its reading, refused or not, lies beside the bytes,
so that a page can be looked at again without reading a stranger's file again.
"""

import json
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from shapely import MultiPolygon

from lantu.foundations.acts.gate import ActFault, Missing
from lantu.geo.finding import Finding, Refused, Severity
from lantu.geo.formats import start
from lantu.geo.formats.exchange import decode, encode
from lantu.geo.formats.reading import Reading
from lantu.geo.layerstore import Blueprint
from lantu.geo.quality import Examination, examine
from lantu.law.edition import Edition
from lantu.systems.blueprint.check import red_line_limits

KEPT_S = 86_400
HOUR_S = 3_600
LONGEST_NAME = 96
FACTS, READING = "draft.json", "reading.json"


@dataclass(frozen=True, slots=True)
class Draft:
    """A red line that was brought in and not yet entered anywhere.

    Attributes:
        id: its key.
        folder: where its files lie.
        file: what the file was called.
        crs: what the applicant says the CRS is; empty where the file tells it.
        accepted: the repairs accepted so far, by the number of their finding.
    """

    id: UUID
    folder: Path
    file: str
    crs: str
    accepted: tuple[int, ...] = ()

    @property
    def content(self) -> bytes:
        """The bytes as they came in."""
        return (self.folder / "source").read_bytes()

    @property
    def reading(self) -> Reading:
        """What was read.

        Raises:
            Refused: the file could not be taken; the findings say why and where.
        """
        return decode((self.folder / READING).read_bytes())


@dataclass(frozen=True, slots=True)
class Examined:
    """A draft as it was examined: what was found, and the footprint where it can be measured."""

    reading: Reading | None
    examination: Examination | None
    findings: tuple[Finding, ...]
    footprint: MultiPolygon | None
    is_repaired: bool

    @property
    def repairs(self) -> tuple[int, ...]:
        """The numbers of the findings for which a repair is proposed and awaits a word."""
        return tuple(
            number
            for number, one in enumerate(self.findings)
            if one.repair is not None and one.severity is Severity.REFUSAL
        )


def keep_draft(
    account_id: UUID,
    content: bytes,
    *,
    file: str,
    edition: Edition,
    on: date,
    crs: str = "",
    encoding: str | None = None,
) -> Draft:
    """Read a red line and keep it as a draft of an account.

    Args:
        account_id: who brings it.
        content: the bytes as they came in.
        file: what the file is called; nothing of it is taken but its last part.
        edition: the law, which says how large it may be.
        on: the day whose limits apply.
        crs: what the applicant says the CRS is.
        encoding: of its texts, where the applicant says it.
    """
    _sweep(account_id)
    name = Path(file.replace("\\", "/")).name[:LONGEST_NAME] or "红线"
    draft = Draft(uuid4(), Path(), name, crs)
    draft = replace(draft, folder=_folder(account_id) / str(draft.id))
    named = draft.folder / "in" / name
    named.parent.mkdir(parents=True)
    named.write_bytes(content)
    answer: Reading | Refused
    try:
        answer = start(named, limits=red_line_limits(edition, on), encoding=encoding).result()
    except Refused as refusal:
        answer = refusal
    (draft.folder / READING).write_bytes(encode(answer))
    named.rename(draft.folder / "source")
    _note(draft)
    return draft


def open_draft(account_id: UUID, draft_id: UUID) -> Draft:
    """Return a draft of an account.

    Raises:
        Missing: there is none, it is another's, or its day is over.
    """
    folder = _folder(account_id) / str(draft_id)
    try:
        facts = json.loads((folder / FACTS).read_text("utf-8"))
    except FileNotFoundError as error:
        raise Missing(ActFault.MISSING, noun="红线草稿") from error
    accepted = tuple(facts["accepted"])
    return Draft(draft_id, folder, facts["file"], facts["crs"], accepted)


def accept_repairs(draft: Draft, numbers: Sequence[int]) -> Draft:
    """Note which proposed repairs a person accepts, by the number of the finding."""
    accepted = replace(draft, accepted=tuple(sorted(set(numbers))))
    _note(accepted)
    return accepted


def declare_crs(draft: Draft, crs: str) -> Draft:
    """Note what a person says the CRS is; repairs have to be accepted anew."""
    declared = replace(draft, crs=crs, accepted=())
    _note(declared)
    return declared


def examined(draft: Draft, blueprint: Blueprint, edition: Edition, on: date) -> Examined:
    """Examine a draft; a repaired footprint is given once each proposed repair was accepted."""
    try:
        reading = draft.reading
    except Refused as refusal:
        return Examined(None, None, refusal.findings, None, False)
    found = examine(
        reading,
        measuring_crs=blueprint.store.crs,
        city_boundary=blueprint.store.boundary,
        limits=red_line_limits(edition, on),
        crs=draft.crs or None,
    )
    findings = (*reading.findings, *found.findings)
    made = Examined(reading, found, findings, None, False)
    if any(one.severity is Severity.REFUSAL and one.repair is None for one in findings):
        return made
    if not made.repairs:
        return replace(made, footprint=found.footprint or found.repaired)
    if set(made.repairs) <= set(draft.accepted):
        return replace(made, footprint=found.repaired, is_repaired=found.repaired is not None)
    return made


def drafts_within_an_hour(account_id: UUID) -> int:
    """Return how many red lines an account brought in during the last hour."""
    since = time.time() - HOUR_S
    folder = _folder(account_id)
    if not folder.is_dir():
        return 0
    return sum(1 for path in folder.iterdir() if path.stat().st_ctime > since)


def _folder(account_id: UUID) -> Path:
    return Path(settings.VARIABLE_DIRECTORY, "drafts", str(account_id))


def _note(draft: Draft) -> None:
    facts = {"file": draft.file, "crs": draft.crs, "accepted": list(draft.accepted)}
    (draft.folder / FACTS).write_text(json.dumps(facts, ensure_ascii=False), "utf-8")


def _sweep(account_id: UUID) -> None:
    """Remove what is older than a day."""
    folder = _folder(account_id)
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if path.stat().st_mtime < time.time() - KEPT_S:
            shutil.rmtree(path, ignore_errors=True)
