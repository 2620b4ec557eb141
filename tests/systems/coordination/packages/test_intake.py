from datetime import date
from decimal import Decimal

import pytest

from lantu.systems.coordination.packages.faults import PackageRefused
from lantu.systems.coordination.packages.intake import read_intakes, served_city
from tests.geo.formats.drawings import drawing, polyline
from tests.systems.coordination.packages.conftest import CITY, row
from tests.town import INITIATOR, a_project


@pytest.mark.parametrize("form", ["xlsx", "json"])
def test_a_row_becomes_an_intake_with_its_red_line_measured(town, package, form):
    (first, second) = read_intakes(package(row(1), row(2), form=form), CITY)
    assert (first.row, first.name, second.row) == (2, "滨河学校1", 3)
    assert first.geometry.area == pytest.approx(20000)
    assert first.unit_id == town.unit(INITIATOR).id
    assert first.described == {"investment_yuan": Decimal(12000000)}
    assert first.clearance.statement == "unclassified"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"项目名称": ""}, "第 2 行“项目名称”：没有填写"),
        ({"保密审查人": ""}, "第 2 行“保密审查人”：没有填写"),
        ({"发起单位": "没有的公司"}, "第 2 行“发起单位”：没有名为“没有的公司”的单位"),
        ({"涉密声明": "秘密"}, "第 2 行“涉密声明”：没有“秘密”这一项，请填：非涉密、已脱密"),
        ({"总投资（元）": "很多"}, "第 2 行“总投资（元）”：“很多”不是数字"),
        ({"红线文件": "没有.txt"}, "第 2 行“红线文件”：旁边没有“没有.txt”"),
        ({"红线文件": "../../etc/passwd"}, "第 2 行“红线文件”：旁边没有"),
    ],
)
def test_a_cell_that_is_wrong_is_named_with_what_to_do(town, package, changed, said):
    with pytest.raises(PackageRefused) as refusal:
        read_intakes(package(row(1, **changed), row(2)), CITY)
    (fault,) = refusal.value.faults
    assert fault.chinese.startswith(said)


def test_a_red_line_that_cannot_be_taken_is_told_in_its_own_words(town, package):
    file = package(row(1))
    (file.parent / "红线1.txt").write_text("不是红线", "utf-8")
    with pytest.raises(PackageRefused, match="第 2 行“红线文件”：红线不能采用："):
        read_intakes(file, CITY)


def test_a_red_line_whose_repair_nobody_has_accepted_is_not_taken(town, package):
    file = package(row(1, 红线文件="红线1.dxf"))
    (file.parent / "红线1.dxf").write_bytes(drawing(polyline(closed=False)).encode("gb18030"))
    with pytest.raises(PackageRefused, match="这条线没有闭合，起点"):
        read_intakes(file, CITY)


def test_the_faults_of_all_rows_are_told_at_once_in_their_order(town, package):
    rows = (row(1, 拟定用途=""), row(2), row(3, 项目名称="滨河学校2", 红线文件="没有.txt"))
    with pytest.raises(PackageRefused) as refusal:
        read_intakes(package(*rows), CITY)
    assert [(fault.row, fault.column) for fault in refusal.value.faults] == [
        (2, "拟定用途"),
        (4, "项目名称"),
        (4, "红线文件"),
    ]


def test_a_project_that_is_known_does_not_come_in_twice(town, package):
    known = a_project(town, "滨河学校1")
    with pytest.raises(PackageRefused, match=f"已有同名项目（{known.reserve_number}）"):
        read_intakes(package(row(1)), CITY)


def test_a_heading_that_is_wrong_is_told_before_its_rows(town, package):
    bad = row(1)
    bad["用途"] = bad.pop("拟定用途")
    with pytest.raises(PackageRefused) as refusal:
        read_intakes(package(bad, form="json"), CITY)
    assert [(fault.row, fault.column) for fault in refusal.value.faults] == [
        (1, "拟定用途"),
        (1, "用途"),
    ]
    with pytest.raises(PackageRefused, match="没有一行内容"):
        read_intakes(package(), CITY)


def test_without_a_city_there_is_nothing_to_examine_a_red_line_by(town, tmp_path):
    assert served_city(tmp_path, date(2019, 9, 2)) is None


def test_a_red_line_that_was_read_before_is_not_read_again(town, package):
    file = package(row(1))
    (before,) = read_intakes(file, CITY)
    (file.parent / "红线1.txt").write_text("nothing", "utf-8")
    (again,) = read_intakes(file, CITY, {"红线1.txt": before.geometry})
    assert again == before
