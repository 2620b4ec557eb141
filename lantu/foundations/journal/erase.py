"""Erase bodies: the content and its salt go, the entry and its commitment stay."""

from collections.abc import Sequence

from lantu.foundations.journal.models import Body
from lantu.foundations.journal.verifier import ERASED


def erase(sequences: Sequence[int]) -> list[int]:
    """Erase the bodies of entries and return those that still had one. Call it inside an act.

    Without its salt a commitment can no longer be compared with a guess. What an act of erasure
    says is never erased, so that it always tells which bodies may be gone.
    """
    whole = Body.objects.filter(entry_id__in=sequences, content__isnull=False)
    found = whole.exclude(entry__event=ERASED).order_by("entry_id")
    erased = list(found.values_list("entry_id", flat=True))
    Body.objects.filter(entry_id__in=erased).update(salt=None, content=None)
    return erased
