"""How forces, judgements and severities are called, on a page as in a terminal."""

from lantu.geo.finding import Severity
from lantu.law.blueprint.judgement import Judgement
from lantu.law.rows import Force, Visibility

SEVERITIES = {Severity.REFUSAL: "不予受理", Severity.WARNING: "须核对", Severity.NOTE: "提示"}
FORCES = {
    Force.HARD_BAR: "刚性管控",
    Force.BINDING: "约束",
    Force.ADVISORY: "指导",
    Force.INFORMATIVE: "参考",
    Force.TRIGGER: "仅提示",
}
JUDGEMENTS = {
    Judgement.OCCUPIED: "压占",
    Judgement.TOUCHED: "压边",
    Judgement.CLEAR: "未压占",
    Judgement.NO_DATA: "无数据",
}
VISIBILITIES = {
    Visibility.GEOMETRY: "图形与属性",
    Visibility.AREA_ONLY: "仅占压面积",
    Visibility.TRIGGER_ONLY: "仅提示征求",
    Visibility.HIDDEN: "不可见",
}
# How a file's CRS came to be known.
KNOWN_BY = {"header": "由文件头", "prj": "由 .prj", "coordinates": "由坐标", "declared": "由申报"}
