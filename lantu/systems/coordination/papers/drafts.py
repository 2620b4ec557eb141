"""Editable drafts in the layout of GB/T 9704: 仿宋 named, number, signer and day left blank."""

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from lantu.law.citation import Citation
from lantu.law.wording import chinese_date, sentence
from lantu.systems.coordination.models import PaperKind

BODY, HEAD = "仿宋_GB2312", "小标宋体"
BODY_PT, HEAD_PT, PROOF_PT = 16, 22, 10.5


def letter(record: Mapping[str, Any], code: str) -> bytes:
    """Write a letter to one unit as DOCX.

    Args:
        record: as the document holds it.
        code: its verification code.
    """
    paper, content = sheet(), record["content"]
    _head(paper, record)
    line(paper, f"{content['unit']}：")
    days = f"请自本函送达次日起 {content['days']} 个工作日内答复"
    silence = "期满未反馈的，视为对选址和用地空间无异议。"
    asks = f"{content['project']}拟开展空间协同，现就下列事项征求贵单位意见。{days}；{silence}"
    line(paper, asks, indent=True)
    for number, words in enumerate(content["asks"], 1):
        line(paper, f"{number}．{words}？", indent=True)
    advice = "意见为不符合的，请一并提出调整建议；需要建设条件和评估评价的，请列明。"
    basis = Citation.parse(content["basis"]).chinese
    line(paper, f"{advice}依据：{basis}。", indent=True)
    _facts(paper, content["facts"])
    _foot(paper, record, code)
    return _saved(paper)


def minutes(record: Mapping[str, Any], code: str) -> bytes:
    """Write the minutes of a session as DOCX.

    Args:
        record: as the document holds it.
        code: its verification code; none for minutes that are not out.
    """
    paper, content = sheet(), record["content"]
    kind = "联席会议" if content["is_joint_meeting"] else "专题会议"
    official = {**record, "number": content["official_number"] or record["number"]}
    _head(paper, {**official, "title": f"{content['topic']}{kind}纪要"})
    held, issuer = _day(content["held_on"]), record["issuer"]
    line(paper, f"{held}，{issuer}召开空间协同{kind}，研究{content['topic']}。", indent=True)
    for item in content["items"]:
        line(paper, f"{item['number']}．{item['title']}", indent=True)
        does = f"（由{item['responsible']}落实）" if item["responsible"] else ""
        line(paper, f"{item['decision'] or '（议定内容：            ）'}{does}", indent=True)
    line(paper, f"出席单位：{'、'.join(content['present']) or '（签到后列出）'}。", indent=True)
    _foot(paper, record, code, day=held)
    return _saved(paper)


def opinion(record: Mapping[str, Any], code: str) -> bytes:
    """Write an overall opinion as DOCX, from its record.

    Args:
        record: as the document holds it.
        code: its verification code.
    """
    paper, content = sheet(), record["content"]
    _head(paper, record)
    line(paper, "项目发起单位、市发展改革委：")
    said = sentence(content["result"], {})
    first = f"{content['project']}第 {content['round']} 轮空间协同已经办结，结论为：{said}。"
    line(paper, first, indent=True)
    if content.get("reason"):
        line(paper, f"理由：{content['reason']}", indent=True)
    for number, words in enumerate(content.get("advice", []), 1):
        line(paper, f"{number}．{words}", indent=True)
    _foot(paper, record, code)
    return _saved(paper)


def information(record: Mapping[str, Any], code: str) -> bytes:
    """Write the sheet of facts about a project as a form.

    Args:
        record: as the document holds it.
        code: its verification code; none for a sheet that has not gone out.
    """
    return _form(record, code, record["content"]["facts"], ("填报单位", "审核"))


def opinion_form(record: Mapping[str, Any], code: str) -> bytes:
    """Write a unit's opinion as a form, to be sealed where a unit wants it on paper.

    Args:
        record: as the document holds it.
        code: its verification code.
    """
    content = record["content"]
    rows = [
        ("项目", f"{content['project']}（第 {content['round']} 轮）"),
        ("意见", sentence(content["result"], {})),
        ("答复", "\n".join(content["stated"])),
        ("建设条件", "\n".join(content["construction_conditions"])),
        ("评估评价", "\n".join(content["required_assessments"])),
        ("调整建议", content["adjustment_advice"]),
    ]
    return _form(record, code, rows, ("经办", "审核", "签发"))


def _form(
    record: Mapping[str, Any],
    code: str,
    rows: Sequence[Sequence[str]],
    signers: Sequence[str],
) -> bytes:
    """Write a form of two columns; blank ones are filled in by hand, and it is signed below."""
    paper = sheet()
    line(paper, record["title"], font=HEAD, size=HEAD_PT, middle=True)
    _facts(paper, rows)
    line(paper, "")
    for name in signers:
        line(paper, f"{name}：            日期：      年    月    日")
    _proof(paper, record, code)
    return _saved(paper)


def _head(paper: Any, record: Mapping[str, Any]) -> None:
    line(paper, record["issuer"], font=HEAD, size=26, middle=True, red=True)
    line(paper, record["number"] or "（文号：            ）", middle=True)
    line(paper, record["title"], font=HEAD, size=HEAD_PT, middle=True)


def _foot(paper: Any, record: Mapping[str, Any], code: str, *, day: str = "") -> None:
    line(paper, "")
    line(paper, record["issuer"], right=True)
    line(paper, day or _day(None), right=True)
    _proof(paper, record, code)


def _proof(paper: Any, record: Mapping[str, Any], code: str) -> None:
    """Name what the draft was made of, where that has been issued."""
    if code:
        line(paper, f"{record['number']}　核验码 {code}", size=PROOF_PT, right=True)


def _day(on: date | None) -> str:
    return chinese_date(on) if on is not None else "      年    月    日"


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
    size: float = BODY_PT,
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


def _facts(paper: Any, facts: Sequence[Sequence[str]]) -> None:
    table = paper.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    for name, value in facts:
        cells = table.add_row().cells
        for cell, words in zip(cells, (name, value), strict=True):
            cell.text = words
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(12)


DRAFTS: dict[str, Callable[[Mapping[str, Any], str], bytes]] = {
    "coordination.overall_opinion": opinion,
    PaperKind.LETTER: letter,
    PaperKind.INFORMATION: information,
    PaperKind.OPINION_FORM: opinion_form,
    PaperKind.MINUTES: minutes,
}
