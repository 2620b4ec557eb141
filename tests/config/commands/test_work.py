import pytest

from lantu.config.commands import main


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
def test_programs_that_start_at_once_adopt_the_law_once_and_end_when_idle(site):
    workers = [site.begin("work", "--once") for _ in range(4)]
    assert [worker.wait(60) for worker in workers] == [0, 0, 0, 0]
    news = site.chores("journal", "follow", "--once")
    assert news.count("lawbook.edition.adopted/1") == 1
    assert "业务表与日志逐行相符" in site.chores("journal", "verify")
