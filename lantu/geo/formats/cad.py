"""Red lines out of a DXF: the closed lines of one layer, in metres, easting first.

A drawing names no coordinate system; it is told by the person or by the size of the coordinates,
as with a shapefile without its .prj.
"""

from dataclasses import replace
from statistics import median

from ezdxf.document import Drawing

from lantu.geo.finding import Fact, Finding, Place, Refused, Severity
from lantu.geo.formats.cad_entities import DrawnLine, DrawnText, Shown, shown
from lantu.geo.formats.cad_file import DAMAGE, open_drawing
from lantu.geo.formats.cad_layers import LayerLines, layers_of, red_line_layer, say_hidden
from lantu.geo.formats.cad_plots import plots_of
from lantu.geo.formats.cad_rings import rings_of
from lantu.geo.formats.reading import Limits, Reading
from lantu.geo.zones import Kind, look

NAME = "DXF"
METRES, UNKNOWN_UNIT = 6, 0
# $INSUNITS of a drawing, its name, and how many metres one is.
UNITS = {
    1: ("英寸", 0.0254),
    2: ("英尺", 0.3048),
    4: ("毫米", 0.001),
    5: ("厘米", 0.01),
    6: ("米", 1.0),
    7: ("千米", 1000.0),
    14: ("分米", 0.1),
}
MILLIMETRES = 4
PLANE = (Kind.WITH_PREFIX, Kind.WITHOUT_PREFIX, Kind.SIX_DEGREE)
MOST_KINDS = 8
KINDS = {
    "TEXT": "文字",
    "DIMENSION": "尺寸标注",
    "INSERT": "图块",
    "POINT": "点",
    "LEADER": "引线",
    "MULTILEADER": "引线",
    "INVISIBLE": "隐藏的实体",
    "3DFACE": "三维面",
    "SOLID": "填充面",
    "IMAGE": "图像",
    "POLYLINE": "网格",
    "VIEWPORT": "视口",
    "REGION": "面域",
    "MLINE": "多线",
}


def parse(data: bytes, *, file: str, limits: Limits, encoding: str | None = None) -> Reading:
    """Read the red line of a drawing.

    Args:
        data: the bytes of a DXF, in text or binary.
        file: its name, for the findings.
        limits: how many plots and points it may have.
        encoding: of its texts, where the applicant says it.

    Raises:
        Refused: it is damaged, too large, or holds no line that can be a border; every fault with
            its layer and the handle of its entity.
    """
    opened = open_drawing(data, file=file, encoding=encoding)
    findings = list(opened.findings)
    try:
        content = shown(opened.drawing, file=file)
    except DAMAGE:
        raise Refused(Finding("dxf_damaged", Severity.REFUSAL, Place(file=file))) from None
    content = _in_metres(content, opened.drawing, file, findings)
    lines = red_line_layer(layers_of(content), file, findings)
    place = Place(file=file, layer=lines.layer)
    say_hidden(lines.layer, opened.drawing, file, findings)
    _refuse_arcs_in_degrees(lines, place)
    rings = rings_of(lines, file=file, limits=limits, findings=findings)
    if any(line.has_height for line in (*lines.closed, *lines.open)):
        findings.append(Finding("height_dropped", Severity.NOTE, place))
    findings += _left_out(content, file)
    features = plots_of(rings, content.texts, place, findings)
    refusals = [one for one in findings if one.severity is Severity.REFUSAL and not one.repair]
    if refusals or not features:
        raise Refused(*(refusals or [Finding("no_plot", Severity.REFUSAL, place)]))
    return Reading(file, NAME, opened.encoding, None, tuple(features), tuple(findings))


def _in_metres(content: Shown, drawing: Drawing, file: str, findings: list[Finding]) -> Shown:
    """Bring a drawing to metres.

    Templates say millimetres of drawings that are in metres, or nothing at all: so what the file
    says counts only where the size of the coordinates agrees.
    """
    place = Place(file=file)
    told = int(drawing.header.get("$INSUNITS", UNKNOWN_UNIT))
    name, factor = UNITS.get(told, (f"代号 {told}", 1.0))
    if told == METRES or not content.lines:
        return content
    if _looks_placed(content, 1.0):
        code = "cad_unit_untold" if told == UNKNOWN_UNIT else "cad_unit_contradicted"
        severity = Severity.NOTE if told == UNKNOWN_UNIT else Severity.WARNING
        findings.append(Finding(code, severity, place, {"unit": name}))
        return content
    if told in UNITS and _looks_placed(content, factor):
        facts: dict[str, Fact] = {"unit": name}
        findings.append(
            Finding("cad_unit_converted", Severity.WARNING, place, facts, repair="scale_to_metres")
        )
        return _scaled(content, factor)
    if told == UNKNOWN_UNIT and _looks_placed(content, UNITS[MILLIMETRES][1]):
        findings.append(
            Finding("cad_unit_suspected", Severity.REFUSAL, place, repair="scale_to_metres")
        )
        return _scaled(content, UNITS[MILLIMETRES][1])
    code = "cad_unit_untold" if told == UNKNOWN_UNIT else "cad_unit_contradicted"
    findings.append(Finding(code, Severity.WARNING, place, {"unit": name}))
    return content


def _looks_placed(content: Shown, factor: float) -> bool:
    """Say whether the middle of all lines looks like a place in China, in metres or degrees."""
    east, north = _middle(content)
    kind = look(east * factor, north * factor).kind
    # Whatever is small enough could be degrees: no unit of length makes it so.
    return kind in PLANE or (kind is Kind.DEGREES and factor == 1.0)


def _middle(content: Shown) -> tuple[float, float]:
    first = [line.vertices[0] for line in content.lines if line.vertices]
    if not first:
        return 0.0, 0.0
    return median(at[0] for at in first), median(at[1] for at in first)


def _scaled(content: Shown, factor: float) -> Shown:
    return replace(
        content,
        lines=[_scaled_line(line, factor) for line in content.lines],
        texts=[_scaled_text(text, factor) for text in content.texts],
    )


def _scaled_line(line: DrawnLine, factor: float) -> DrawnLine:
    moved = tuple((east * factor, north * factor, bulge) for east, north, bulge in line.vertices)
    return replace(line, vertices=moved)


def _scaled_text(text: DrawnText, factor: float) -> DrawnText:
    return replace(text, east=text.east * factor, north=text.north * factor)


def _refuse_arcs_in_degrees(lines: LayerLines, place: Place) -> None:
    """Refuse arcs in a drawing whose numbers are degrees: a chord has no length there."""
    for line in lines.closed:
        bent = [vertex for vertex in line.vertices if vertex[2]]
        if bent and look(*bent[0][:2]).kind is Kind.DEGREES:
            where = replace(place, entity=line.handle)
            facts = {"kind": "圆弧"}
            raise Refused(Finding("geometry_curved", Severity.REFUSAL, where, facts))


def _left_out(content: Shown, file: str) -> list[Finding]:
    """Say what else the drawing shows, which has no part in a red line."""
    findings = []
    if content.references:
        facts: dict[str, Fact] = {"names": "、".join(sorted(set(content.references))[:MOST_KINDS])}
        findings.append(Finding("cad_reference", Severity.WARNING, Place(file=file), facts))
    counts: dict[str, int] = {}
    for kind, count in content.others.items():
        counts[KINDS.get(kind, kind[:20])] = counts.get(KINDS.get(kind, kind[:20]), 0) + count
    if counts:
        ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:MOST_KINDS]
        words = "、".join(f"{name} {count}" for name, count in ordered)
        findings.append(Finding("cad_others", Severity.NOTE, Place(file=file), {"counts": words}))
    return findings
