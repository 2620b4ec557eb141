from datetime import date

from lantu.web.supervision.forms import HeldForm, OverrideForm, period_of

TODAY = date(2019, 9, 10)


def test_a_period_is_the_year_so_far_unless_the_address_names_another():
    assert period_of({}, TODAY) == (date(2019, 1, 1), TODAY)
    named = {"from_on": "2019-09-01", "until_on": "2019-09-05"}
    assert period_of(named, TODAY) == (date(2019, 9, 1), date(2019, 9, 5))
    backwards = {"from_on": "2019-09-05", "until_on": "2019-09-01"}
    assert period_of(backwards, TODAY) == (date(2019, 1, 1), TODAY)


def test_a_decision_wants_its_reason():
    assert HeldForm({"decision": "stands", "reason": " "}).errors.keys() == {"reason"}
    assert OverrideForm({"decision": "no"}).errors.keys() == {"reason"}
    assert OverrideForm({"decision": "yes"}).is_valid()
