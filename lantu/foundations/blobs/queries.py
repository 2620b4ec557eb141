"""Read files: which are damaged, which nobody names."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from lantu.foundations.blobs import store
from lantu.foundations.blobs.models import Blob

UNNAMED_AFTER = timedelta(days=1)


def damaged() -> Iterator[Blob]:
    """Yield the files whose bytes are gone or are not what their digest names."""
    for blob in Blob.objects.filter(purged_at__isnull=True).order_by("digest").iterator():
        try:
            store.read(blob.digest)
        except OSError:
            yield blob


def unnamed(now: datetime | None = None) -> Iterator[Path]:
    """Yield files that no row names and that are older than a day: what a crash left behind."""
    limit = (now or datetime.now(UTC)) - UNNAMED_AFTER
    known = set(Blob.objects.filter(purged_at__isnull=True).values_list("digest", flat=True))
    for path in sorted(store.folder().rglob("*")):
        old = datetime.fromtimestamp(path.stat().st_mtime, UTC) < limit
        if path.is_file() and path.name not in known and old:
            yield path
