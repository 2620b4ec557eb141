"""The forms of the blueprint: a red line as file or as text, and what is said about it."""

from typing import Any

from django import forms

from lantu.foundations.acts.clock import now
from lantu.foundations.blobs.models import Statement
from lantu.foundations.lawbook.queries import known_on
from lantu.foundations.projects.models import Rank
from lantu.law.clock import day_of
from lantu.systems.blueprint.check import red_line_limits

SYSTEMS = (
    ("", "自动识别"),
    ("EPSG:4547", "CGCS2000 3 度带 114°（不带带号）"),
    ("EPSG:4526", "CGCS2000 3 度带 38 带（带带号）"),
    ("EPSG:4546", "CGCS2000 3 度带 111°（不带带号）"),
    ("EPSG:4525", "CGCS2000 3 度带 37 带（带带号）"),
    ("EPSG:4490", "CGCS2000 经纬度"),
)
ENCODINGS = (("", "自动识别"), ("utf-8", "UTF-8"), ("gb18030", "GB 18030（含 GBK、GB 2312）"))
# A corrected line is made in a round, by the lead.
RANKS = [(value, words) for value, words in Rank.choices if value != Rank.CORRECTED]
# A DWG and a KML may be chosen too: what they are told is how to save them in another form.
FORMATS = ".txt,.json,.geojson,.zip,.gpkg,.dxf,.shp,.kml,.dwg"


class RedLineForm(forms.Form):
    """A red line: dropped or chosen as a file, or pasted, typed or drawn as coordinates."""

    file = forms.FileField(
        label="红线文件",
        required=False,
        help_text="界址点 TXT、SHP（压缩为 zip）、DXF、GeoJSON、GPKG。DXF 以米为单位，红线是图层“红线”上的闭合多段线；DWG 请先另存为 DXF。",  # noqa: E501
        widget=forms.ClearableFileInput(attrs={"accept": FORMATS, "class": "form-control"}),
    )
    text = forms.CharField(
        label="坐标",
        required=False,
        help_text="每行一个点，如 3846545.194, 38465661.650（X 北、Y 东），或经度, 纬度；空一行开始下一圈。",  # noqa: E501
        widget=forms.Textarea(
            attrs={"rows": 6, "class": "form-control number", "spellcheck": "false"}
        ),
        strip=False,
    )
    crs = forms.ChoiceField(
        label="坐标系", choices=SYSTEMS, required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
    )  # fmt: skip
    encoding = forms.ChoiceField(
        label="文字编码", choices=ENCODINGS, required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
    )  # fmt: skip

    def clean_file(self) -> Any:
        """Refuse a file beyond what the law of the day allows, before it is read."""
        file = self.cleaned_data["file"]
        today = day_of(now())
        limit = red_line_limits(known_on(today), today).size_bytes
        if file is not None and file.size > limit:
            size_mb, limit_mb = file.size / (1 << 20), limit // (1 << 20)
            raise forms.ValidationError(
                f"文件有 {size_mb:.1f} MB，超过上限 {limit_mb} MB。请只保留红线图形后再上传。"
            )
        return file

    def clean(self) -> dict[str, Any]:
        """Want a file or coordinates."""
        cleaned = super().clean() or {}
        has_text = bool((cleaned.get("text") or "").strip())
        if not self.errors and not cleaned.get("file") and not has_text:
            raise forms.ValidationError(
                "还没有红线：请选择一个文件，或在地图上画、在坐标框里粘贴。"
            )
        return cleaned

    def brought(self) -> tuple[str, bytes]:
        """Return what was brought, as a named file: a file stands before text."""
        file = self.cleaned_data["file"]
        if file is not None:
            return str(file.name), file.read()
        return "粘贴的坐标", self.cleaned_data["text"].encode()


class EnterForm(forms.Form):
    """What is said when a red line is entered: its rank, who surveyed, and that it is no secret."""

    rank = forms.ChoiceField(
        label="红线等级", choices=RANKS, initial=Rank.SKETCH, widget=forms.RadioSelect
    )
    survey_number = forms.CharField(
        label="勘测编号", required=False, max_length=80,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )  # fmt: skip
    survey_unit = forms.CharField(
        label="勘测单位", required=False, max_length=120,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )  # fmt: skip
    surveyed_on = forms.DateField(
        label="勘测日", required=False,
        widget=forms.DateInput(attrs={"class": "form-control", "type": "date"}),
    )  # fmt: skip
    statement = forms.ChoiceField(
        label="涉密声明",
        choices=Statement.choices,
        widget=forms.RadioSelect,
        help_text="涉密图形不得进入本平台。声明人即您本人。",
        error_messages={"required": "请声明这份图形“非涉密”或“已脱密”。"},
    )
    reviewer = forms.CharField(
        label="保密审查人", max_length=60, required=False, help_text="不填则为本人。",
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )  # fmt: skip


class ScanForm(forms.Form):
    """A scan of a sketch."""

    scan = forms.FileField(
        label="示意图扫描件",
        help_text="PNG、JPG，或第 1 页为扫描图的 PDF。图上要有能对上坐标的点：道路交叉口、河渠、公里网交点。",  # noqa: E501
        widget=forms.ClearableFileInput(
            attrs={"accept": ".png,.jpg,.jpeg,.pdf", "class": "form-control"}
        ),
    )


class TraceForm(forms.Form):
    """Control points and the traced boundary, as the page wrote them down."""

    points = forms.CharField(widget=forms.HiddenInput, label="控制点")
    ring = forms.CharField(widget=forms.HiddenInput, label="描绘的边界")
    statement = forms.ChoiceField(
        label="涉密声明",
        choices=Statement.choices,
        widget=forms.RadioSelect,
        help_text="涉密图形不得进入本平台。声明人即您本人。",
        error_messages={"required": "请声明这份图形“非涉密”或“已脱密”。"},
    )
    reviewer = forms.CharField(
        label="保密审查人", max_length=60, required=False, help_text="不填则为本人。",
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )  # fmt: skip


class ConformityForm(forms.Form):
    """The lead's two findings, recorded with a corrected red line."""

    ANSWERS = (("yes", "符合"), ("no", "不符合"))

    land_use = forms.ChoiceField(
        label="与土地利用总体规划", choices=ANSWERS, widget=forms.RadioSelect
    )
    land_use_note = forms.CharField(
        label="依据", required=False, widget=forms.TextInput(attrs={"class": "form-control"})
    )
    urban_rural = forms.ChoiceField(label="与城乡规划", choices=ANSWERS, widget=forms.RadioSelect)
    urban_rural_note = forms.CharField(
        label="依据", required=False, widget=forms.TextInput(attrs={"class": "form-control"})
    )
