from django.test import RequestFactory

from lantu.law.rows import Visibility
from lantu.web.blueprint.viewing import view_of


def test_a_view_is_of_the_unit_on_the_day_of_the_demonstration(town):
    request = RequestFactory().get("/blueprint/")
    request.user = town.account("forestry", "signer")
    view = view_of(request)
    assert view.unit == town.unit("forestry")
    assert view.on.isoformat() == "2019-09-02"
    assert view.seen["endangered_habitat"] is Visibility.GEOMETRY
