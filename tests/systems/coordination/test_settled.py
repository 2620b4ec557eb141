from datetime import UTC, datetime

import pytest

from lantu.foundations.acts.wording import Refused
from lantu.systems.coordination.actions import districts
from tests.town import go_to


@pytest.mark.requirement("D1-36", "AMB-75")
def test_whoever_acts_first_after_a_limit_finds_it_settled(story):
    story.dispatch()
    go_to(datetime(2019, 9, 9, 16, 2, tzinfo=UTC))
    assert story.task("parks").state == "task.sent"
    with pytest.raises(ValueError, match="视为无异议"):
        districts.consult_district(
            story.town.ask("parks", "clerk"),
            task_id=story.task("parks").id,
            district_id=story.town.unit("zhongmou").id,
        )
    assert story.units("deemed_no_objection") == story.units("deemed_no_objection", "sent")


def test_what_is_settled_first_stays_settled_where_the_act_itself_is_refused(story):
    story.dispatch()
    go_to(datetime(2019, 9, 9, 16, 2, tzinfo=UTC))
    with pytest.raises(Refused):
        story.issue("round.perhaps")
    assert story.round.state == "round.collating"
