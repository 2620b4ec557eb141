"""Which projects a person follows, and when they last looked at each."""

from datetime import datetime
from uuid import UUID

from lantu.foundations.projects.models import Watch


def follow(account_id: UUID, project_id: UUID, at: datetime) -> None:
    """Follow a project from now on; a second time changes nothing.

    Args:
        account_id: the person.
        project_id: a project that the person's unit sees, which is the caller's to ask.
        at: the moment, from which on everything is new.
    """
    Watch.objects.get_or_create(
        account_id=account_id, project_id=project_id, defaults={"seen_at": at}
    )


def unfollow(account_id: UUID, project_id: UUID) -> None:
    """Follow a project no longer."""
    Watch.objects.filter(account_id=account_id, project_id=project_id).delete()


def look(account_id: UUID, project_id: UUID, at: datetime) -> bool:
    """Remember that a person looked at a project; return whether they follow it."""
    watched = Watch.objects.filter(account_id=account_id, project_id=project_id)
    return bool(watched.update(seen_at=at))


def followed(account_id: UUID) -> dict[UUID, datetime]:
    """Return the projects that a person follows, each with the moment of the last look."""
    return dict(Watch.objects.filter(account_id=account_id).values_list("project_id", "seen_at"))
