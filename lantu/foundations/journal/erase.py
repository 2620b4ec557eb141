"""Erase bodies: the content and its salt go, the entry and its commitment stay."""

from collections.abc import Sequence

from lantu.foundations.journal.models import Body


def erase(sequences: Sequence[int]) -> int:
    """Erase the bodies of entries and return how many still had one. Call it inside an act.

    Without its salt a commitment can no longer be compared with a guess.
    """
    whole = Body.objects.filter(entry_id__in=sequences, content__isnull=False)
    return whole.update(salt=None, content=None)
