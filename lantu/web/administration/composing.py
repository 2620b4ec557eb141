"""What an officer fills in, as the text of a local edition: the tables' own rows, nothing else."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import yaml

from lantu.foundations.acts.wording import Code, Refused

DAY = r"\d{4}-\d{1,2}-\d{1,2}"
HOLIDAY = re.compile(
    rf"^(?P<name>\S+)\s+(?P<from>{DAY})(?:\s*(?:至|到|~|—)\s*(?P<to>{DAY}))?"
    rf"(?:\s+(?:上班|补班)\s*(?P<working>{DAY}(?:\s*[、,，]\s*{DAY})*))?$"
)


class ComposingFault(Code):
    """Why a line cannot be read."""

    LINE = "administration.holiday_line"
    DAY = "administration.holiday_day"


def notice_of(given: dict[str, Any]) -> str:
    """Return a holiday notice as an edition.

    Args:
        given: year, number, published_on and address of the notice, and `holidays`: a line each,
            as `春节 2020-01-24 至 2020-01-30 上班 2020-01-19、2020-02-01`.

    Raises:
        Refused: naming the line that cannot be read.
    """
    notice = {
        "year": given["year"],
        "published_on": given["published_on"],
        "number": given["number"],
        "address": given["address"],
        "holidays": list(_holidays(given["holidays"].splitlines())),
    }
    return _text({"holiday_notices": [notice]})


def sights_of(layer: str, standings: Iterable[str], visibility: str) -> str:
    """Return what some standings see of a layer, as an edition."""
    rows = [{"standing": one, "layer": layer, "visibility": visibility} for one in standings]
    return _text({"sights": rows})


def _holidays(lines: Iterable[str]) -> Iterable[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        found = HOLIDAY.match(line.strip())
        if found is None:
            raise Refused(ComposingFault.LINE, line=number, words=line.strip()[:60])
        first = _day(found["from"], number)
        holiday: dict[str, Any] = {
            "name": found["name"],
            "days_off": [
                {"from_on": first, "to_on": _day(found["to"], number) if found["to"] else first}
            ],
        }
        if found["working"]:
            holiday["working"] = [_day(one, number) for one in re.findall(DAY, found["working"])]
        yield holiday


def _day(words: str, line: int) -> date:
    try:
        return date(*map(int, words.split("-")))
    except ValueError as fault:
        raise Refused(ComposingFault.DAY, line=line, words=words) from fault


def _text(content: dict[str, Any]) -> str:
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
