from types import SimpleNamespace

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.policy import may
from lantu.foundations.deliveries.policy import is_of_sender
from tests.town import INITIATOR, LEAD, PERSONS


def test_messages_are_sent_by_the_platform_and_by_no_person(town):
    assert may(SYSTEM, "deliveries.message.send", town.unit("forestry"))
    assert not may(town.actor(LEAD, "signer"), "deliveries.message.send", town.unit("forestry"))
    assert not may(town.actor(LEAD, "signer"), "deliveries.attempt.answer")


def test_the_proof_of_a_letter_is_logged_by_registrar_or_clerk_of_its_sender(letter, town):
    message = letter()
    for verb in ("deliveries.message.log_call", "deliveries.message.serve_paper"):
        allowed = [
            (unit, person)
            for unit in ("forestry", LEAD, INITIATOR)
            for person in sorted(PERSONS)
            if may(town.actor(unit, person), verb, message)
        ]
        assert allowed == [(LEAD, "clerk"), (LEAD, "registrar"), (LEAD, "second_registrar")]


def test_what_nobody_sent_is_proved_by_nobody(town):
    assert not is_of_sender.test(town.actor(LEAD, "clerk"), SimpleNamespace(sender_id=None))
    assert not is_of_sender.test(SYSTEM, SimpleNamespace(sender_id=None))
