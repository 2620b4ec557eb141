from datetime import UTC, date, datetime, timedelta

import pytest

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.clock import now
from lantu.foundations.acts.gate import Request
from lantu.foundations.deliveries.models import Attempt, Message, Way
from lantu.foundations.duties import actions as duties
from lantu.foundations.duties.queries import due_of
from lantu.foundations.duties.reminding import remind, remind_all, shares_passed
from lantu.foundations.journal.replay import differences
from lantu.foundations.lawbook.queries import known_on
from lantu.foundations.people import actions as people
from lantu.law.clock import end_of
from lantu.law.coordination.deadlines import reminders
from lantu.systems.coordination import obligations
from tests.town import a_project, go_to

STARTED_ON, LAST_DAY_ON = date(2019, 9, 2), date(2019, 9, 9)
SPAN = end_of(LAST_DAY_ON) - end_of(STARTED_ON)
ASIDE = Request(SYSTEM)


@pytest.fixture
def duty(town):
    """Forestry owes an answer by 2019-09-09; its clerk holds the paper; it has two contacts."""
    unit = town.unit("forestry")
    people.confirm_contact(
        ASIDE, unit_id=unit.id, letter="B", name="乙", email="b@bureau.example", telephone="1"
    )
    project = a_project(town, "郑东新区龙湖内环路学校")
    return duties.owe(
        ASIDE,
        kind=obligations.ANSWER,
        unit=unit,
        case_id=project.id,
        subject=project,
        project=project,
        started_on=STARTED_ON,
        person=town.account("forestry", "clerk"),
    )


def at_share(share: float) -> datetime:
    return end_of(STARTED_ON) + SPAN * share


def reminded() -> list[Message]:
    return list(Message.objects.filter(purpose="reminder").order_by("created_at"))


def mailed(message) -> set[str]:
    mails = Attempt.objects.filter(message=message, way=Way.EMAIL)
    return set(mails.values_list("address", flat=True))


def test_the_ladder_has_its_three_steps_where_the_law_has_them(duty):
    moments = reminders(known_on(LAST_DAY_ON), due_of(duty, known_on(LAST_DAY_ON)))
    assert [(moment - end_of(STARTED_ON)) / SPAN for moment in moments] == [0.6, 0.8, 0.95]
    second = timedelta(seconds=1)
    for place, moment in enumerate(moments):
        assert shares_passed(duty, moment - second) == (place, 3)
        assert shares_passed(duty, moment) == (place + 1, 3)


def test_a_unit_is_reminded_once_at_each_share_and_contact_b_hears_of_the_last(duty):
    assert remind_all() == 0
    for place, share in enumerate((0.61, 0.81, 0.96), 1):
        go_to(at_share(share))
        assert remind_all() == 1
        assert remind_all() == 0
        assert len(reminded()) == place
    first, second, last = reminded()
    assert mailed(first) == mailed(second) == {"forestry@bureau.example"}
    assert mailed(last) == {"forestry@bureau.example", "b@bureau.example"}
    assert list(differences()) == []


def test_a_reminder_names_who_holds_the_paper_and_no_place(duty, town):
    go_to(at_share(0.61))
    remind_all()
    (message,) = reminded()
    assert message.unit == town.unit("forestry")
    assert message.subject == "提醒：答复空间协同意见"
    assert "现由forestry.clerk经手" in message.text
    assert duty.project.reserve_number in message.text
    assert "2019" in message.text
    for place in ("郑东新区", "龙湖", duty.project.name):
        assert place not in message.text + message.subject


def test_a_paper_that_nobody_holds_is_said_to_be_with_nobody(duty, town):
    duties.hand_over(ASIDE, duty=duty, unit=town.unit("parks"))
    go_to(at_share(0.61))
    remind_all()
    (message,) = reminded()
    assert message.unit == town.unit("parks")
    assert "现在无人经手" in message.text


def test_shares_that_passed_unseen_give_one_reminder_and_not_three(duty):
    go_to(at_share(0.96))
    assert remind_all() == 1
    assert remind_all() == 0
    (message,) = reminded()
    assert "b@bureau.example" in mailed(message)


def test_nobody_is_reminded_of_what_is_done(duty):
    duties.discharge(ASIDE, duty=duty)
    go_to(at_share(0.96))
    assert remind_all() == 0
    assert remind(ASIDE, duty_id=duty.id, share=3, is_last=True) is None
    assert reminded() == []


def test_nobody_is_reminded_of_what_has_run_out(duty):
    go_to(end_of(LAST_DAY_ON))
    assert remind_all() == 0


def test_a_clock_that_begins_anew_has_a_ladder_of_its_own(duty):
    go_to(at_share(0.61))
    assert remind_all() == 1
    duties.begin(ASIDE, duty=duty, started_on=date(2019, 9, 6))
    assert remind_all() == 0
    go_to(datetime(2019, 9, 13, 1, tzinfo=UTC))
    assert remind_all() == 1
    assert now() == datetime(2019, 9, 13, 1, tzinfo=UTC)
