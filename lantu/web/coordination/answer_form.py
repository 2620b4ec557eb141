"""The form of a unit's answer, made of its own question in annex two."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import shapely
from django import forms
from shapely import MultiPolygon, Polygon

from lantu.foundations.acts.clock import now
from lantu.foundations.lawbook.queries import known_on
from lantu.foundations.projects.queries import geometry_of
from lantu.law.clock import day_of
from lantu.law.coordination.answers import Result, question
from lantu.law.rows import AnswerField, FieldKind, Question
from lantu.law.strict import read_yaml
from lantu.law.wording import Refused, sentence
from lantu.systems.coordination.content import prefilled, prefilled_fields
from lantu.systems.coordination.models import Answer, Task
from lantu.systems.coordination.objection import area_of, area_read, line_of
from lantu.web.blueprint.corrections import as_text
from lantu.web.coordination.forms import YES_NO, ActForm, words

PREFIX = "field_"
ASSESSMENT_TYPES = ("环境影响报告书", "环境影响报告表", "环境影响登记表")
LISTS = {"construction_conditions": "建设条件", "required_assessments": "须做的评估评价"}


@cache
def phrases() -> dict[str, list[dict[str, str]]]:
    """Return the stock phrases by row."""
    content = read_yaml(Path(__file__).parent / "phrases.yaml")
    assert isinstance(content, dict)
    return content


class AnswerForm(ActForm):
    """A unit's answer: one of five values, the parts of its question, conditions and advice."""

    result = forms.ChoiceField(
        label="意见", choices=(), widget=forms.RadioSelect,
        error_messages={"required": "请选择一种意见。"},
    )  # fmt: skip
    conclusion_by_letter = forms.ChoiceField(label="另函的结论", choices=(), required=False)
    construction_conditions = words("建设条件", "一行一条。", required=False, rows=3)
    required_assessments = words("须做的评估评价", "一行一项。", required=False, rows=2)
    none_needed = forms.BooleanField(label="没有建设条件，也不需要评估评价", required=False)
    adjustment_advice = words("调整建议", "不符合的，须写明怎样调整可以同意。", required=False)
    weighing = words("对县区意见的采纳情况", required=False, rows=2)
    area = forms.CharField(
        label="异议范围坐标", required=False, max_length=200_000,
        help_text="每行一个点，如 3846545.194, 38465661.650（X 北、Y 东），或 Y、X，或经度, 纬度；空一行开始下一圈。超出红线的部分不计。",  # noqa: E501
        widget=forms.Textarea(attrs={"rows": 4, "class": "form-control number", "spellcheck": "false"}),  # noqa: E501
    )  # fmt: skip

    subject: Task

    def offer(self) -> None:
        """Add the parts of the unit's own question, with what the map measured."""
        self.question = question_of(self.subject)
        values = [(str(one), sentence(one, {})) for one in Result]
        self.offered("result").choices = values
        self.offered("conclusion_by_letter").choices = [("", "请选择"), *values[:4]]
        for part in self.question.fields:
            self.fields[PREFIX + part.name] = field_of(part)
        if not self.subject.consultations.exists():
            del self.fields["weighing"]

    def parts(self) -> Iterator[tuple[AnswerField, forms.BoundField]]:
        """Yield the parts of the question with their bound fields."""
        for part in self.question.fields:
            yield part, self[PREFIX + part.name]

    def clean_area(self) -> MultiPolygon | None:
        """Return the area objected to, within the line of the round; None where none is drawn."""
        text = self.cleaned_data["area"].strip()
        try:
            return area_read(self.subject, text) if text else None
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def start(self) -> str:
        """Return three corners in the midst of the line, where typing point by point begins."""
        return as_text(Polygon(geometry_of(line_of(self.subject.round)).centroid.buffer(20, 1).exterior.coords[:3]))  # noqa: E501 # fmt: skip

    def area_bytes(self) -> bytes | None:
        """Return the area objected to as the action takes it."""
        found = self.cleaned_data["area"]
        return bytes(shapely.to_wkb(found)) if found is not None else None

    def content(self) -> dict[str, Any]:
        """Return the content of the answer as the law reads it; what was left empty is left out."""
        given = self.cleaned_data
        fields = {}
        for part in self.question.fields:
            value = _value(part, given.get(PREFIX + part.name))
            if value is not None:
                fields[part.name] = value
        found: dict[str, Any] = {name: _lines(given[name]) for name in LISTS}
        return {
            **found,
            "fields": fields,
            "none_needed": given["none_needed"],
            "adjustment_advice": given["adjustment_advice"].strip(),
            "weighing": given.get("weighing", "").strip(),
        }


def initial_of(task: Task, answer: Answer | None) -> dict[str, Any]:
    """Return what the form begins with: the draft, or what the map fills in beforehand."""
    if answer is None:
        result, content = prefilled(task)
        known = content.get("fields") or prefilled_fields(known_on(day_of(now())), task)
        found = {PREFIX + name: _shown(value) for name, value in known.items()}
        return found | ({"result": result, "none_needed": True} if result is not None else {})
    content, area = answer.content, area_of(answer)
    found = {PREFIX + name: _shown(value) for name, value in content.get("fields", {}).items()}
    return {
        **found,
        "result": answer.result,
        "conclusion_by_letter": answer.conclusion_by_letter,
        **{name: "\n".join(content.get(name, [])) for name in LISTS},
        "area": as_text(area) if area is not None else "",
        "none_needed": content.get("none_needed", False),
        "adjustment_advice": content.get("adjustment_advice", ""),
        "weighing": content.get("weighing", ""),
    }


def question_of(task: Task) -> Question:
    """Return what a task asks, by the law of today."""
    return question(known_on(day_of(now())), task.row)


def field_of(part: AnswerField) -> forms.Field:
    """Return the form field of one part of a question."""
    if part.kind is FieldKind.BOOLEAN:
        return forms.ChoiceField(
            label=part.label, choices=YES_NO, widget=forms.RadioSelect, required=False
        )
    if part.kind is FieldKind.AREA:
        return forms.FloatField(
            label=f"{part.label}(平方米)", required=False, min_value=0,
            error_messages={"invalid": f"{part.label}请填数字，单位平方米。"},
        )  # fmt: skip
    if part.kind is FieldKind.CHOICE:
        choices = [("", "请选择"), *((one, one) for one in ASSESSMENT_TYPES)]
        return forms.ChoiceField(label=part.label, choices=choices, required=False)
    rows = 2 if part.kind is FieldKind.LIST else 1
    help_text = "一行一项。" if part.kind is FieldKind.LIST else ""
    return words(part.label, help_text, required=False, rows=rows)


def _value(part: AnswerField, given: Any) -> Any:
    if given in (None, ""):
        return None
    if part.kind is FieldKind.BOOLEAN:
        return given == "yes"
    if part.kind is FieldKind.LIST:
        return _lines(given)
    return given


def _shown(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "\n".join(value)
    return value


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
