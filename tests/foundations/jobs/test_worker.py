import os
import random
import signal
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

LEASE_S = 2
JOBS = 40
KILLS = 12


def children_of(process: int) -> list[int]:
    return [
        int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()
    ]


def test_workers_killed_at_random_lose_nothing_and_do_nothing_twice(site):
    chance = random.Random(50)
    site.chores("enqueue", JOBS, 0.3)
    begin = ("work", "--children", 2, "--lease", LEASE_S)
    workers = [site.begin(*begin), site.begin(*begin)]
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.8, 1.8))
        victim = chance.randrange(len(workers))
        workers[victim].kill()
        workers[victim].wait()
        workers[victim] = site.begin(*begin)
    state = site.until(lambda state: state["open"] == 0)
    assert sorted(state["done"]) == list(range(JOBS))
    assert {ending for ending, *_ in state["endings"].values()} == {"done"}


def test_a_worker_stopped_past_its_lease_is_refused_when_it_goes_on(site):
    site.chores("enqueue", 1, 6)
    first = site.begin("work", "--lease", LEASE_S)
    state = site.until(lambda state: next(iter(state["endings"].values()))[2] == 1)
    with_child = [first.pid, *children_of(first.pid)]
    assert len(with_child) == 2
    site.stop(*with_child)
    second = site.begin("work", "--lease", LEASE_S)
    state = site.until(lambda state: state["open"] == 0)
    first.terminate()
    for process in with_child:
        os.kill(process, signal.SIGCONT)
    assert first.wait(30) == 0
    assert state["done"] == [0]
    assert site.state() == state
    second.terminate()
    assert second.wait(30) == 0
    assert "已由他人接手" in site.logs()


def test_a_job_that_kills_its_process_is_given_up_and_the_worker_lives(site):
    crashed = site.chores("put", "crash")
    site.chores("enqueue", 1, 0)
    site.begin("work", "--lease", LEASE_S)
    state = site.until(lambda state: state["open"] == 0)
    assert state["done"] == [0]
    assert state["endings"][crashed][:3] == [
        "dead",
        "执行它的进程中断或超时2次，没有做完。请联系平台管理员查明原因后重做。",
        2,
    ]
    assert "执行它的进程中断，已收回" in site.logs()


def test_a_running_job_stops_when_asked_and_a_worker_ends_after_the_job_at_hand(site):
    endless = site.chores("put", "minute")
    worker = site.begin("work")
    site.until(lambda state: state["endings"][endless][1] == "还在做")
    worker.terminate()
    time.sleep(1)
    assert worker.poll() is None
    site.chores("cancel", endless)
    assert worker.wait(30) == 0
    assert site.state()["endings"][endless][:2] == ["cancelled", "已按要求取消。"]


def test_three_schedulers_of_which_one_sleeps_past_its_lease_never_double(site):
    schedulers = [site.begin("sweep", 0.2, "--lease", LEASE_S) for _ in range(3)]
    chance = random.Random(50)
    for _ in range(3):
        sleeper = chance.choice(schedulers)
        time.sleep(1 + chance.random())
        site.stop(sleeper.pid)
        time.sleep(LEASE_S + 1)
        sleeper.send_signal(signal.SIGCONT)
    time.sleep(1)
    for scheduler in schedulers:
        scheduler.terminate()
        assert scheduler.wait(30) == 0
    sweeps = site.state()["sweeps"]
    tokens = [token for token, _ in sweeps]
    assert tokens == sorted(tokens), "a sweep that had lost its lease wrote after a newer one"
    assert all(tokens.count(token) <= 2 for token in tokens)
    assert len({(token, process) for token, process in sweeps}) == len(set(tokens))
    assert len(set(tokens)) > 10


def test_a_job_that_takes_longer_than_it_may_is_broken_off(site):
    deaf = site.chores("put", "deaf")
    site.begin("work")
    state = site.until(lambda state: state["open"] == 0)
    assert state["endings"][deaf][:2] == [
        "dead",
        "执行它的进程中断或超时1次，没有做完。请联系平台管理员查明原因后重做。",
    ]


def test_the_journal_can_be_verified_while_workers_write(site):
    site.chores("enqueue", 150, 0)
    site.begin("work", "--children", 2)
    site.until(lambda state: state["done"])
    for number in range(6):
        assert "业务表与日志逐行相符" in site.chores("journal", "verify")
        site.chores("journal", "export", site.folder / f"{number}.jsonl")
    state = site.until(lambda state: state["open"] == 0)
    assert sorted(state["done"]) == list(range(150))
