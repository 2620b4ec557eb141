"""Forms of supervision: the stretch of days looked at, and the decisions of the division."""

from datetime import date
from typing import Any

from django import forms

from lantu.web.coordination.forms import ActForm, words

STANDS, ANEW = "stands", "anew"


class PeriodForm(forms.Form):
    """A stretch of days, by its first and its last."""

    from_on = forms.DateField()
    until_on = forms.DateField()


def period_of(given: Any, today: date) -> tuple[date, date]:
    """Return the days that an address asks for, else those of the year so far.

    Args:
        given: the parameters of the address.
        today: the day of looking.
    """
    form = PeriodForm(given)
    if form.is_valid() and form.cleaned_data["from_on"] <= form.cleaned_data["until_on"]:
        return form.cleaned_data["from_on"], form.cleaned_data["until_on"]
    return today.replace(month=1, day=1), today


class HeldForm(ActForm):
    """Whether the silence of a held item stands."""

    decision = forms.ChoiceField(
        label="决定",
        choices=(
            (STANDS, "沉默成立：按无异议认定"),
            (ANEW, "重新送达：自送达之日起重新计算期限"),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": "请选择一项决定。"},
    )
    reason = words("理由", "写明核实的情况，如电话核实的时间和对象。")


class OverrideForm(ActForm):
    """Whether an objection in spite of one's silence is let through."""

    decision = forms.ChoiceField(
        label="决定",
        choices=(("yes", "同意提出"), ("no", "不同意")),
        widget=forms.RadioSelect,
        error_messages={"required": "请选择一项决定。"},
    )
    reason = words("理由", "不同意的必须写明。", required=False)

    def clean(self) -> dict[str, Any]:
        """Want a reason where it is refused."""
        given = super().clean() or {}
        if given.get("decision") == "no" and not given.get("reason", "").strip():
            self.add_error("reason", "不同意的，请写明理由。")
        return given
