"""Editable drafts in the layout of GB/T 9704: 仿宋 named, number, signer and day left blank."""

import io
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

BODY, HEAD = "仿宋_GB2312", "小标宋体"
BODY_PT, HEAD_PT = 16, 22


def letter(content: dict[str, Any]) -> bytes:
    """Write a letter to one unit as DOCX.

    Args:
        content: as `letter_content` makes it.
    """
    paper = sheet()
    task, project = content["task"], content["project"]
    line(paper, content["round"].lead.name, font=HEAD, size=26, middle=True, red=True)
    line(paper, "（文号：            ）", middle=True)
    line(paper, f"关于征求{project.name}空间协同意见的函", font=HEAD, size=HEAD_PT, middle=True)
    line(paper, f"{task.unit.name}：")
    days = "请自本函送达次日起 5 个工作日内答复；期满未反馈的，视为对选址和用地空间无异议。"
    line(paper, f"{project.name}拟开展空间协同，现就下列事项征求贵单位意见。{days}", indent=True)
    for number, asks in enumerate(content["asked"].asks, 1):
        line(paper, f"{number}．{asks}？", indent=True)
    line(
        paper, "意见为不符合的，请一并提出调整建议；需要建设条件和评估评价的，请列明。", indent=True
    )
    _facts(paper, content["facts"])
    line(paper, "")
    line(paper, content["round"].lead.name, right=True)
    line(paper, "      年    月    日", right=True)
    made = io.BytesIO()
    paper.save(made)
    return made.getvalue()


def sheet() -> Any:
    """Open a sheet of A4 with the margins of the standard."""
    paper = docx.Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    style = paper.styles["Normal"]
    style.font.name, style.font.size = BODY, Pt(BODY_PT)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
    return paper


def line(
    paper: Any,
    words: str,
    *,
    font: str = BODY,
    size: int = BODY_PT,
    middle: bool = False,
    right: bool = False,
    indent: bool = False,
    red: bool = False,
) -> None:
    """Add a paragraph of one face and size.

    Args:
        paper: the sheet.
        words: what it says.
        font: the face that is named, also for Chinese.
        size: in points.
        middle: set in the middle.
        right: set to the right.
        indent: the first line begins two letters in.
        red: as the name of the issuer is.
    """
    added = paper.add_paragraph()
    added.paragraph_format.line_spacing = Pt(28)
    added.paragraph_format.space_after = Pt(0)
    if middle:
        added.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if right:
        added.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if indent:
        added.paragraph_format.first_line_indent = Pt(size * 2)
    run = added.add_run(words)
    run.font.name, run.font.size = font, Pt(size)
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
    if red:
        run.font.color.rgb = RGBColor(0xC0, 0, 0)


def _facts(paper: Any, facts: list[tuple[str, str]]) -> None:
    table = paper.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    for name, value in facts:
        cells = table.add_row().cells
        for cell, words in zip(cells, (name, value), strict=True):
            cell.text = words
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(12)
