import json

import pytest

from lantu.config.commands import main


def test_the_iso_date_comes_first_and_then_the_reason(capsys):
    assert main(["due", "2019-09-02", "10"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == "2019-09-17"
    assert "中秋节" in second


def test_only_what_was_known_on_a_day_is_counted(capsys):
    assert main(["due", "2020-01-20", "5", "--known-on", "2020-01-26"]) == 0
    assert main(["due", "2020-01-20", "5"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[::2] == ["2020-02-01", "2020-02-04"]


def test_other_units_and_json(capsys):
    assert main(["due", "2019-09-25T23:59", "3", "--unit", "minutes", "--json"]) == 0
    minutes = json.loads(capsys.readouterr().out)
    assert minutes["lapses_at"] == "2019-09-25T16:02:00+00:00"
    assert minutes["last_day_on"] == "2019-09-26"
    assert main(["due", "2026-12-20", "10", "--unit", "natural", "--json"]) == 0
    natural = json.loads(capsys.readouterr().out)
    assert natural["provisional"] is True
    assert natural["steps"][0]["facts"] == {
        "start": "2026-12-20",
        "event": "",
        "amount": 10,
    }


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["2019-02-30", "5"], "写法不对或不存在"),
        (["yesterday", "5"], "写法不对或不存在"),
        (["2019-09-17", "five"], "期限应为正整数"),
        (["2019-09-17", "0"], "不小于 1"),
        (["2019-09-17", "--", "-5"], "不小于 1"),
        (["2019-09-17", "99999999999999999999"], "过长"),
        (["0001-01-01", "5"], "超出工作日历"),
        (["2030-12-30", "900"], "超出工作日历"),
        (["2019-09-17", "5", "--known-on", "soon"], "写法不对或不存在"),
        (["25:00", "5", "--unit", "minutes"], "时刻“25:00”"),
    ],
)
def test_bad_input_is_refused_in_chinese(capsys, arguments, words):
    assert main(["due", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert words in printed.err
