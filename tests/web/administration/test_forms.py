from lantu.web.administration.forms import LeaveForm, PostForm


def test_leave_wants_another_person_and_days_in_their_order(town):
    clerk = town.account("forestry", "clerk")
    given = {
        "absent": clerk.id, "deputy": clerk.id, "from_on": "2019-09-06", "until_on": "2019-09-03",
        "ground": "年休假",
    }  # fmt: skip
    form = LeaveForm(given, subject=town.unit("forestry"))
    assert set(form.errors) == {"deputy", "until_on"}


def test_a_unit_gives_no_entitlement_that_reaches_beyond_it(town):
    given = {"title": "督办", "entitlements": ["supervisor"], "from_on": "2019-09-02"}
    assert "entitlements" in PostForm(given, subject=town.unit("forestry")).errors
