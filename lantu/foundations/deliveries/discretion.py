"""What leaves the platform says nothing of where a project lies (practice D15)."""

import re

# Numbers that look like a place: degrees, decimal degrees, metres of the grid, a named axis.
PLACES = (
    re.compile(r"\d{1,3}\s*[°º度]\s*\d"),
    re.compile(r"(?<!\d)\d{1,3}\.\d{4,}"),
    re.compile(r"(?<!\d)\d{6,8}\.\d+"),
    re.compile(r"(?<![\d-])\d{6,8}\s*[,，、;；/\s]\s*\d{6,8}(?![\d-])"),
    re.compile(r"(?<![A-Za-z])[XYxy]\s*(?:坐标)?\s*[=＝:：]\s*-?\d{5,}"),
    re.compile(r"(?:[横纵]坐标|[东北]距|[经纬]度)\s*[=＝:：为]?\s*-?\d"),
)
# Digits of full width read like others.
HALF_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")


def place_in(words: str) -> str | None:
    """Return the first part of a text that looks like coordinates, or None.

    Args:
        words: the subject or the text of a message.
    """
    plain = words.translate(HALF_WIDTH)
    found = [match for match in (pattern.search(plain) for pattern in PLACES) if match]
    return min(found, key=lambda match: match.start()).group() if found else None
