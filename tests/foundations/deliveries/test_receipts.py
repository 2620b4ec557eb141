from datetime import timedelta

import pytest

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.clock import now
from lantu.foundations.acts.gate import Request
from lantu.foundations.acts.policy import Denied
from lantu.foundations.acts.wording import Refused
from lantu.foundations.deliveries.models import Result, Way
from lantu.foundations.deliveries.queries import proof, undelivered
from lantu.foundations.deliveries.receipts import (
    DeliveryFault,
    answer_attempt,
    log_call,
    open_message,
    serve_paper,
)
from lantu.foundations.journal.models import Entry
from lantu.foundations.journal.replay import differences
from tests.town import INITIATOR, LEAD, contact, later, on_paper, post_all

ASIDE = Request(SYSTEM)
CALLED = {"called": "办公室李某", "telephone": "0371-1", "words": "告知已发函"}
SCAN = "a" * 64


def delivered():
    return Entry.objects.filter(event="deliveries.message.delivered/1").count()


@pytest.mark.requirement("D1-34")
def test_a_letter_is_delivered_when_inbox_and_mail_both_took_it(letter):
    message = letter()
    later(hours=2)
    post_all()
    message.refresh_from_db()
    assert message.delivered_at == now()
    assert delivered() == 1
    assert list(undelivered()) == []


@pytest.mark.requirement("D1-34")
def test_a_refused_mail_delivers_nothing_until_the_lead_logs_a_call(letter, town):
    contact(town.unit("forestry"), "office@refused.example")
    message = letter()
    post_all()
    assert list(undelivered()) == [message]
    called_at = later(hours=3)
    log_call(town.ask(LEAD, "registrar"), message_id=message.id, **CALLED)
    message.refresh_from_db()
    assert message.delivered_at == called_at
    assert [(one["way"], one["result"]) for one in proof(message)] == [
        ("电子邮件", "被拒收"),
        ("平台收件箱", "已接收"),
        ("电话", "已接收"),
    ]
    assert list(differences()) == []


def test_only_the_unit_that_sent_a_letter_proves_that_it_arrived(letter, town):
    message = letter()
    for unit in ("forestry", "parks", INITIATOR):
        with pytest.raises(Denied):
            log_call(town.ask(unit, "registrar"), message_id=message.id, **CALLED)
        with pytest.raises(Denied):
            serve_paper(
                town.ask(unit, "clerk"),
                message_id=message.id,
                receiver="甲",
                served_at=now(),
                scan=SCAN,
            )
    with pytest.raises(Denied):
        log_call(town.ask(LEAD, "signer"), message_id=message.id, **CALLED)


@pytest.mark.parametrize("missing", sorted(CALLED))
def test_a_call_without_its_words_is_no_proof(letter, town, missing):
    with pytest.raises(Refused) as refusal:
        log_call(town.ask(LEAD, "registrar"), message_id=letter().id, **{**CALLED, missing: " "})
    assert refusal.value.code is DeliveryFault.WORDS_MISSING


def test_paper_delivers_at_the_moment_it_was_signed_for(letter, town):
    on_paper(town.unit("forestry"))
    message = letter()
    sent_at, served_at = message.created_at, later(hours=1)
    later(hours=2)
    facts = {"message_id": message.id, "receiver": "机要室周某"}
    clerk = town.ask(LEAD, "clerk")
    for moment in (sent_at - timedelta(seconds=1), now() + timedelta(seconds=1)):
        with pytest.raises(Refused) as refusal:
            serve_paper(clerk, **facts, served_at=moment, scan=SCAN)
        assert refusal.value.code is DeliveryFault.NOT_YET
    with pytest.raises(Refused) as refusal:
        serve_paper(clerk, **facts, served_at=served_at, scan="")
    assert refusal.value.code is DeliveryFault.SCAN_MISSING
    assert serve_paper(clerk, **facts, served_at=served_at, scan=SCAN).delivered_at == served_at


def test_a_second_answer_to_an_attempt_changes_nothing(letter):
    attempt = letter().attempts.get(way=Way.EMAIL)
    answer_attempt(ASIDE, attempt_id=attempt.id, accepted=True, said="250 OK")
    again = answer_attempt(ASIDE, attempt_id=attempt.id, accepted=False, said="550")
    assert (again.result, again.said) == (Result.ACCEPTED, "250 OK")


def test_what_is_proved_stays_proved(letter, town):
    message = letter()
    post_all()
    message.refresh_from_db()
    first = message.delivered_at
    later(hours=5)
    log_call(town.ask(LEAD, "registrar"), message_id=message.id, **CALLED)
    message.refresh_from_db()
    assert message.delivered_at == first
    assert delivered() == 1


def test_opening_a_letter_is_noted_once_and_proves_nothing(letter, town):
    message = letter()
    with pytest.raises(Denied):
        open_message(town.ask("parks", "clerk"), message_id=message.id)
    first = open_message(town.ask("forestry", "clerk"), message_id=message.id).opened_at
    later(hours=1)
    assert open_message(town.ask("forestry", "signer"), message_id=message.id).opened_at == first
    message.refresh_from_db()
    assert message.delivered_at is None
