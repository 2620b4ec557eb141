import json

import pytest

from lantu.config.commands import main
from lantu.foundations.jobs.heartbeat import beat
from lantu.foundations.jobs.work import run_waiting
from tests.foundations.jobs import chores

pytestmark = pytest.mark.django_db


def test_nothing_to_do_and_nobody_to_do_it_is_said(capsys):
    assert main(["jobs", "list"]) == 0
    assert capsys.readouterr().out == "排队与在做 0 项，没有做成 0 项；工作进程从未启动。\n"


def test_jobs_are_listed_and_those_given_up_are_reported(capsys):
    chores.fail.enqueue()
    run_waiting()
    waiting = chores.note.enqueue(number=1)
    beat("one")
    assert main(["jobs", "list"]) == 1
    printed = capsys.readouterr().out
    assert f"{waiting.id}  排队    0%  做一件家务" in printed
    assert "未能完成    0%  出错  试了1次都没有做成" in printed
    assert "排队与在做 1 项，没有做成 1 项；工作进程最近在" in printed
    assert main(["jobs", "list", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["open"][0]["id"] == str(waiting.id)


def test_a_job_is_cancelled_and_done_again(capsys):
    job = chores.note.enqueue(number=1)
    assert main(["jobs", "cancel", str(job.id)]) == 0
    assert "已取消" in capsys.readouterr().out
    assert main(["jobs", "cancel", str(job.id)]) == 2
    assert "不能再取消" in capsys.readouterr().err
    assert main(["jobs", "retry", str(job.id)]) == 0
    assert "排队" in capsys.readouterr().out
