import pytest

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.acts.wording import Refused
from lantu.foundations.deliveries.actions import MessageFault
from lantu.foundations.deliveries.models import Message, Result, Way
from lantu.foundations.deliveries.queries import inbox_of
from lantu.foundations.jobs.models import Job
from lantu.foundations.people import actions as people
from tests.town import on_paper, post_all

ASIDE = Request(SYSTEM)


def ways(message):
    return {(one.way, one.result) for one in message.attempts.all()}


def test_a_letter_lies_in_the_inbox_at_once_and_waits_for_the_post(letter):
    message = letter()
    assert ways(message) == {(Way.INBOX, Result.ACCEPTED), (Way.EMAIL, Result.PENDING)}
    assert inbox_of(message.unit_id).get() == message
    assert message.delivered_at is None
    assert Job.objects.filter(title="发送电子邮件").count() == 1


def test_the_inbox_of_a_unit_without_a_live_signer_takes_nothing(letter, town):
    people.close_account(ASIDE, account_id=town.account("forestry", "signer").id, reason="退休")
    message = letter()
    inbox = message.attempts.get(way=Way.INBOX)
    assert (inbox.result, inbox.said) == (Result.REFUSED, "该单位没有可以签发的在用账号")
    post_all()
    message.refresh_from_db()
    assert message.delivered_at is None


def test_a_unit_off_the_network_gets_nothing_but_paper(letter, town):
    on_paper(town.unit("forestry"))
    assert ways(letter()) == set()


@pytest.mark.parametrize(
    ("letters", "reached"),
    [
        (("A",), {"forestry@bureau.example"}),
        (("A", "B"), {"forestry@bureau.example", "b@x.example"}),
    ],
)
def test_a_mail_goes_to_the_contacts_that_are_meant(letter, town, letters, reached):
    people.confirm_contact(
        ASIDE,
        unit_id=town.unit("forestry").id,
        letter="B",
        name="乙",
        email="b@x.example",
        telephone="1",
    )
    mails = letter(letters=letters).attempts.filter(way=Way.EMAIL)
    assert set(mails.values_list("address", flat=True)) == reached


def test_a_unit_without_the_contact_that_is_meant_is_reached_through_the_other(letter):
    assert letter(letters=("B",)).attempts.get(way=Way.EMAIL).address == "forestry@bureau.example"


@pytest.mark.parametrize("part", ["subject", "text"])
def test_a_message_that_tells_a_place_is_not_sent(letter, part):
    with pytest.raises(Refused) as refusal:
        letter(**{part: "用地位于 113.62532, 34.74661"})
    assert refusal.value.code is MessageFault.TELLS_PLACE
    assert not Message.objects.exists()
