"""Answers against the settling of their clocks around the last instant, on a real database.

`LANTU_RACES=10000` runs that many; the suite runs a thousand.
"""

import os
import random
import threading
from collections import Counter
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection

from lantu.foundations.acts.gate import Request
from lantu.foundations.duties.models import Duty
from lantu.foundations.duties.settling import settle
from lantu.foundations.journal.follow import news_after
from lantu.foundations.journal.verify import verify
from lantu.law.wording import Refused
from lantu.systems.coordination.actions import answering
from lantu.systems.coordination.faults import CoordinationFault
from lantu.systems.coordination.models import Task
from tests import town as town_of_tests
from tests.journeys.races import GRACE, LAPSES_AT, prepare
from tests.systems.coordination.conftest import begin_story, mail_folder, mail_server
from tests.town import go_to

__all__ = ("mail_folder", "mail_server")

RACES = int(os.environ.get("LANTU_RACES", "1000"))
AT_ONCE = 4


@pytest.fixture
def story(own_database, mail_server, settings):
    """A round that is ready to be sent, in a database of its own."""
    settings.SMTP_PORT = mail_server.port
    return begin_story(town_of_tests.build())


def in_threads(jobs, count=AT_ONCE):
    """Do jobs in threads, each with a connection of its own; return what went wrong."""
    waiting, faults = iter(jobs), []
    lock = threading.Lock()

    def work():
        try:
            while True:
                with lock:
                    job = next(waiting, None)
                if job is None:
                    return
                try:
                    job()
                except Exception as fault:
                    faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


def sign(signer, race, at):
    try:
        answering.sign(Request(signer, at=at), answer_id=race.answer_id)
    except Refused as refused:
        if refused.code != CoordinationFault.TOO_LATE:
            raise


def jobs_of(signer, races, offsets, chance):
    """An answer and a settling for each race, in either order, around either end."""
    for race in races:
        end = chance.choice((LAPSES_AT, LAPSES_AT + GRACE))
        settled_at = end + timedelta(microseconds=chance.randint(-50_000, 50_000))
        pair = [
            partial(sign, signer, race, LAPSES_AT + offsets[race]),
            partial(settle, race.round_id, at=settled_at),
        ]
        chance.shuffle(pair)
        yield from pair


def count_of(name):
    return Counter(news.about[0][1] for news in news_after(0, frozenset({name})))


@pytest.mark.slow
@pytest.mark.requirement("D1-34", "D1-36")
def test_an_answer_and_the_settling_of_its_clock_give_the_one_right_outcome(story):
    chance = random.Random(20190909)
    signer, races = prepare(story, RACES)
    offsets = {
        race: timedelta(microseconds=chance.choice((-1, 0, chance.randint(-50_000, 50_000))))
        for race in races
    }
    # Everything that follows comes in within the hundred seconds that an answer may be on its way.
    go_to(LAPSES_AT + timedelta(seconds=60))
    assert in_threads(jobs_of(signer, races, offsets, chance)) == []
    go_to(LAPSES_AT + GRACE)
    settle()
    in_time = {race.task_id for race in races if offsets[race] < timedelta(0)}
    states = dict(Task.objects.values_list("id", "state"))
    wrong = [
        race
        for race in races
        if states[race.task_id]
        != ("task.replied" if race.task_id in in_time else "task.deemed_no_objection")
    ]
    assert wrong == []
    _each_once(races, in_time)


def _each_once(races, in_time):
    tasks = {race.task_id for race in races}
    replied, deemed = (
        count_of("coordination.task.replied/1"),
        count_of("coordination.task.deemed/1"),
    )
    assert {task: replied[task] for task in in_time} == dict.fromkeys(in_time, 1)
    assert {task: deemed[task] for task in tasks - in_time} == dict.fromkeys(tasks - in_time, 1)
    assert not (tasks - in_time) & set(replied)
    duties = Duty.objects.filter(id__in=[race.duty_id for race in races])
    assert dict(duties.values_list("subject_id", "state")) == {
        task: "duty.done" if task in in_time else "duty.lapsed" for task in tasks
    }
    collated = count_of("coordination.round.collated/1")
    assert {race.round_id: collated[race.round_id] for race in races} == {
        race.round_id: 1 for race in races
    }
    assert verify().count > len(races)


@pytest.mark.slow
def test_a_request_that_comes_in_many_times_at_once_acts_once(story):
    chance = random.Random(1)
    signer, races = prepare(story, RACES // 20)
    go_to(LAPSES_AT - timedelta(seconds=30))
    replies: dict[object, list[object]] = {race: [] for race in races}

    def send(race):
        request = Request(signer, key=f"sign:{race.answer_id}")
        replies[race].append(answering.sign(request, answer_id=race.answer_id).id)

    jobs = [partial(send, race) for race in races for _ in range(chance.randint(2, 20))]
    assert in_threads(jobs, count=2 * AT_ONCE) == []
    assert all(set(told) == {race.answer_id} for race, told in replies.items())
    replied = count_of("coordination.task.replied/1")
    assert {race.task_id: replied[race.task_id] for race in races} == {
        race.task_id: 1 for race in races
    }
    assert verify().count > 0
