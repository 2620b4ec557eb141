"""A check as text for a terminal. The words are the law's and geo's own."""

from collections.abc import Iterator

import shapely
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from lantu.geo.wording import sentence as finding_sentence
from lantu.law.blueprint.judgement import Judgement, LayerJudgement, Rank
from lantu.law.edition import Edition
from lantu.law.rows import Visibility
from lantu.law.wording import sentence
from lantu.systems.blueprint.check import Check, composition
from lantu.systems.blueprint.words import FORCES, JUDGEMENTS, KNOWN_BY, SEVERITIES

WIDTH = 140
CLASSES_SHOWN = 3

STYLES = {
    Rank.BAR_MET: "bold red",
    Rank.BAR_UNKNOWN: "bold yellow",
    Rank.MET: "yellow",
    Rank.TOUCHED: "yellow",
    Rank.UNKNOWN: "magenta",
}


def show(check: Check, edition: Edition, rank: str) -> None:
    """Print a check for people: what was read, what is met, hard bars first, and the conclusion."""
    console = Console(width=None if Console().is_terminal else WIDTH)
    for part in _parts(check, edition, rank):
        console.print(part, highlight=False, markup=False, soft_wrap=not isinstance(part, Table))


def _parts(check: Check, edition: Edition, rank: str) -> Iterator[RenderableType]:
    yield _head(check, rank)
    for finding in check.findings:
        cured = check.repaired and finding.repair is not None
        yield f"{'已修复' if cured else SEVERITIES[finding.severity]}  {finding_sentence(finding)}"
    if check.repaired:
        yield "修复  已按所列建议修复，以下按修复后的红线测算"
    demo = " · 演示数据" if check.blueprint.store.demo else ""
    yield (
        f"蓝图  {check.blueprint.store.name} · 工作蓝图第 {check.blueprint.number} 号 · "
        f"{len(check.overlaps)} 个图层{demo}"
    )
    yield ""
    if check.verdict is None:
        yield _measured_table(check)
    else:
        yield _judged_table(check, edition, check.verdict.rows)
        yield from _conclusion(check, edition)
    yield "面积以勘测定界为准。"


def _head(check: Check, rank: str) -> str:
    reading, examination = check.reading, check.examination
    found = examination.crs
    assert found is not None  # what was measured has a CRS
    prefix = "，坐标含带号" if found.prefix else ""
    encoding = f" · {reading.encoding}" if reading.encoding else ""
    points = int(shapely.get_num_coordinates(check.footprint))
    return (
        f"红线  {reading.file}（{rank}）\n"
        f"读入  {reading.format}{encoding} · {found.code}（{KNOWN_BY[found.how]}得出{prefix}）· "
        f"{len(reading.features)} 个地块 · {points} 个界址点\n"
        f"面积  平面 {examination.area_m2:,.2f} m²（{examination.area_m2 / 1e4:.4f} 公顷）· "
        f"椭球 {examination.ellipsoidal_area_m2:,.2f} m² · 以平面面积为准"
    )


def _judged_table(check: Check, edition: Edition, rows: tuple[LayerJudgement, ...]) -> Table:
    seen = {layer.key: layer.visibility for layer in edition.layers}
    table = _table("判断", "图层", "主管部门", "效力", "面积 m²", "占红线", "依据", "其中")
    for row in rows:
        if row.judgement is Judgement.CLEAR and row.rank is Rank.CLEAR:
            continue
        measured = row.judgement in (Judgement.OCCUPIED, Judgement.TOUCHED)
        shown = measured and row.area_m2 > 0
        table.add_row(
            JUDGEMENTS[row.judgement],
            row.name,
            row.owner_name,
            FORCES[row.force],
            f"{row.area_m2:,.2f}" if shown else "—",
            f"{row.share:.2%}" if shown else "—",
            str(row.citation),
            _classes(check, row.layer) if seen[row.layer] is Visibility.GEOMETRY else "",
            style=STYLES.get(row.rank),
        )
    return table


def _classes(check: Check, key: str) -> str:
    """Name the largest classes of ground that the red line meets on a layer."""
    if key not in check.overlaps:
        return ""
    found = composition(check, key)
    words = [f"{name} {area_m2:,.0f}" for name, area_m2 in found[:CLASSES_SHOWN]]
    return "、".join(words) + ("…" if len(found) > CLASSES_SHOWN else "")


def _measured_table(check: Check) -> Table:
    table = _table("图层", "图斑数", "面积 m²", "占红线", "有数据")
    for overlap in check.overlaps.values():
        table.add_row(
            overlap.layer,
            str(len(overlap.hits)),
            f"{overlap.area_m2:,.2f}",
            f"{overlap.share:.2%}",
            f"{overlap.covered_share:.0%}",
        )
    return table


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        right = column in ("面积 m²", "占红线", "图斑数", "有数据")
        table.add_column(
            column, justify="right" if right else "left", no_wrap=column not in ("依据", "其中")
        )
    return table


def _conclusion(check: Check, edition: Edition) -> Iterator[RenderableType]:
    assert check.verdict is not None
    rows = check.verdict.rows
    clear = [row.name for row in rows if row.rank is Rank.CLEAR]
    yield ""
    if clear:
        yield f"未压占 {len(clear)} 个图层：{'、'.join(clear)}"
    for row in rows:
        for remark in row.remarks:
            yield f"· {sentence(remark.code, remark.facts)}"
    yield ""
    names = {department.key: department.name for department in edition.departments}
    asked = dict.fromkeys(
        names[consultation.department] for row in rows for consultation in row.consulted
    )
    if asked:
        yield f"须征求  {'、'.join(asked)}"
    yield Text(f"结论  {sentence(check.verdict.outcome, {})}", style="bold")
    receipt = check.verdict.receipt
    yield (
        f"回执  判定日 {check.checked_on} · 法规版本 {receipt.edition_digest[:12]} · "
        f"输入 {receipt.inputs_digest[:12]}"
    )
