from datetime import UTC, datetime

import pytest

from lantu.foundations.duties.settling import settle
from lantu.systems.coordination import obligations
from lantu.systems.coordination.certificate import silence_record
from tests.town import go_to


@pytest.fixture
def silent(story):
    story.dispatch()
    go_to(datetime(2019, 9, 9, 16, 2, tzinfo=UTC))
    settle()
    return story


@pytest.mark.requirement("D1-36", "AMB-73", "AMB-75")
def test_the_record_says_what_was_asked_how_it_arrived_and_when_the_limit_ran_out(silent):
    record = silent.task("forestry").certificate.content
    assert record["asked"] == ["是否占用林地", "是否占用湿地"]
    assert (record["delivered_on"], record["last_day_on"]) == ("2019-09-02", "2019-09-09")
    assert {entry["way"] for entry in record["deliveries"]} == {"平台收件箱", "电子邮件"}
    assert all(entry["result"] and entry["at"] for entry in record["deliveries"])
    assert "2019年9月9日" in record["clock"]
    assert "占用林地" in record["unanswered"]
    assert "不消除已量得的刚性管控压占" in record["limits"]


@pytest.mark.requirement("D1-36", "D1-C13")
def test_a_utilitys_service_is_unoffered_not_agreed(silent):
    duty = silent.duty(obligations.ANSWER, "gas_company")
    record = silence_record(silent.task("gas_company"), duty)
    assert (record["unoffered"], record["unanswered"]) == (["供气服务意见"], [])
