"""The forms of the workbench."""

from typing import Any
from uuid import UUID

from django import forms

from lantu.foundations.duties.models import Duty
from lantu.foundations.people.models import Account

NOBODY = "nobody"


class HandOverForm(forms.Form):
    """Who of the unit holds the paper from now on."""

    person = forms.ChoiceField(label="转交给", widget=forms.RadioSelect)

    def __init__(self, *given: Any, duty: Duty) -> None:
        super().__init__(*given)
        colleagues = Account.objects.filter(unit_id=duty.unit_id, is_active=True)
        named = [(str(one.id), one.display_name) for one in colleagues.order_by("login_name")]
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*named, (NOBODY, "放回待认领")]
        field.initial = str(duty.person_id or "")

    def person_id(self) -> UUID | None:
        """Return who was chosen; None: nobody holds it."""
        chosen = self.cleaned_data["person"]
        return None if chosen == NOBODY else UUID(chosen)
