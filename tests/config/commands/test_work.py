import time

import pytest

from lantu.config.commands import main
from lantu.config.databases import TIMEOUT_S


@pytest.mark.parametrize("arguments", [["--children", "0"], ["--lease", "x"], ["--lease", "-1"]])
def test_a_number_that_makes_no_sense_is_refused(capsys, arguments):
    with pytest.raises(SystemExit) as ended:
        main(["work", *arguments])
    assert ended.value.code == 2
    assert arguments[0] in capsys.readouterr().err


def test_the_help_is_chinese(capsys):
    with pytest.raises(SystemExit):
        main(["work", "--help"])
    assert "做完现有的作业即结束" in capsys.readouterr().out


@pytest.mark.slow
def test_a_worker_begun_while_the_database_is_being_written_waits_for_it(site):
    with site.being_written():
        worker = site.begin("work", "--once")
        time.sleep(TIMEOUT_S + 4)
        assert worker.poll() is None
    assert worker.wait(60) == 0
    assert "Traceback" not in site.logs()


@pytest.mark.slow
def test_programs_that_start_at_once_adopt_the_law_once_and_end_when_idle(site):
    workers = [site.begin("work", "--once") for _ in range(4)]
    assert [worker.wait(60) for worker in workers] == [0, 0, 0, 0]
    news = site.chores("journal", "follow", "--once")
    assert news.count("lawbook.edition.adopted/1") == 1
    assert "业务表与日志逐行相符" in site.chores("journal", "verify")
    assert "出错" not in site.logs(), "a site without units is no fault"
