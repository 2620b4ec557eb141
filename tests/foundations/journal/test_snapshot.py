import pytest

from lantu.foundations.acts.actions import open_deployment
from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.journal.snapshot import snapshot
from lantu.foundations.journal.verify import verify
from tests.foundations.conftest import MORNING


@pytest.mark.django_db
def test_inside_a_transaction_that_is_the_snapshot():
    with snapshot():
        open_deployment(Request(SYSTEM, at=MORNING), city="郑州市", demo_at=MORNING)
        assert verify().count == 1
