"""Components of the pages of coordination: how a layer stands, how a plan was found to be."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lantu.law.blueprint.judgement import Judgement, LayerJudgement, Rank
from lantu.law.rows import OverlapMeaning
from lantu.web.coordination.seen import Measured

register = template.Library()
COLUMNS = {
    "answer.no_objection": "agreed", "answer.not_concerned": "agreed",
    "answer.conditional": "conditional", "answer.not_conform": "against",
    "answer.by_letter": "by_letter", "task.deemed_no_objection": "deemed",
}  # fmt: skip


@register.simple_tag
def judged(row: LayerJudgement | Measured) -> SafeString:
    """Return how a footprint stands to a layer as a tag; a missing layer is never a clean one."""
    tone, words = "grey", "未压占"
    if row.area_m2 is None:
        words = "须征求"
    elif row.rank is Rank.BAR_MET:
        tone, words = "red", "✕ 压占刚性管控"
    elif row.judgement is Judgement.OCCUPIED:
        tone, words = "yellow", "◐ 压占"
        if row.overlap is OverlapMeaning.INSIDE:
            tone, words = "green", "✓ 在范围内"
    elif row.judgement is Judgement.TOUCHED:
        tone, words = "yellow", "压边，由人判断"
    elif row.judgement is Judgement.NO_DATA:
        tone, words = "grey", "？无数据，须征询"
    elif row.rank is not Rank.CLEAR:
        words = "邻近，须征求"
    return format_html(
        '<span class="tag tag-{}" title="{}">{}</span>', tone, "；".join(row.sentences), words
    )


@register.simple_tag
def conformity(conforms: bool | None) -> str:
    """Return the lead's finding about a plan in words."""
    return "未核对" if conforms is None else "符合" if conforms else "不符合"


@register.simple_tag
def column_of(code: str) -> str:
    """Return in which column of the matrix a result counts."""
    return COLUMNS.get(code, "open")
