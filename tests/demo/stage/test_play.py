import json
import sqlite3

import pytest

from lantu.demo.stage.play import OPENS_AT, listed, story_of
from lantu.demo.tour.answers import ADVERSE
from lantu.law.coordination.flow import RESERVE, ROUND, Answer, Task
from tests.demo.tour.test_play import lantu


@pytest.fixture(scope="module")
def stage(tmp_path_factory, small_city):
    """The demonstration as it is opened, in a folder of its own."""
    folder = tmp_path_factory.mktemp("stage")
    (folder / "city").mkdir()
    (folder / "city" / "small").symlink_to(small_city)
    run = lantu(folder, "demo", "open", "--json")
    assert run.returncode == 0, run.stderr
    return folder, json.loads(run.stdout)


def column(stage, sql):
    folder, _ = stage
    with sqlite3.connect(folder / "lantu.sqlite3") as database:
        return [row[0] for row in database.execute(sql)]


def test_forty_projects_stand_and_every_one_has_a_story():
    assert len(listed()) == 40
    assert all(story_of(spec["story"]).__doc__ for spec in listed())
    assert len({spec["name"] for spec in listed()}) == 40


def test_the_stage_shows_every_state_of_a_round_and_of_the_reserve(stage):
    assert stage[1]["projects"] == 40
    rounds = set(column(stage, "SELECT state FROM coordination_round"))
    assert rounds == {str(state) for state in ROUND.states}
    reserve = set(column(stage, "SELECT state FROM coordination_reserveentry"))
    assert reserve == {str(state) for state in RESERVE.states}


def test_an_answer_stands_in_each_step_and_of_each_value(stage):
    states = set(column(stage, "SELECT state FROM coordination_answer"))
    assert {str(Answer.DRAFTING), str(Answer.IN_REVIEW), str(Answer.TO_SIGN),
            str(Answer.REGISTERED), str(Answer.SIGNED)} <= states  # fmt: skip
    values = set(column(stage, "SELECT result FROM coordination_answer"))
    assert len(values) == 5


def test_no_answer_agrees_and_tells_of_bad_news_at_once(stage):
    agreeing = "SELECT content FROM coordination_answer WHERE result IN ('answer.no_objection', 'answer.not_concerned')"  # noqa: E501
    for content in column(stage, agreeing):
        fields = json.loads(content)["fields"]
        said = {name: told for name, told in fields.items() if isinstance(told, bool)}
        # That nobody dug yet is no obstacle; what was found in the ground would be.
        said.pop("archaeology_done", None)
        assert not any(told == name.endswith(ADVERSE) for name, told in said.items()), said


def test_some_answers_are_due_today_some_lapse_tomorrow_some_are_held_and_some_were_deemed(stage):
    due = "SELECT last_day_on FROM duties_duty WHERE state = 'duty.open' AND kind LIKE '%answer'"
    assert {"2019-09-02", "2019-09-03"} <= set(column(stage, due))
    tasks = set(column(stage, "SELECT state FROM coordination_task"))
    assert {str(Task.HELD), str(Task.DEEMED_NO_OBJECTION), str(Task.UNDELIVERED)} <= tasks
    late = "SELECT count(*) FROM duties_duty WHERE overdue_at IS NOT NULL AND state = 'duty.open'"
    assert column(stage, late) != [0]


def test_officers_follow_projects_to_which_something_happened_since(stage):
    followed = "SELECT p.name FROM projects_watch w JOIN projects_project p ON p.id = w.project_id"
    assert {"郑州市第十五人民医院新院区", "象湖湿地科普馆"} <= set(column(stage, followed))
    since = "SELECT count(*) FROM coordination_answer a JOIN coordination_task t ON t.id = a.task_id JOIN coordination_round r ON r.id = t.round_id JOIN projects_watch w ON w.project_id = r.project_id WHERE a.answered_at > w.seen_at"  # noqa: E501
    assert column(stage, since) != [0]


def test_the_clock_stands_at_nine_on_the_second_of_september(stage):
    (at,) = column(stage, "SELECT demo_at FROM acts_deployment")
    assert at.startswith("2019-09-02 01:00:00")
    assert OPENS_AT.isoformat() == "2019-09-02T09:00:00+08:00"


def test_the_journal_of_the_stage_is_whole(stage):
    folder, _ = stage
    run = lantu(folder, "journal", "verify")
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_accounts_are_listed_for_their_owner_alone(stage):
    folder, _ = stage
    assert (folder / "accounts.txt").stat().st_mode & 0o077 == 0
    assert "forestry.signer" in (folder / "accounts.txt").read_text("utf-8")


def test_a_stage_is_removed_only_when_told_twice(stage):
    folder, _ = stage
    assert lantu(folder, "demo", "reset").returncode == 2
    assert (folder / "lantu.sqlite3").exists()
