"""Bytes of a text file into lines: encoding by evidence, full-width characters made plain."""

import codecs
import re
import unicodedata
from dataclasses import dataclass

from lantu.geo.finding import Finding, Place, Refused, Severity

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Syntax, digits and letters; brackets and pauses in a name stay as they are.
WIDE = "，．；：＝＠［］＋－" + "".join(
    chr(code)
    for first, last in ("０９", "ＡＺ", "ａｚ")
    for code in range(ord(first), ord(last) + 1)
)
HALF_WIDTH = {ord(letter): unicodedata.normalize("NFKC", letter) for letter in WIDE + "\u3000"}
FULL_WIDTH = re.compile(f"[{re.escape(WIDE)}]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text file, counted from 1; `plain` has full-width syntax made half-width."""

    number: int
    plain: str
    had_full_width: bool


def decode(data: bytes, *, file: str, encoding: str | None = None) -> tuple[str, str]:
    """Decode text by its byte order mark, else as strict UTF-8, else as GB 18030.

    Returns:
        The text and the name of the encoding.

    Raises:
        Refused: the bytes are no text in any of these.
    """
    for mark, name in BYTE_ORDER_MARKS:
        if encoding is None and data.startswith(mark):
            data, encoding = data[len(mark) :], name
    for name in (encoding,) if encoding else ("utf-8", "gb18030"):
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\0" not in text:
            return text, name
    raise Refused(Finding("text_undecodable", Severity.REFUSAL, Place(file=file)))


def lines_of(text: str) -> list[Line]:
    """Split text into lines that say something, with full-width syntax made plain."""
    lines = []
    for number, raw in enumerate(text.splitlines(), start=1):
        plain = raw.translate(HALF_WIDTH).strip()
        if plain:
            lines.append(Line(number, plain, bool(FULL_WIDTH.search(raw))))
    return lines


def printable(text: str) -> str:
    """Replace what a terminal or a page would obey instead of show, and halves of characters."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)
