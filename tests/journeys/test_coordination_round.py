from datetime import UTC, date, datetime

import pytest

from lantu.foundations.duties.models import Duty
from lantu.foundations.duties.settling import settle
from lantu.foundations.journal.replay import differences
from lantu.foundations.journal.verify import verify
from lantu.systems.coordination import obligations
from tests.systems.coordination.conftest import story
from tests.town import go_to
from tests.town.fixtures import mail_folder, mail_server, town

__all__ = ("mail_folder", "mail_server", "story", "town")


@pytest.mark.requirement("D1-33", "D1-34", "D1-36")
def test_a_round_goes_out_is_delivered_and_lapses(story):
    story.dispatch()
    assert story.round.state == "round.dispatched"
    task = story.task("forestry")
    assert (task.state, task.delivered_on) == ("task.sent", date(2019, 9, 2))
    duty = Duty.objects.get(subject_id=task.id, kind=obligations.ANSWER)
    assert duty.last_day_on == date(2019, 9, 9)
    go_to(datetime(2019, 9, 9, 16, 1, 59, tzinfo=UTC))
    assert settle() == 0
    go_to(datetime(2019, 9, 9, 16, 2, tzinfo=UTC))
    assert settle() > 0
    assert story.task("forestry").state == "task.deemed_no_objection"
    assert story.round.state == "round.collating"
    assert story.round.collating_from_on == date(2019, 9, 9)
    assert verify().count > 0
    assert list(differences()) == []
