import pytest

from lantu.foundations.deliveries.channels import Unreachable, mail
from lantu.foundations.deliveries.models import Result, Way
from lantu.foundations.deliveries.tasks import carry
from lantu.foundations.jobs.work import run_waiting
from lantu.foundations.journal.models import Entry
from tests.town import contact


def answers():
    return Entry.objects.filter(event="deliveries.attempt.answered/1").count()


def test_the_post_carries_a_letter_and_records_the_answer(letter, kept):
    message = letter()
    assert run_waiting() == 1
    attempt = message.attempts.get(way=Way.EMAIL)
    message.refresh_from_db()
    assert (attempt.result, attempt.said) == (Result.ACCEPTED, "250 OK")
    assert message.delivered_at is not None
    assert [path.name for path in kept(message)] == [f"{attempt.id}.eml"]


def test_a_post_killed_between_sending_and_recording_sends_one_mail_and_records_once(letter, kept):
    message = letter()
    attempt = message.attempts.get(way=Way.EMAIL)
    mail().carry(
        address=attempt.address,
        subject=message.subject,
        text=message.text,
        identity=str(attempt.id),
    )
    first = kept(message)[0].read_bytes()
    assert carry(attempt.id, key="job:one") == "250 OK"
    assert carry(attempt.id, key="job:one") == "250 OK"
    (only,) = kept(message)
    identity = f"Message-ID: <{attempt.id}@localhost>".encode()
    assert identity in first
    assert identity in only.read_bytes()
    assert answers() == 1


def test_a_refused_mail_is_recorded_and_not_tried_again(letter, town):
    contact(town.unit("forestry"), "office@refused.example")
    message = letter()
    assert run_waiting() == 1
    attempt = message.attempts.get(way=Way.EMAIL)
    assert (attempt.result, attempt.said) == (Result.REFUSED, "550 5.1.1 no such mailbox")
    assert run_waiting() == 0


def test_a_server_that_is_away_leaves_the_letter_waiting(letter, settings):
    message = letter()
    port, settings.SMTP_PORT = settings.SMTP_PORT, 9
    attempt = message.attempts.get(way=Way.EMAIL)
    with pytest.raises(Unreachable):
        carry(attempt.id)
    attempt.refresh_from_db()
    assert attempt.result == Result.PENDING
    assert answers() == 0
    settings.SMTP_PORT = port
    assert carry(attempt.id) == "250 OK"
