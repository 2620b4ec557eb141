from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantu.law.coordination.delivery import Proof, Receipt, delivered_at

NINE, TEN = datetime(2019, 9, 17, 1, tzinfo=UTC), datetime(2019, 9, 17, 2, tzinfo=UTC)
receipts = st.lists(
    st.builds(Receipt, st.sampled_from(Proof), st.datetimes(timezones=st.just(UTC)))
)


@pytest.mark.requirement("D1-33")
@pytest.mark.parametrize(
    ("found", "at"),
    [
        ([], None),
        ([Receipt(Proof.INBOX, NINE)], None),
        ([Receipt(Proof.SECOND_CHANNEL, NINE)], None),
        ([Receipt(Proof.INBOX, NINE), Receipt(Proof.SECOND_CHANNEL, TEN)], TEN),
        ([Receipt(Proof.INBOX, TEN), Receipt(Proof.SECOND_CHANNEL, NINE)], TEN),
        ([Receipt(Proof.CALL, NINE)], NINE),
        ([Receipt(Proof.PAPER, TEN)], TEN),
        ([Receipt(Proof.PAPER, TEN), Receipt(Proof.CALL, NINE)], NINE),
    ],
)
def test_a_letter_has_arrived_when_it_is_proved(found, at):
    assert delivered_at(found) == at


@given(receipts)
def test_the_order_of_receipts_changes_nothing(found):
    assert delivered_at(found) == delivered_at(list(reversed(found)))


@given(receipts, receipts)
def test_a_further_receipt_never_delays_a_delivery(found, more):
    before, after = delivered_at(found), delivered_at([*found, *more])
    assert before is None or (after is not None and after <= before)
