from datetime import date

import pytest

from lantu.foundations.people.actions import move_responsibility
from lantu.systems.coordination.obligations import sender_id


@pytest.mark.requirement("D1-86", "D1-29")
def test_the_sender_is_who_holds_the_function_on_the_day(town):
    former, latter = town.unit("development_reform"), town.unit("industry_information")
    move_responsibility(
        town.ask("big_data", "platform"),
        function="development_reform",
        unit_id=latter.id,
        from_on=date(2019, 10, 1),
    )
    assert sender_id(date(2019, 9, 30)) == former.id
    assert sender_id(date(2019, 10, 1)) == latter.id
