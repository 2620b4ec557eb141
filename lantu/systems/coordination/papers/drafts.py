"""Editable drafts in the layout of GB/T 9704: 仿宋 named, number, signer and day left blank."""

import io
from datetime import date
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from lantu.law.wording import sentence

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
    return _saved(paper)


def minutes(content: dict[str, Any]) -> bytes:
    """Write the minutes of a session as DOCX.

    Args:
        content: as `minutes_content` makes it.
    """
    paper, session = sheet(), content["session"]
    kind = "联席会议" if session.is_joint_meeting else "专题会议"
    line(paper, content["issuer"], font=HEAD, size=26, middle=True, red=True)
    line(paper, session.number or "（文号：            ）", middle=True)
    line(paper, f"{session.topic}{kind}纪要", font=HEAD, size=HEAD_PT, middle=True)
    held = _day(session.held_on)
    line(
        paper, f"{held}，{content['issuer']}召开空间协同{kind}，研究{session.topic}。", indent=True
    )
    for item in content["items"]:
        line(paper, f"{item.number}．{item.title}", indent=True)
        does = f"（由{item.responsible.name}落实）" if item.responsible else ""
        line(paper, f"{item.decision or '（议定内容：            ）'}{does}", indent=True)
    line(paper, f"出席单位：{'、'.join(content['present']) or '（签到后列出）'}。", indent=True)
    line(paper, "")
    line(paper, content["issuer"], right=True)
    line(paper, held, right=True)
    return _saved(paper)


def opinion(record: dict[str, Any], code: str) -> bytes:
    """Write an overall opinion as DOCX, from its record.

    Args:
        record: as the document holds it.
        code: its verification code.
    """
    paper, content = sheet(), record["content"]
    line(paper, record["issuer"], font=HEAD, size=26, middle=True, red=True)
    line(paper, record["number"], middle=True)
    line(paper, record["title"], font=HEAD, size=HEAD_PT, middle=True)
    line(paper, "项目发起单位、市发展改革委：")
    said = sentence(content["result"], {})
    first = f"{content['project']}第 {content['round']} 轮空间协同已经办结，结论为：{said}。"
    line(paper, first, indent=True)
    if content.get("reason"):
        line(paper, f"理由：{content['reason']}", indent=True)
    for number, words in enumerate(content.get("advice", []), 1):
        line(paper, f"{number}．{words}", indent=True)
    line(paper, "")
    line(paper, record["issuer"], right=True)
    line(paper, "      年    月    日", right=True)
    line(paper, f"核验码 {code}", right=True)
    return _saved(paper)


def form_sheet(title: str, rows: list[tuple[str, str]], signers: list[str]) -> bytes:
    """Write a form of two columns as DOCX, with lines to be signed below.

    Args:
        title: what the form is.
        rows: each name and what stands beside it; blank ones are filled in by hand.
        signers: who signs, each on a line of its own.
    """
    paper = sheet()
    line(paper, title, font=HEAD, size=HEAD_PT, middle=True)
    _facts(paper, rows)
    line(paper, "")
    for name in signers:
        line(paper, f"{name}：            日期：      年    月    日")
    return _saved(paper)


def _day(on: date | None) -> str:
    return f"{on.year}年{on.month}月{on.day}日" if on is not None else "      年    月    日"


def _saved(paper: Any) -> bytes:
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
