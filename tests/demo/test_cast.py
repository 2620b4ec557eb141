from datetime import UTC, date, datetime

from lantu.demo.cast import LEAD, known_cast, open_demonstration
from lantu.foundations.people.models import Entitlement, Unit
from lantu.foundations.people.queries import can_answer, entitlements, responsible_unit

OPENS_AT = datetime(2019, 9, 2, 1, tzinfo=UTC)


def test_everybody_who_is_asked_can_answer(db):
    cast = open_demonstration("郑州市（演示）", OPENS_AT)
    assert all(can_answer(unit.id, date(2019, 9, 2)) for unit in Unit.objects.all())
    assert cast.accounts.keys() == known_cast().accounts.keys()
    lead = responsible_unit("natural_resources_planning", date(2019, 9, 2))
    assert lead.key == LEAD
    signer = cast.accounts[LEAD, "signer"]
    assert Entitlement.SIGNER in entitlements(signer.id, lead.id, date(2019, 9, 2))


def test_without_a_password_nobody_logs_in_by_one(db):
    cast = open_demonstration("郑州市（演示）", OPENS_AT)
    assert not cast.accounts[LEAD, "signer"].has_usable_password()
