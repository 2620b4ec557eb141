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
