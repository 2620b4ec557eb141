"""How days, moments, areas and money are written on every page."""

from datetime import date, datetime
from decimal import Decimal

from lantu.law.citation import Citation
from lantu.law.clock import ZHENGZHOU

WEEKDAYS = "一二三四五六日"
MU_PER_HECTARE = 15
M2_PER_HECTARE = 10_000
YUAN_PER_WAN = 10_000


def full_day(on: date | None) -> str:
    """Write a day with its year and weekday: 2019年9月24日(周二)."""
    if on is None:
        return "—"
    return f"{on.year}年{on.month}月{on.day}日(周{WEEKDAYS[on.weekday()]})"


def day_words(on: date | None) -> str:
    """Write a day without its year: 9月24日(周二)."""
    return "—" if on is None else f"{on.month}月{on.day}日(周{WEEKDAYS[on.weekday()]})"


def moment_words(at: datetime | None) -> str:
    """Write a moment as it is in Zhengzhou: 9月24日 16:12."""
    if at is None:
        return "—"
    local = at.astimezone(ZHENGZHOU)
    return f"{local.month}月{local.day}日 {local:%H:%M}"


def full_moment(at: datetime | None) -> str:
    """Write a moment with its year and weekday: 2019年9月24日(周二) 16:12."""
    if at is None:
        return "—"
    local = at.astimezone(ZHENGZHOU)
    return f"{full_day(local.date())} {local:%H:%M}"


def cited(basis: object) -> str:
    """Write a citation with the title of its instrument; what is none stays as it is."""
    try:
        return Citation.parse(str(basis)).chinese
    except ValueError:
        return str(basis)


def hectares(area_m2: float | Decimal | None) -> str:
    """Write an area in hectares and mu: 0.4213 公顷 (6.32 亩)."""
    if area_m2 is None:
        return "—"
    area_ha = float(area_m2) / M2_PER_HECTARE
    return f"{area_ha:,.4f} 公顷 ({area_ha * MU_PER_HECTARE:,.2f} 亩)"


def wan_yuan(amount_yuan: Decimal | None) -> str:
    """Write an amount of money in units of ten thousand yuan: 12,345.6 万元."""
    if amount_yuan is None:
        return "—"
    return f"{amount_yuan / YUAN_PER_WAN:,.2f}".rstrip("0").rstrip(".") + " 万元"
