"""Work for the tests: tasks, an action that tells each effect once, a regular duty.

`python -m tests.foundations.jobs.chores work …` is a worker that knows them; `enqueue` and `state`
fill the queue and tell what became of it.
"""

import json
import os
import signal
import sys
import time
from dataclasses import dataclass

import django
from django.apps import apps

if __name__ == "__main__":
    django.setup()
assert apps.ready

from lantu.foundations.acts.actor import SYSTEM  # noqa: E402
from lantu.foundations.acts.gate import Act, Request, action  # noqa: E402
from lantu.foundations.acts.policy import is_system, permission  # noqa: E402
from lantu.foundations.acts.wording import Refused  # noqa: E402
from lantu.foundations.jobs import ticks  # noqa: E402
from lantu.foundations.jobs.queue import JobFault, task  # noqa: E402
from lantu.foundations.journal.events import Event, event  # noqa: E402


@event("tests.chore.done/1")
@dataclass(frozen=True, slots=True)
class ChoreDone(Event):
    number: int


@event("tests.sweep.done/1")
@dataclass(frozen=True, slots=True)
class SweepDone(Event):
    token: int
    process: int


permission("tests.chore.do", is_system)
permission("tests.sweep.do", is_system)


@action("tests.chore.do")
def do_chore(act: Act, *, number: int) -> None:
    act.require()
    act.record(ChoreDone(number))


@action("tests.sweep.do")
def do_sweep(act: Act, *, token: int) -> None:
    act.require()
    act.record(SweepDone(token, os.getpid()))


@task(title="做一件家务", attempts=1000)
def note(job, *, number: int, sleep_s: float = 0.0):
    for step in range(4):
        job.checkpoint(step / 4, f"第 {step} 步")
        time.sleep(sleep_s / 4)
    do_chore(Request(SYSTEM, key=job.key), number=number)
    time.sleep(sleep_s / 4)
    return number


@task(title="崩溃", attempts=2)
def crash(job):
    os.kill(os.getpid(), signal.SIGKILL)


@task(title="出错", attempts=1)
def fail(job):
    raise OSError("磁盘已满")


@task(title="被拒绝")
def refuse(job):
    raise Refused(JobFault.UNKNOWN)


@task(title="充耳不闻", attempts=1, limit_s=1.0)
def deaf(job):
    time.sleep(60)


@task(title="一分钟", attempts=1)
def minute(job):
    for _ in range(1200):
        job.checkpoint(0.5, "还在做")
        time.sleep(0.05)


def sweep(tick: ticks.Tick) -> None:
    do_sweep(Request(SYSTEM), token=tick.token)
    time.sleep(0.05)
    do_sweep(Request(SYSTEM), token=tick.token)


def state() -> dict:
    from lantu.foundations.jobs.models import Job
    from lantu.foundations.journal.follow import news_after

    news = list(news_after(0))
    return {
        "done": [n.event.number for n in news if n.name == ChoreDone.event_name],
        "sweeps": [
            (n.event.token, n.event.process) for n in news if n.name == SweepDone.event_name
        ],
        "endings": {
            str(job.pk): [job.ending, job.message, job.attempts, job.result.status]
            for job in Job.objects.select_related("result")
        },
        "open": Job.objects.filter(ending__isnull=True).count(),
    }


def main(words: list[str]) -> int:
    if words[0] == "state":
        print(json.dumps(state()))
        return 0
    if words[0] == "enqueue":
        sleep_s = float(words[2])
        for number in range(int(words[1])):
            note.enqueue(number=number, sleep_s=sleep_s)
        return 0
    if words[0] == "put":
        print(globals()[words[1]].enqueue().pk)
        return 0
    if words[0] == "cancel":
        from uuid import UUID

        from lantu.foundations.jobs.queue import cancel

        cancel(UUID(words[1]))
        return 0
    if words[0] == "sweep":
        ticks.register("tests.sweep", sweep, float(words.pop(1)))
        words[0] = "work"
    from lantu.config.commands import main as lantu

    return lantu(words)


if __name__ == "__main__":
    from tests.foundations.jobs import chores

    sys.exit(chores.main(sys.argv[1:]))
