"""Who may propose and publish: those who keep the law here. A higher floor says who they are."""

from rules.predicates import Predicate

from lantu.foundations.acts.actor import Actor
from lantu.foundations.acts.policy import is_account, is_system, permission, predicate
from lantu.foundations.lawbook.models import LocalEdition

_KEEPERS: list[Predicate] = []


def let_keep(keepers: Predicate) -> None:
    """Say who keeps the law: a predicate over the actor. Until it is said, nobody does."""
    if keepers not in _KEEPERS:
        _KEEPERS.append(keepers)


@predicate
def is_keeper(actor: Actor) -> bool:
    """Somebody whom a higher floor lets keep the law."""
    return any(keepers.test(actor) for keepers in _KEEPERS)


@predicate
def is_second_person(actor: Actor, edition: LocalEdition | None) -> bool:
    """Another person than the one who proposed."""
    return edition is None or actor.account_id != edition.proposed_by


permission("lawbook.edition.propose", is_system | (is_account & is_keeper))
permission("lawbook.edition.withdraw", is_system | (is_account & is_keeper))
permission("lawbook.edition.publish", is_account & is_keeper & is_second_person)
permission("lawbook.edition.retire", is_account & is_keeper & is_second_person)
permission("lawbook.edition.adopt", is_system)
