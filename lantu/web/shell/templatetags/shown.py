"""Components of every page: days, areas, money, states, clocks, icons, and the fields of an act."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lantu.foundations.acts import wording as acts_wording
from lantu.law import wording as law_wording
from lantu.web.shell import wording
from lantu.web.shell.asking import KEY_FIELD
from lantu.web.shell.clocks import Clock

register = template.Library()

SWAPPED = SafeString(
    'hx-boost="true" hx-target="#main" hx-select="#main" hx-select-oob="#demo-bar"'
    ' hx-swap="outerHTML show:none"'
)

# How a state looks; always with its word.
TONES = {
    "green": (
        "round.conforms", "round.closed", "task.replied", "answer_state.signed",
        "reserve.generated", "reserve.in_approval", "answer.no_objection", "answer.not_concerned",
    ),
    "yellow": (
        "round.basically_conforms", "round.in_reconciliation", "round.adjusting", "task.held",
        "task.sub_consulting", "answer.conditional", "answer_state.to_sign", "round.returned_once",
        "task.undelivered", "reserve.mature", "round.suspended",
    ),
    "red": ("round.not_conforms", "answer.not_conform"),
    "blue": (
        "round.received", "round.lead_check", "round.dispatched", "round.collating", "task.sent",
        "answer_state.in_review", "answer_state.drafting", "reserve.in_coordination",
    ),
}  # fmt: skip
TONE_OF = {code: tone for tone, codes in TONES.items() for code in codes}
SIGNS = {
    "answer.no_objection": "✓", "answer.not_concerned": "✓", "answer.conditional": "◐",
    "answer.not_conform": "✕", "answer.by_letter": "✉", "task.replied": "✓",
    "task.deemed_no_objection": "∅", "task.held": "❚❚",
}  # fmt: skip


@register.filter
def said(code: str) -> str:
    """Say a code without facts in Chinese."""
    code = str(code)
    if code in law_wording.sentences():
        return law_wording.sentence(code, {})
    return acts_wording.sentence(code, {})


@register.simple_tag
def swapped() -> SafeString:
    """Return what lets links and forms within an element renew the page without a reload.

    The answer is the whole page, of which the parts that depend on the address are taken.
    """
    return SWAPPED


@register.simple_tag
def badge(code: str, words: str = "") -> SafeString:
    """Return a state as a badge: tone, sign and word."""
    code = str(code)
    tone, sign = TONE_OF.get(code, "grey"), SIGNS.get(code, "")
    shown = words or said(code)
    return format_html('<span class="tag tag-{}">{} {}</span>', tone, sign, shown)


register.filter("cited", wording.cited)
register.filter("full_day", wording.full_day)
register.filter("day", wording.day_words)
register.filter("moment", wording.moment_words)
register.filter("full_moment", wording.full_moment)
register.filter("wan_yuan", wording.wan_yuan)


@register.simple_tag
def area(area_m2: float | Decimal | None, kind: str = "平面面积") -> SafeString:
    """Return an area in hectares and mu, with square metres and the kind of area on hover."""
    if area_m2 is None:
        return format_html("{}", "—")
    title = f"{kind} {float(area_m2):,.2f} 平方米"
    return format_html(
        '<span class="number" title="{}">{}</span>', title, wording.hectares(area_m2)
    )


@register.simple_tag
def hectares_only(area_m2: float | Decimal | None) -> SafeString:
    """Return an area in hectares for a column that says so, with the square metres on hover."""
    if not area_m2:
        return format_html("{}", "0" if area_m2 is not None else "—")
    title = f"平面面积 {float(area_m2):,.2f} 平方米"
    return format_html(
        '<span title="{}">{}</span>', title, f"{float(area_m2) / wording.M2_PER_HECTARE:,.4f}"
    )


@register.simple_tag
def percent(share: float | None) -> str:
    """Return a share in per cent."""
    if share is None:
        return "—"
    return f"{share * 100:.2f}%"


@register.inclusion_tag("components/clock.html")
def clock(shown: Clock | None, *, wide: bool = False, short: bool = False) -> dict[str, Any]:
    """Show a clock: in a line of a list, short in a narrow one, or wide as the head of a page."""
    return {"clock": shown, "wide": wide, "short": short}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return an icon; it says nothing to a screen reader, the word beside it does."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("vendor/icons.svg"),
        name,
    )


@register.inclusion_tag("components/act_fields.html", takes_context=True)
def act_fields(context: template.Context, next_page: str = "") -> dict[str, Any]:
    """Return the hidden fields of a form that acts: its key, and where to go afterwards."""
    return {
        "csrf_token": context.get("csrf_token"),
        "field": KEY_FIELD,
        "key": context.get("act_key") or uuid4(),
        "next": next_page,
    }
