"""The numbers that a project carries: project codes of both formats, and credit codes.

A code that does not fit is warned about and kept, since real ones are known that do not; the check
character of the newer project code is published nowhere and is not verified.
"""

import re
import unicodedata
from enum import StrEnum

from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

# 2015 format: year, place, trade, way of approval, running number. 2021 format: year and month,
# place, guiding department, kind, random with a check character.
FORMER = re.compile(r"^(20\d{2})-(\d{6})-(\d{2})-(0[1-3])-(\d{6})$", re.ASCII)
PRESENT = re.compile(r"^(\d{2})(0[1-9]|1[0-2])-(\d{6})-(\d{2})-(\d{2})-(\d{5}[0-9A-Z])$", re.ASCII)
_BETWEEN = re.compile(r"[\s—–-]")


class CodeFormat(StrEnum):
    """Which of the two formats a project code has."""

    FORMER = "2015"
    PRESENT = "2021"


def normalised(code: str) -> str:
    """Return a project code in its five segments, however it was typed; others stay as they are."""
    plain = _BETWEEN.sub("", unicodedata.normalize("NFKC", code)).upper()
    shaped = "-".join((plain[:4], plain[4:10], plain[10:12], plain[12:14], plain[14:]))
    return shaped if _format(shaped) else code.strip()


def project_code_format(code: str) -> CodeFormat | None:
    """Return the format of a project code, or None for one that has neither."""
    return _format(normalised(code))


def _format(shaped: str) -> CodeFormat | None:
    if FORMER.fullmatch(shaped):
        return CodeFormat.FORMER
    return CodeFormat.PRESENT if PRESENT.fullmatch(shaped) else None


def credit_code_fits(code: str) -> bool:
    """Return whether a unified social credit code has its shape and check character."""
    try:
        uscc.validate(code)
    except ValidationError:
        return False
    return True
