"""Boundary-point TXT: [属性描述], [地块坐标], one header line a plot, one line a point.

Written from public descriptions of the ministry's e-submission layout and of the dialects that
exporters produce; no real file was at hand. X is north, Y is east, often with the zone before it.
"""

import re
from collections.abc import Iterator

from lantu.geo.finding import Finding, Place, Refused, Severity
from lantu.geo.formats.boundary_rings import Point, plot_of, rings_of
from lantu.geo.formats.reading import Limits, ReadFeature, Reading
from lantu.geo.formats.text import Line, decode, lines_of

NAME = "界址点文本"
COORDINATES_SECTION = "地块坐标"
POINT_LINE = re.compile(r"[,\t;、]|\s+")
NUMBER = re.compile(r"[-+]?(\d{1,12}\.?\d*|\.\d+)([eE][-+]?\d{1,2})?")
RING_NUMBER = re.compile(r"\d{1,4}(\.0*)?")
KEY_AND_VALUE = re.compile(r"([^\d,=:@\[][^,=:@]*)[=:](.*)")
# A plot's line in the ministry's order: how many points, area, number, name, kind.
USUAL_KIND_AT, FEWEST_PLOT_FIELDS = 4, 6
REST = ("图幅号", "地块用途", "地类编码")
KINDS = {"面", "线", "点"}
CONVERSION = re.compile("转换参数|七参数|四参数|[XYZ]?(平移|旋转)|尺度")
AREA = re.compile(r"^([0-9]{0,12}\.?[0-9]{1,12})\s*(公顷|ha|平方米|m2|㎡|亩|)$")
# A mu is a fifteenth of a hectare.
SQUARE_METRES = {
    "": 1e4,
    "公顷": 1e4,
    "ha": 1e4,
    "平方米": 1.0,
    "m2": 1.0,
    "㎡": 1.0,
    "亩": 1e4 / 15,
}


class _Plot:
    """A plot while its lines are read."""

    def __init__(self, line: Line | None, fields: list[str]) -> None:
        kind_at = next((at for at, word in enumerate(fields) if word in KINDS), USUAL_KIND_AT)
        fields = [""] * max(0, USUAL_KIND_AT - kind_at) + fields
        self.line = line.number if line else None
        self.count, self.area, self.number, self.name, *rest = [*fields, "", "", "", ""]
        self.kind = rest[0] if rest else ""
        self.rest = rest[1:]
        self.points: list[Point] = []


def parse(data: bytes, *, file: str, limits: Limits, encoding: str | None = None) -> Reading:
    """Read a boundary-point file in any of its dialects.

    Args:
        data: the bytes of the file.
        file: its name, for the findings.
        limits: how many plots and points it may have.
        encoding: what the applicant says it is; else it is told from the bytes.

    Raises:
        Refused: nothing can be read, or it holds conversion parameters; every fault with its line.
    """
    text, encoding = decode(data, file=file, encoding=encoding)
    lines = lines_of(text)
    header = dict(_header(lines, file))
    findings: list[Finding] = []
    plots = list(_plots(lines, file, findings))
    _within_limits(plots, file, limits)
    if plots and not text.endswith(("\n", "\r")):
        _look_at_end(plots[-1].points, file, findings)
    features: list[ReadFeature] = []
    for number, plot in enumerate(plots, start=1):
        features += _feature(plot, number, file, findings)
    refusals = [finding for finding in findings if finding.severity is Severity.REFUSAL]
    if not features and not refusals:
        refusals = [Finding("no_plot", Severity.REFUSAL, Place(file=file))]
    if refusals:
        raise Refused(*refusals)
    return Reading(file, NAME, encoding, None, tuple(features), tuple(findings), header)


def looks_like_boundary(text: str) -> bool:
    """Say whether a text has a section, or a line that heads a plot."""
    return any(line.plain.startswith("[") or _heads_plot(line) for line in lines_of(text))


def _heads_plot(line: Line) -> bool:
    return line.plain.rstrip(",; ").endswith("@")


def _header(lines: list[Line], file: str) -> Iterator[tuple[str, str]]:
    """Yield the keys of the header; conversion parameters are refused and never handed on."""
    for line in lines:
        match = KEY_AND_VALUE.fullmatch(line.plain)
        if match is None:
            continue
        key, value = match.group(1).strip(), match.group(2).strip()
        if CONVERSION.match(key):
            if any(_says_something(part) for part in value.split(",")):
                place = Place(file=file, line=line.number, field=key)
                raise Refused(Finding("conversion_parameters", Severity.REFUSAL, place))
        else:
            yield key, value


def _says_something(parameter: str) -> bool:
    """Say whether a conversion parameter is filled; zeros change nothing."""
    word = parameter.strip()
    return bool(word) and not re.fullmatch(r"[-+]?0*\.?0*", word)


def _plots(lines: list[Line], file: str, findings: list[Finding]) -> Iterator[_Plot]:
    """Yield plots with their points; what stands before the coordinates is passed over."""
    plot: _Plot | None = None
    body = _body(lines)
    wide = next((line for line in body if line.had_full_width), None)
    if wide is not None:
        place = Place(file=file, line=wide.number)
        findings.append(Finding("full_width_characters", Severity.NOTE, place))
    for line in body:
        fields = [word.strip() for word in line.plain.rstrip(",; ").removesuffix("@").split(",")]
        if _heads_plot(line) or _heads_unmarked(fields):
            if plot is not None:
                yield plot
            plot = _Plot(line, fields)
            if not _heads_plot(line):
                place = Place(file=file, line=line.number)
                findings.append(Finding("plot_mark_missing", Severity.WARNING, place))
            continue
        point = _point(line, file, findings)
        if point is not None:
            plot = plot or _Plot(None, [])
            plot.points.append(point)
    if plot is not None:
        yield plot


def _body(lines: list[Line]) -> list[Line]:
    """Return the lines of plots and points: all after the coordinates' section, if there is one."""
    start = next(
        (
            at
            for at, line in enumerate(lines, start=1)
            if line.plain.startswith("[") and COORDINATES_SECTION in line.plain
        ),
        0,
    )
    return [
        line
        for line in lines[start:]
        if not line.plain.startswith("[") and not KEY_AND_VALUE.fullmatch(line.plain)
    ]


def _heads_unmarked(fields: list[str]) -> bool:
    """Tell the line of a plot whose closing @ was lost."""
    return len(fields) >= FEWEST_PLOT_FIELDS and any(word in KINDS for word in fields)


def _point(line: Line, file: str, findings: list[Finding]) -> Point | None:
    """Read "label, ring, X, Y" (a height may follow), "label, X, Y" or "X, Y"."""
    words = [word for word in POINT_LINE.split(line.plain) if word]
    label, ring = "", "1"
    if len(words) >= 4:
        label, ring, north, east = words[:4]
    elif len(words) == 3:
        label, north, east = words
    elif len(words) == 2:
        north, east = words
    else:
        place = Place(file=file, line=line.number)
        findings.append(Finding("point_line_unreadable", Severity.REFUSAL, place))
        return None
    for field, word, form in (
        ("圈号", ring, RING_NUMBER),
        ("X坐标", north, NUMBER),
        ("Y坐标", east, NUMBER),
    ):
        if not form.fullmatch(word):
            place = Place(file=file, line=line.number, field=field, point=label or None)
            facts = {"text": word[:40]}
            findings.append(Finding("not_a_number", Severity.REFUSAL, place, facts))
            return None
    if len(words) > 4 and not any(finding.code == "height_dropped" for finding in findings):
        place = Place(file=file, line=line.number)
        findings.append(Finding("height_dropped", Severity.NOTE, place))
    return Point(label, int(float(ring)), float(north), float(east), line.number)


def _within_limits(plots: list[_Plot], file: str, limits: Limits) -> None:
    points = sum(len(plot.points) for plot in plots)
    for code, count, limit in (
        ("too_many_plots", len(plots), limits.features),
        ("too_many_points", points, limits.vertices),
    ):
        if count > limit:
            facts = {"count": count, "limit": limit}
            raise Refused(Finding(code, Severity.REFUSAL, Place(file=file), facts))


def _look_at_end(points: list[Point], file: str, findings: list[Finding]) -> None:
    """Refuse a file that ends inside a line and a ring: the last number may be cut short."""
    if points and not rings_of(points)[-1].is_closed:
        place = Place(file=file, line=points[-1].line, point=points[-1].label or None)
        findings.append(Finding("file_cut_off", Severity.REFUSAL, place))


def _feature(plot: _Plot, number: int, file: str, findings: list[Finding]) -> list[ReadFeature]:
    name = plot.name or plot.number or f"第{number}块"
    place = Place(file=file, line=plot.line, feature=name)
    if plot.kind in KINDS - {"面"}:
        findings.append(Finding("plot_not_areal", Severity.REFUSAL, place, {"kind": plot.kind}))
        return []
    if not plot.points:
        findings.append(Finding("plot_empty", Severity.REFUSAL, place))
        return []
    rings = rings_of(plot.points)
    area_m2 = _declared_area(plot, place, findings)
    count = int(plot.count) if plot.count.isdigit() else None
    geometry = plot_of(rings, count, place, findings)
    if geometry is None:
        return []
    attributes = {"地块编号": plot.number, **_named(plot.rest)}
    return [ReadFeature(name, geometry, attributes, area_m2, count, place)]


def _named(words: list[str]) -> dict[str, str]:
    """Name the words after a plot's kind; what follows the ministry's three is counted."""
    names = [*REST, *(f"附加项{at}" for at in range(1, len(words) + 1))]
    return {name: word for name, word in zip(names, words, strict=False) if word}


def _declared_area(plot: _Plot, place: Place, findings: list[Finding]) -> float | None:
    match = AREA.match(plot.area)
    if match:
        return float(match.group(1)) * SQUARE_METRES[match.group(2)]
    if plot.area:
        facts = {"text": plot.area[:40]}
        findings.append(Finding("declared_area_unreadable", Severity.WARNING, place, facts))
    return None
