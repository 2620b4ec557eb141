import pytest

from lantu.foundations.acts.models import Deployment
from lantu.foundations.acts.record import state_field
from lantu.law.coordination.flow import ROUND


def test_a_record_without_a_state_has_no_part_in_a_flow():
    with pytest.raises(LookupError, match=r"不按 coordination.flow.ROUND 流转"):
        state_field(Deployment(), ROUND)
