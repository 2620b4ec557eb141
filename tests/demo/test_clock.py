from datetime import UTC, datetime

import pytest

from lantu.demo.clock import pass_time
from lantu.foundations.acts.clock import now
from lantu.foundations.acts.wording import Refused
from lantu.foundations.duties.models import Duty
from tests.systems.coordination.conftest import (  # noqa: F401
    mail_folder,
    mail_server,
    story,
    town,
)

LATER = datetime(2019, 9, 30, 2, tzinfo=UTC)


def test_what_runs_out_on_the_way_runs_out_at_its_moment(story):  # noqa: F811
    story.dispatch()
    assert pass_time(LATER) > 10
    assert now() == LATER
    lapsed = Duty.objects.filter(state="duty.lapsed")
    assert {duty.closed_at for duty in lapsed} == {datetime(2019, 9, 9, 16, tzinfo=UTC)}


def test_time_does_not_pass_backwards(story):  # noqa: F811
    with pytest.raises(Refused, match="只能往前拨"):
        pass_time(datetime(2019, 9, 1, tzinfo=UTC))
