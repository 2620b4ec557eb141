from datetime import timedelta

from lantu.foundations.acts.clock import now
from lantu.foundations.deliveries.queries import inbox_of, pending, proof, receipts_of, undelivered
from lantu.law.coordination.delivery import Proof
from tests.town import later, post_all


def test_what_waits_is_carried_oldest_first(letter):
    first = letter()
    later(minutes=5)
    second = letter("parks")
    assert [attempt.message for attempt in pending()] == [first, second]
    post_all()
    assert list(pending()) == []


def test_an_inbox_shows_the_newest_first_and_only_its_own(letter, town):
    first = letter()
    later(minutes=5)
    second = letter()
    letter("parks")
    assert list(inbox_of(town.unit("forestry").id)) == [second, first]


def test_receipts_are_what_was_accepted_and_when(letter):
    message = letter()
    assert [one.proof for one in receipts_of(message)] == [Proof.INBOX]
    later(minutes=5)
    post_all()
    receipts = {one.proof: one.at for one in receipts_of(message)}
    assert receipts == {
        Proof.INBOX: now() - timedelta(minutes=5),
        Proof.SECOND_CHANNEL: now(),
    }
    assert {one["said"] for one in proof(message)} == {"", "250 OK"}


def test_reminders_are_never_among_what_has_to_be_delivered(letter):
    message = letter()
    letter(purpose="reminder")
    assert list(undelivered()) == [message]
