"""Purge what should never have come in: file, geometry and bodies go, the commitments stay."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import shapely
from django.db.models import Q
from shapely import MultiPolygon

from lantu.foundations.acts.actions import erase_bodies
from lantu.foundations.acts.gate import Act, Request, action
from lantu.foundations.acts.record import Record
from lantu.foundations.acts.wording import Code, Refused
from lantu.foundations.blobs import store
from lantu.foundations.blobs.actions import BlobFault, purge_blob
from lantu.foundations.blobs.models import Blob
from lantu.foundations.journal.models import Body, Subject
from lantu.foundations.projects.events import SpillPurged
from lantu.foundations.projects.models import Footprint

PURGED_NAME = "（已清除）"
MOST_UPLOADS = 50


class PurgeFault(Code):
    """Why nothing can be purged."""

    NOTHING = "projects.nothing_to_purge"


@dataclass(frozen=True, slots=True)
class Upload:
    """What is known of an upload by its digest: its names, and what was made of it."""

    digest: str
    names: tuple[str, ...]
    size_bytes: int | None
    statement: str
    reviewer: str
    projects: tuple[str, ...]
    line_count: int
    purged_at: datetime | None
    purged_for: str


def uploads_named(words: str) -> list[Upload]:
    """Return the uploads of a name, or the one of a digest; purged ones by their digest alone."""
    digests = Blob.objects.filter(Q(name__icontains=words) | Q(digest=words))
    sources = Footprint.objects.filter(Q(source_name__icontains=words) | Q(source=words))
    known = {*digests.values_list("digest", flat=True), *sources.values_list("source", flat=True)}
    return [_upload(digest) for digest in sorted(known)[:MOST_UPLOADS]]


def upload_of(digest: str) -> Upload | None:
    """Return what is known of an upload, or None where nothing is."""
    return next((one for one in uploads_named(digest) if one.digest == digest), None)


def _upload(digest: str) -> Upload:
    blob = Blob.objects.filter(digest=digest).first()
    lines = list(Footprint.objects.filter(source=digest).select_related("project").order_by("id"))
    known: Blob | Footprint = blob or lines[0]
    names = [*([blob.name] if blob else []), *(line.source_name for line in lines)]
    return Upload(
        digest=digest,
        names=tuple(dict.fromkeys(names)),
        size_bytes=blob.size_bytes if blob else None,
        statement=known.get_statement_display() if known.statement else "",
        reviewer=known.reviewer,
        projects=tuple(dict.fromkeys(line.project.name for line in lines)),
        line_count=len(lines),
        purged_at=known.purged_at,
        purged_for=known.purged_for,
    )


def purge_spill(by: Request, *, digest: str, reason: str) -> int:
    """Purge an upload by the digest of its file, then take the bytes; return how many records went.

    Killed in between, the bytes lie there without a row that keeps them, and a second call, or the
    sweep of unnamed files, takes them.

    Raises:
        Refused: no reason is given, or nothing is known by this digest.
    """
    count = purge(by, digest=digest, reason=reason)
    store.remove(digest)
    return count


@action("projects.spill.purge")
def purge(act: Act, *, digest: str, reason: str) -> int:
    """Empty every red line that was read from a file, and say that the file's bytes go.

    The bodies of the entries that told of them are erased; the entries, with their commitments and
    digests, stay, so that the chain still verifies and tells what was purged, when and why.

    Args:
        act: the open act.
        digest: the SHA-256 of the file.
        reason: why it has to go; it must not repeat what was secret.

    Raises:
        Refused: no reason is given, or nothing is known by this digest.
    """
    act.require()
    if not reason.strip():
        raise Refused(BlobFault.REASON_MISSING)
    lines = list(Footprint.objects.select_for_update().filter(source=digest).order_by("id"))
    blobs = list(Blob.objects.select_for_update().filter(digest=digest))
    if not lines and not blobs:
        raise Refused(PurgeFault.NOTHING, digest=digest)
    told = _entries_that_tell_of([*lines, *blobs])
    for line in lines:
        _empty(act, line, reason)
    for blob in blobs:
        if blob.purged_at is None:
            purge_blob(act, blob_id=blob.id, reason=reason)
        blob.refresh_from_db()
        blob.name = PURGED_NAME
        act.save(blob, "name")
    act.record(SpillPurged(digest, len(lines), reason), (*lines, *blobs))
    erase_bodies(act, sequences=told, reason=reason)
    return len(lines) + len(blobs)


def _empty(act: Act, line: Footprint, reason: str) -> None:
    line.geometry = shapely.to_wkb(MultiPolygon())
    line.source_name, line.purged_at, line.purged_for = PURGED_NAME, act.at, reason
    act.save(line, "geometry", "source_name", "purged_at", "purged_for")


def _entries_that_tell_of(records: Iterable[Record]) -> list[int]:
    """Return the entries whose bodies hold what these records were, in their order."""
    rows = {(one._meta.db_table, str(one.pk)) for one in records}
    about = Subject.objects.filter(record__in=[key for _, key in rows]).values_list("entry_id")
    bodies = Body.objects.filter(entry_id__in=about, content__isnull=False).order_by("entry_id")
    return [
        body.entry_id
        for body in bodies
        if body.content is not None
        and any(
            (table, key) in rows for table, key, _ in json.loads(bytes(body.content))["changes"]
        )
    ]
