"""Forms of what is added to the law here: always a sentence, a source, and the rows."""

from typing import Any

from django import forms

from lantu.foundations.lawbook.queries import current
from lantu.foundations.people.models import Standing
from lantu.law.rows import Visibility
from lantu.web.administration.composing import notice_of, sights_of
from lantu.web.coordination.forms import ActForm, day, words

SEEN = {
    Visibility.GEOMETRY: "图形和属性",
    Visibility.AREA_ONLY: "仅占压面积",
    Visibility.TRIGGER_ONLY: "仅提示征求",
    Visibility.HIDDEN: "不可见",
}
LARGEST_TEXT = 200_000


class EditionForm(ActForm):
    """What an addition is, and the document that it comes from."""

    title = "提出本地补充"
    explains = "由另一人核对后发布才生效；只能增加，不能改动已有条目。"
    note = forms.CharField(label="内容摘要", max_length=200, help_text="一句话说明补充什么。")
    citation = forms.CharField(label="依据文件", max_length=300, help_text="文号或会议纪要编号。")

    def text(self) -> str:
        """Return the rows as the text of an edition."""
        raise NotImplementedError

    def summary(self) -> str:
        """Return what the addition is, in one sentence."""
        return str(self.cleaned_data["note"])

    def source(self) -> str:
        """Return the document it comes from."""
        return str(self.cleaned_data["citation"])


class RowsForm(EditionForm):
    """Rows as the tables of the law hold them."""

    content = words("条目", "按随平台发布的法规表的写法，表名下逐条列出。", rows=12)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered("content").max_length = LARGEST_TEXT

    def text(self) -> str:
        """Return what was written."""
        return str(self.cleaned_data["content"])


class NoticeForm(EditionForm):
    """A State Council notice of holidays."""

    title = "登记放假通知"
    explains = "发布之后，在途期限按新日历重新计算，已经办结的不变；两个版本都留存可查。"
    year = forms.IntegerField(label="年份", min_value=2019, max_value=2100)
    number = forms.CharField(label="文号", max_length=100)
    published_on = day("公布日期")
    address = forms.CharField(label="公布网址或文件名", max_length=300)
    holidays = words(
        "放假安排",
        "每行一个假期：名称、起日 至 止日，如有补班再写 上班 和日期，用顿号隔开。"
        "例：春节 2020-01-24 至 2020-01-30 上班 2020-01-19、2020-02-01",
        rows=8,
    )
    note = citation = None  # type: ignore[assignment]

    def text(self) -> str:
        """Return the notice as an edition."""
        return notice_of(self.cleaned_data)

    def summary(self) -> str:
        """Return whose holidays they are."""
        return f"{self.cleaned_data['year']} 年放假安排"

    def source(self) -> str:
        """Return the number of the notice."""
        return str(self.cleaned_data["number"])


class SightForm(EditionForm):
    """What some standings of units see of a layer, tighter than its own row allows."""

    title = "收紧图层可见范围"
    explains = (
        "责任单位始终看得到自己的图层；这里只能收紧，发布后对地图、核查、文书和导出同时生效。"
    )
    layer = forms.ChoiceField(label="图层")
    standings = forms.MultipleChoiceField(
        label="单位类别", choices=Standing.choices, widget=forms.CheckboxSelectMultiple
    )
    visibility = forms.ChoiceField(
        label="最多看到",
        choices=[(one.value, words) for one, words in SEEN.items() if one != Visibility.GEOMETRY],
        widget=forms.RadioSelect,
    )
    field_order = ("layer", "standings", "visibility", "note", "citation")

    def offer(self) -> None:
        """Offer the layers of the catalogue."""
        self.offered("layer").choices = [(one.key, one.name) for one in current().layers]

    def text(self) -> str:
        """Return the rows as an edition."""
        given = self.cleaned_data
        return sights_of(given["layer"], given["standings"], given["visibility"])
