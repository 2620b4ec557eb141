"""The bytes of a DXF, in text or binary, into a drawing: each tag is looked at on its way.

A tag is a number that says what follows, and its value. What the reader has no use for (objects,
classes, pictures) never reaches the library, and what would be too much is told before it is built.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isfinite

from ezdxf.document import Drawing
from ezdxf.lldxf.const import DXFError
from ezdxf.lldxf.encoding import (
    decode_dxf_unicode,
    decode_mif_to_unicode,
    has_dxf_unicode,
    has_mif_encoding,
)
from ezdxf.lldxf.tagger import binary_tags_loader
from ezdxf.lldxf.types import TYPE_TABLE, DXFTag
from ezdxf.tools.codepage import toencoding

from lantu.geo.finding import Fact, Finding, Place, Refused, Severity
from lantu.geo.formats.text import BYTE_ORDER_MARKS, decode

BINARY_MARK = b"AutoCAD Binary DXF"
# Technical guards: a drawing with more is a whole city's map, and not a red line.
MOST_ENTITIES, MOST_VERTEX_ENTITIES = 100_000, 300_000
KEPT_SECTIONS = ("HEADER", "TABLES", "BLOCKS", "ENTITIES")
DRAWN_SECTIONS = ("BLOCKS", "ENTITIES")
PARTS_OF_ENTITIES = ("VERTEX", "SEQEND", "ENDBLK", "BLOCK", "ATTRIB")
FIRST_EXTENDED_CODE = 1000
REALS = frozenset(
    code for code, kind in TYPE_TABLE.items() if kind is float and code < FIRST_EXTENDED_CODE
)
LINE_END = re.compile(r"\r\n|\r|\n")
COMMENT = 999
HANDLE, TRUE_HANDLE = 5, re.compile(r"0*[1-9A-Fa-f][0-9A-Fa-f]{0,15}")
# Where the header stands, and how far into a binary file the library looks for its code page.
HEAD_BYTES, BINARY_HEAD_BYTES = 1 << 16, 1024
VERSION = re.compile(rb"\$ACADVER[\x00-\x20]+(?:1[\x00-\x20]+)?(AC\d{4})")
CODE_PAGE = re.compile(rb"\$DWGCODEPAGE[\x00-\x20]+(?:3[\x00-\x20]+)?([A-Za-z]\w*)")
FIRST_IN_UTF8 = b"AC1021"
# Bytes that are text in one of these are hardly so by chance; any bytes are text in the others.
TELLING = ("utf-8", "gb18030", "big5", "cp950", "cp932", "cp949")
DAMAGE = (
    *(DXFError, ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError),
    *(ArithmeticError, RecursionError, StopIteration, struct.error),
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A drawing, the encoding of its texts, and what was found on the way."""

    drawing: Drawing
    encoding: str
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Watch:
    """Tags on their way into the library: counted, checked, and left out by section."""

    file: str
    line: int | None = None
    entities: int = 0
    vertices: int = 0
    section: str = ""
    findings: list[Finding] = field(default_factory=list)

    def passed(self, numbered: Iterator[tuple[int | None, DXFTag]]) -> Iterator[DXFTag]:
        """Yield the tags that the library needs.

        Raises:
            Refused: there are too many entities, a coordinate is no number, the end is missing.
        """
        opening: DXFTag | None = None
        for line, tag in numbered:
            self.line = line
            code, word = tag
            if code == COMMENT:
                continue
            if code in (0, 2) and isinstance(word, str) and word != word.strip():
                word = word.strip()
                tag = DXFTag(code, word)
            if (code, word) == (0, "SECTION"):
                opening = tag
                continue
            if opening is not None:
                self.section = str(word)
                if self.section in KEPT_SECTIONS:
                    yield opening
                opening = None
            if (code, word) == (0, "EOF"):
                self.line = None
                yield tag
                return
            if self.section in DRAWN_SECTIONS and _is_false_handle(code, word):
                continue
            if self.section in KEPT_SECTIONS:
                self._look(code, word)
                yield tag
            if (code, word) == (0, "ENDSEC"):
                self.section = ""
        raise _refused("dxf_cut_off", self.file, line=self.line)

    def _look(self, code: int, value: object) -> None:
        if self.section not in DRAWN_SECTIONS:
            return
        if code == 0:
            self._count(str(value))
        elif code in REALS and not _is_finite(value):
            text = str(value).strip()[:40]
            raise _refused("coordinate_not_a_number", self.file, line=self.line, text=text)

    def _count(self, kind: str) -> None:
        self.vertices += kind == "VERTEX"
        self.entities += kind not in PARTS_OF_ENTITIES
        for count, limit in (
            (self.entities, MOST_ENTITIES),
            (self.vertices, MOST_VERTEX_ENTITIES),
        ):
            if count > limit:
                raise _refused("cad_too_many_entities", self.file, limit=limit)


def open_drawing(data: bytes, *, file: str, encoding: str | None = None) -> Opened:
    """Open a drawing.

    Args:
        data: the bytes of a DXF, in text or binary, of any version from R12 on.
        file: its name, for the findings.
        encoding: of its texts, where the applicant says it.

    Raises:
        Refused: it is damaged, cut off, no text, or holds too much.
    """
    watch = _Watch(file)
    is_binary = data.startswith(BINARY_MARK)
    texts = _Texts(data[:BINARY_HEAD_BYTES] if is_binary else data[:HEAD_BYTES], encoding)
    numbered = _binary_tags(data, texts) if is_binary else _text_tags(data, texts, file)
    try:
        drawing = Drawing.load(watch.passed(numbered))
    except DAMAGE:
        raise _refused("dxf_damaged", file, line=watch.line) from None
    if texts.guessed:
        facts: dict[str, Fact] = {"encoding": texts.name, "told": texts.code_page or "未注明"}
        watch.findings.append(
            Finding("dxf_encoding_guessed", Severity.WARNING, Place(file=file), facts)
        )
    return Opened(drawing, texts.name, tuple(watch.findings))


class _Texts:
    """Which encoding the texts of a drawing are in: as the applicant, the file or the bytes say."""

    def __init__(self, head: bytes, declared: str | None) -> None:
        version, page = VERSION.search(head), CODE_PAGE.search(head)
        in_utf8 = version is not None and version.group(1) >= FIRST_IN_UTF8
        self.code_page = page.group(1).decode("ascii", "replace") if page else ""
        # As the library takes it: what a binary file says of itself has to be undone in its words.
        self.told = "utf-8" if in_utf8 else toencoding(self.code_page or "ANSI_1252")
        self.declared = declared
        self.name = self.told if declared is None else declared
        self.guessed = False

    def decoded(self, data: bytes) -> str | None:
        """Decode bytes by evidence; None where they are text in no encoding."""
        if data.isascii():
            return data.decode("ascii")
        told = "gb18030" if self.told in ("gbk", "gb2312", "cp936") else self.told
        first = (told,) if told in TELLING else ()
        for name in (self.declared,) if self.declared else (*first, "utf-8", "gb18030", told):
            try:
                text = data.decode(name)
            except (UnicodeDecodeError, LookupError):
                continue
            self.name = name
            self.guessed = self.declared is None and name != told
            return text
        return None


def _text_tags(data: bytes, texts: _Texts, file: str) -> Iterator[tuple[int | None, DXFTag]]:
    """Yield the tags of a text with the line on which each begins."""
    marked = any(data.startswith(mark) for mark, _ in BYTE_ORDER_MARKS)
    text = decode(data, file=file)[0] if marked else texts.decoded(data)
    if text is None:
        raise _refused("text_undecodable", file)
    lines = LINE_END.split(text)
    for at in range(0, len(lines) - 1, 2):
        try:
            code = int(lines[at])
        except ValueError:
            raise _refused(
                "dxf_line_unreadable", file, line=at + 1, text=lines[at].strip()[:40]
            ) from None
        yield at + 1, DXFTag(code, _unescaped(lines[at + 1]))


def _binary_tags(data: bytes, texts: _Texts) -> Iterator[tuple[int | None, DXFTag]]:
    """Yield the tags of a binary file; its texts are decoded once more, by evidence."""
    try:
        for tag in binary_tags_loader(data):
            if isinstance(tag.value, str):
                yield None, DXFTag(tag.code, _unescaped(_in_other_words(tag.value, texts)))
            else:
                yield None, tag
    except (IndexError, struct.error, ValueError):
        # The file ends inside a tag; the watch sees that its end is missing.
        return


def _in_other_words(text: str, texts: _Texts) -> str:
    if text.isascii():
        return text
    try:
        raw = text.encode(texts.told, "surrogateescape")
    except UnicodeEncodeError:
        return text
    return texts.decoded(raw) or raw.decode("utf-8", "replace")


def _unescaped(text: str) -> str:
    r"""Return a text with the letters that it writes as \U+7EA2 or \M+5BAEC."""
    if "\\" not in text:
        return text
    if has_dxf_unicode(text):
        text = decode_dxf_unicode(text)
    return decode_mif_to_unicode(text) if has_mif_encoding(text) else text


def _is_false_handle(code: int, value: object) -> bool:
    """Tell a handle that is none: the library would refuse the file, and can do without."""
    return code == HANDLE and not (isinstance(value, str) and TRUE_HANDLE.fullmatch(value.strip()))


def _is_finite(value: object) -> bool:
    try:
        return isfinite(float(value))  # type: ignore[arg-type]
    except (ValueError, TypeError):
        return False


def _refused(code: str, file: str, *, line: int | None = None, **facts: Fact) -> Refused:
    return Refused(Finding(code, Severity.REFUSAL, Place(file=file, line=line), facts))
