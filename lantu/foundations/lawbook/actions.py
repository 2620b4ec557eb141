"""Propose, withdraw, publish and retire local editions; keep what is in force."""

from uuid import UUID

from django.db import IntegrityError, transaction

from lantu.foundations.acts.gate import Act, action
from lantu.foundations.acts.wording import Code, Refused
from lantu.foundations.lawbook.content import added, read_content
from lantu.foundations.lawbook.events import (
    EditionAdopted,
    EditionProposed,
    EditionPublished,
    EditionRetired,
    EditionWithdrawn,
)
from lantu.foundations.lawbook.models import EditionInForce, LocalEdition, Standing
from lantu.foundations.lawbook.queries import current
from lantu.law.edition import Edition, combined, shipped
from lantu.law.strict import Malformed


class EditionFault(Code):
    """Why a local edition cannot take its next step."""

    SAME_PERSON = "lawbook.same_person"
    NOT_DRAFT = "lawbook.not_draft"
    NOT_IN_CONFLICT = "lawbook.not_in_conflict"


@action("lawbook.edition.propose")
def propose_edition(act: Act, *, content: str, note: str, citation: str) -> LocalEdition:
    """Propose rows to be added to the law in force.

    Args:
        act: the open act.
        content: YAML, table names each with its rows as the program's own files hold them.
        note: what it is, in one sentence.
        citation: the document it comes from.

    Raises:
        Refused: with every fault of the content.
    """
    act.require()
    text = content.replace("\r\n", "\n")
    rows = read_content(text)
    added(current(), rows)
    edition = act.create(
        LocalEdition(
            content=text,
            digest=rows.digest,
            note=note,
            citation=citation,
            proposed_by=act.actor.account_id,
            proposed_at=act.at,
        )
    )
    act.record(EditionProposed(edition.id, edition.digest), (edition,))
    return edition


@action("lawbook.edition.withdraw")
def withdraw_edition(act: Act, *, edition_id: UUID) -> LocalEdition:
    """Withdraw a draft."""
    edition = act.get(LocalEdition, edition_id)
    act.require(edition)
    _require_draft(edition)
    edition.withdrawn_at = act.at
    act.save(edition, "withdrawn_at")
    act.record(EditionWithdrawn(edition.id), (edition,))
    return edition


@action("lawbook.edition.publish")
def publish_edition(act: Act, *, edition_id: UUID) -> LocalEdition:
    """Put a draft into force. Another person than the proposer does it.

    Raises:
        Refused: it is the same person, or it no longer fits what is in force.
    """
    _one_at_a_time()
    edition = act.get(LocalEdition, edition_id)
    _require_second_person(act, edition)
    act.require(edition)
    _require_draft(edition)
    before = current()
    after = added(before, read_content(edition.content))
    edition.published_by, edition.published_at = act.actor.account_id, act.at
    act.save(edition, "published_by", "published_at")
    _keep(act, before)
    _keep(act, after)
    act.record(EditionPublished(edition.id, before.digest, after.digest), (edition,))
    return edition


@action("lawbook.edition.retire")
def retire_edition(act: Act, *, edition_id: UUID) -> LocalEdition:
    """Let the shipped edition stand where a local one contradicts it; `adopt` it then.

    Raises:
        Refused: there is no contradiction to decide.
    """
    _one_at_a_time()
    edition = act.get(LocalEdition, edition_id)
    _require_second_person(act, edition)
    act.require(edition)
    if edition.standing is not Standing.PUBLISHED or not contradicts_shipped(edition):
        raise Refused(EditionFault.NOT_IN_CONFLICT)
    edition.retired_by, edition.retired_at = act.actor.account_id, act.at
    act.save(edition, "retired_by", "retired_at")
    act.record(EditionRetired(edition.id), (edition,))
    return edition


@action("lawbook.edition.adopt")
def adopt_edition(act: Act) -> None:
    """Keep the edition in force, which a new version of the program may have brought."""
    act.require()
    _one_at_a_time()
    edition = current()
    if _keep(act, edition):
        act.record(EditionAdopted(edition.digest))
    else:
        act.abandon()


def _one_at_a_time() -> None:
    """Wait until nobody else changes what is in force: the next query sees what they did."""
    list(LocalEdition.objects.select_for_update().order_by("id").values_list("id"))


def _keep(act: Act, edition: Edition) -> bool:
    """Keep the bytes of an edition that came into force; False when it is the one in force."""
    while True:
        newest = EditionInForce.objects.order_by("-place").first()
        if newest is not None and newest.digest == edition.digest:
            return False
        place = 1 if newest is None else newest.place + 1
        digest, canonical = edition.digest, edition.canonical
        kept = EditionInForce(place=place, digest=digest, canonical=canonical, from_at=act.at)
        try:
            with transaction.atomic():
                act.create(kept)
        except IntegrityError:
            continue  # another program that starts was quicker: look again
        return True


def _require_second_person(act: Act, edition: LocalEdition) -> None:
    if act.actor.account_id is not None and act.actor.account_id == edition.proposed_by:
        raise Refused(EditionFault.SAME_PERSON)


def _require_draft(edition: LocalEdition) -> None:
    if edition.standing is not Standing.DRAFT:
        raise Refused(EditionFault.NOT_DRAFT, standing=str(edition.standing.value))


def contradicts_shipped(edition: LocalEdition) -> bool:
    """Return whether a local edition claims what the shipped one says otherwise."""
    try:
        combined(shipped(), read_content(edition.content))
    except Malformed:
        return True
    return False
