"""Editable drafts that are mainly a table, on paper laid sideways."""

import io
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from lantu.law.wording import sentence
from lantu.systems.coordination.papers.drafts import BODY, HEAD, line, sheet

HEADINGS = ("序号", "单位", "意见", "建设条件", "评估评价", "调整建议")
WIDTHS_CM = (1.4, 5.2, 2.8, 5.2, 4.7, 4.7)
CELL_PT = 10.5


def matrix(title: str, number: str, content: dict[str, Any]) -> bytes:
    """Write an opinion matrix as DOCX.

    Args:
        title: its heading.
        number: of the overall opinion that it was frozen in.
        content: the opinion's record beside its data, as the papers make it.
    """
    paper = sheet()
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    line(paper, title, font=HEAD, size=22, middle=True)
    said = sentence(content["content"]["result"], {})
    line(paper, f"综合意见：{number}　结论：{said}")
    table = paper.add_table(rows=1, cols=len(HEADINGS))
    table.style, table.autofit = "Table Grid", False
    _write(table.rows[0], HEADINGS)
    _repeat(table.rows[0])
    for ordinal, row in enumerate(content["content"]["matrix"], 1):
        _write(table.add_row(), _words(ordinal, row))
    line(paper, content["record"]["issuer"], right=True)
    made = io.BytesIO()
    paper.save(made)
    return made.getvalue()


def _words(ordinal: int, row: dict[str, Any]) -> tuple[str, ...]:
    carried = "（沿用上轮）" if row["is_carried_over"] else ""
    return (
        str(ordinal),
        f"{row['unit']}{carried}",
        sentence(row["result"] or row["column"], {}),
        "；".join(row["conditions"]) or "—",
        "、".join(row["assessments"]) or "—",
        row["advice"] or "—",
    )


def _write(row: Any, words: tuple[str, ...]) -> None:
    for cell, width, text in zip(row.cells, WIDTHS_CM, words, strict=True):
        cell.width, cell.text = Cm(width), text
        for run in cell.paragraphs[0].runs:
            run.font.name, run.font.size = BODY, Pt(CELL_PT)
            run._element.rPr.rFonts.set(qn("w:eastAsia"), BODY)


def _repeat(row: Any) -> None:
    """Let a row stand again on top of every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
