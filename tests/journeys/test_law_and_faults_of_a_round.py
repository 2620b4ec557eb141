"""A whole round when the law changes under it, or the platform breaks: from the lawbook down.

REL-R2: open clocks move with both editions shown, closed ones never. REL-R4 and REL-R7: no silence
is read without proved delivery, a platform that lived and a sane clock.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from lantu.foundations.documents.models import Document
from lantu.foundations.duties.events import ClocksMoved
from lantu.foundations.duties.models import Duty
from lantu.foundations.duties.settling import settle
from lantu.foundations.jobs import ticks
from lantu.foundations.jobs.heartbeat import beat
from lantu.foundations.jobs.models import Heartbeat
from lantu.foundations.journal.follow import news_after
from lantu.foundations.journal.replay import differences
from lantu.foundations.journal.verify import verify
from lantu.foundations.lawbook.actions import propose_edition, publish_edition
from lantu.foundations.lawbook.queries import edition_by_digest
from lantu.law.clock import end_of
from lantu.systems.coordination import obligations
from lantu.systems.coordination.actions import delivering
from lantu.systems.coordination.models import PaperKind
from tests import town as town_of_tests
from tests.systems.coordination.conftest import begin_story, mail_folder, mail_server, town
from tests.town import MORNING, go_to

__all__ = ("mail_folder", "mail_server", "town")

GRACE = timedelta(seconds=120)
SUPERVISOR = ("functions_transformation", "supervisor")
NOTICE = """\
holiday_notices:
  - year: 2019
    published_on: 2019-09-05
    number: 试验发明电〔2019〕9号
    address: 试验用通知.htm
    holidays:
      - {name: 中秋节, days_off: [{from_on: 2019-09-06, to_on: 2019-09-15}]}
"""


def tick(name: str) -> None:
    """Let the worker do one of its regular duties."""
    (regular,) = [one for one in ticks.registered() if one.name == name]
    regular.function(ticks.Tick(name, 1))


def moved():
    return [news.event for news in news_after(0) if isinstance(news.event, ClocksMoved)]


def answer_duty(story, unit) -> Duty:
    return story.duty(obligations.ANSWER, unit)


def notices(digest: str) -> set[str]:
    return {notice.number for notice in edition_by_digest(digest).holiday_notices}


@pytest.mark.requirement("AMB-01", "D1-34", "D1-36")
def test_the_holiday_notice_of_2020_01_27_moves_what_is_open_in_a_round_and_nothing_closed(town):
    go_to(datetime(2020, 1, 17, 1, tzinfo=UTC))
    story = begin_story(town)
    go_to(datetime(2020, 1, 20, 1, tzinfo=UTC))
    story.dispatch()
    story.answer("forestry")
    closed = answer_duty(story, "forestry")
    before = answer_duty(story, "parks")
    assert (closed.last_day_on, before.last_day_on) == (date(2020, 2, 1), date(2020, 2, 1))
    go_to(datetime(2020, 1, 27, 1, tzinfo=UTC))
    tick("duties.move_clocks")
    after = answer_duty(story, "parks")
    assert after.last_day_on == date(2020, 2, 4)
    assert notices(after.edition) - notices(before.edition) == {"国办发明电〔2020〕1号"}
    (told,) = moved()
    assert (told.from_editions, told.to_edition) == ([before.edition], after.edition)
    assert [str(after.id), "2020-02-01", "2020-02-04"] in told.moved
    still = answer_duty(story, "forestry")
    assert (still.last_day_on, still.edition) == (closed.last_day_on, closed.edition)
    go_to(end_of(date(2020, 2, 1)) + GRACE)
    settle()
    assert story.task("parks").state == "task.sent"
    go_to(end_of(date(2020, 2, 4)) + GRACE)
    settle()
    certificate = story.task("parks").certificate.content
    assert (certificate["last_day_on"], certificate["edition"]) == ("2020-02-04", after.edition)
    assert list(differences()) == []


@pytest.mark.requirement("AMB-01")
def test_a_notice_that_two_persons_load_while_a_round_runs_moves_its_open_clocks(town):
    story = begin_story(town)
    story.dispatch()
    story.answer("forestry")
    closed, before = answer_duty(story, "forestry"), answer_duty(story, "parks")
    assert before.last_day_on == date(2019, 9, 9)
    go_to(datetime(2019, 9, 5, 1, tzinfo=UTC))
    load(town)
    tick("duties.move_clocks")
    after = answer_duty(story, "parks")
    assert after.last_day_on == date(2019, 9, 17)
    assert notices(after.edition) - notices(before.edition) == {"试验发明电〔2019〕9号"}
    assert answer_duty(story, "forestry").edition == closed.edition
    assert moved()[-1].to_edition == after.edition
    assert verify().count > 0


def load(town) -> None:
    """Publish a notice as one person proposes it and another confirms it."""
    town_of_tests.hire(town, town.unit("big_data"), "second_platform", ("platform_administrator",))
    proposed = propose_edition(
        town.ask("big_data", "second_platform"),
        content=NOTICE,
        note="中秋节调休",
        citation="试验发明电〔2019〕9号",
    )
    publish_edition(town.ask("big_data", "platform"), edition_id=proposed.id)


@pytest.fixture
def live(db, mail_server, settings):
    """A round that was sent in a deployment that is no demonstration, and the machine's clock."""
    settings.SMTP_PORT = mail_server.port
    with time_machine.travel(MORNING, tick=False) as machine:
        story = begin_story(town_of_tests.build(is_live=True))
        story.dispatch()
        yield story, machine


LAPSES_AT = end_of(date(2019, 9, 9))


def lived(from_at, until_at, worker="worker"):
    Heartbeat.objects.create(worker=worker, from_at=from_at, until_at=until_at)


def kinds_issued():
    """What documents there are: of silence that is not read, none says anything."""
    return set(Document.objects.values_list("kind", flat=True))


@pytest.mark.requirement("D1-36", "AMB-74")
def test_silence_towards_a_platform_that_lived_is_read(live):
    story, machine = live
    lived(MORNING, LAPSES_AT + GRACE)
    machine.move_to(LAPSES_AT + GRACE)
    tick("duties.settle")
    assert len(story.units("deemed_no_objection")) == 13
    assert story.round.state == "round.collating"


@pytest.mark.requirement("D1-36", "AMB-74")
def test_a_worker_that_stopped_on_the_last_day_leaves_every_task_to_the_supervising_division(live):
    story, machine = live
    lived(MORNING, LAPSES_AT - timedelta(hours=3))
    machine.move_to(LAPSES_AT + timedelta(hours=9))
    beat("worker")
    tick("duties.settle")
    assert len(story.units("held")) == 13
    assert kinds_issued() == {PaperKind.LETTER, PaperKind.INFORMATION}
    assert story.round.state == "round.dispatched"
    task = story.task("parks")
    delivering.deliver_anew(story.town.ask(*SUPERVISOR), task_id=task.id, reason="平台中断")
    story.deliver()
    assert answer_duty(story, "parks").last_day_on == date(2019, 9, 18)


@pytest.mark.requirement("AMB-74")
def test_a_clock_that_jumps_ahead_by_a_year_closes_no_task_of_a_round(live):
    story, machine = live
    lived(MORNING, MORNING + timedelta(hours=1))
    machine.move_to(MORNING + timedelta(days=365))
    beat("worker")
    tick("duties.settle")
    assert len(story.units("held")) == 13
    assert kinds_issued() == {PaperKind.LETTER, PaperKind.INFORMATION}


@pytest.mark.requirement("AMB-74")
def test_a_clock_that_jumps_back_by_a_year_lets_answers_come_in_time_and_nothing_lapse(live):
    story, machine = live
    lived(MORNING, MORNING + timedelta(hours=1))
    machine.move_to(MORNING - timedelta(days=365))
    tick("duties.settle")
    assert len(story.units("sent")) == 13
    story.answer("parks")
    assert story.task("parks").state == "task.replied"
    owed = answer_duty(story, "parks")
    assert MORNING <= owed.closed_at < owed.lapses_at
