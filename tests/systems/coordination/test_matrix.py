from datetime import UTC, datetime

import pytest

from lantu.foundations.duties.settling import settle
from lantu.foundations.lawbook.queries import known_on
from lantu.law.clock import day_of
from lantu.law.coordination.results import Overall
from lantu.systems.coordination.matrix import (
    bars_of,
    counts_of,
    follow_up_of,
    proposal_of,
    remaining_if_met,
    rows_of,
    standing_answer,
)
from tests.town import go_to

GRACE_OVER = datetime(2019, 9, 9, 16, 2, tzinfo=UTC)


@pytest.fixture
def mixed(story):
    """Nine answers, of which one negative and one conditional, and four silences."""
    story.dispatch(permanent_basic_farmland=200.0)
    story.answer("parks", "answer.not_conform", adjustment_advice="让出绿线")
    story.answer("forestry", "answer.conditional")
    story.answer_all(but=("gas_company", "heat_company", "meteorology", "cultural_relics"))
    go_to(GRACE_OVER)
    settle()
    return story


@pytest.mark.requirement("D1-38", "AMB-78")
def test_there_is_a_row_for_each_unit_and_a_count_for_each_column(mixed):
    assert len(rows_of(mixed.round)) == 13
    assert counts_of(mixed.round) == {
        "matrix.no_objection": 7,
        "matrix.conditional": 1,
        "matrix.not_conform": 1,
        "matrix.deemed": 4,
        "matrix.open": 0,
    }
    (row,) = [row for row in rows_of(mixed.round) if row["row"] == "D1-C08"]
    assert (row["column"], row["advice"]) == ("matrix.not_conform", "让出绿线")


@pytest.mark.requirement("D1-36", "AMB-71")
def test_what_silence_left_open_is_listed_and_clears_no_measured_bar(mixed):
    edition = known_on(day_of(GRACE_OVER))
    left = {entry["unit"]: entry["meaning"] for entry in follow_up_of(mixed.round, edition)}
    name = {key: mixed.town.unit(key).name for key in ("gas_company", "cultural_relics")}
    assert left[name["gas_company"]] == "silence.service_unoffered"
    assert left[name["cultural_relics"]] == "silence.fact_unanswered"
    assert [bar.layer for bar in bars_of(mixed.round)] == ["permanent_basic_farmland"]
    assert proposal_of(mixed.round, bars_curable=False) is Overall.NOT_CONFORMS


@pytest.mark.requirement("AMB-71")
def test_one_can_ask_what_is_left_if_a_demand_is_met(mixed):
    assert remaining_if_met(mixed.round, frozenset()) is Overall.NOT_CONFORMS
    met = remaining_if_met(mixed.round, frozenset({"parks"}))
    assert met is Overall.BASICALLY_CONFORMS


def test_a_late_answer_does_not_stand(mixed):
    mixed.answer("gas_company")
    assert standing_answer(mixed.task("gas_company")) is None
    assert standing_answer(mixed.task("parks")).result == "answer.not_conform"
