"""The forms of the workbench."""

from typing import Any
from uuid import UUID

from django import forms

from lantu.foundations.acts.clock import now
from lantu.foundations.duties.models import Duty
from lantu.foundations.people.models import Account
from lantu.law.clock import day_of

NOBODY = "nobody"


class HandOverForm(forms.Form):
    """Who of the unit holds the paper from now on."""

    person = forms.ChoiceField(label="转交给", widget=forms.RadioSelect)

    def __init__(self, *given: Any, duty: Duty) -> None:
        super().__init__(*given)
        colleagues = Account.objects.filter(unit_id=duty.unit_id, is_active=True)
        named = [(str(one.id), _named(one)) for one in colleagues.order_by("login_name")]
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*named, (NOBODY, "放回待认领")]
        field.initial = str(duty.person_id or "")

    def person_id(self) -> UUID | None:
        """Return who was chosen; None: nobody holds it."""
        chosen = self.cleaned_data["person"]
        return None if chosen == NOBODY else UUID(chosen)


def _named(account: Account) -> str:
    """Return a colleague's name with the posts they hold today."""
    today = day_of(now())
    held = account.holdings.filter(from_on__lte=today).exclude(until_on__lt=today)
    titles = "、".join(held.order_by("from_on").values_list("post__title", flat=True))
    return f"{account.display_name}({titles})" if titles else account.display_name
