from datetime import date

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPolygon, Polygon, box

from lantu.geo.finding import Refused
from lantu.geo.formats.boundary_txt import parse
from lantu.geo.formats.boundary_txt_writer import write
from lantu.geo.formats.reading import ReadFeature
from tests.geo.formats.samples import LIMITS, LOT, codes

DAY = date(2019, 9, 2)


def written(*plots, crs="EPSG:4547", producer="示例测绘院"):
    return write(plots, crs=crs, producer=producer, produced_on=DAY)


def read_back(data):
    return parse(data, file="a.txt", limits=LIMITS)


def test_the_layout_is_the_ministrys():
    plot = ReadFeature("示例地块", LOT, {"地块用途": "住宅", "地类编码": "0701"})
    assert written(plot).decode("gb18030").split("\r\n") == [
        "[属性描述]",
        "格式版本号=1.01版本",
        "数据产生单位=示例测绘院",
        "数据产生日期=2019-09-02",
        "坐标系=2000国家大地坐标系",
        "几度分带=3",
        "投影类型=高斯克吕格",
        "计量单位=米",
        "带号=38",
        "精度=0.001",
        "转换参数=,,,,,,",
        "[地块坐标]",
        "5,2.0000,1,示例地块,面,,住宅,0701,@",
        "J1,1,3846000.000,465800.000",
        "J2,1,3846100.000,465800.000",
        "J3,1,3846100.000,465600.000",
        "J4,1,3846000.000,465600.000",
        "J1,1,3846000.000,465800.000",
        "",
    ]


millimetres = st.integers(0, 10**8).map(lambda value: value / 1000)
names = st.text("甲乙丙丁（）、一二AB12-_. ", min_size=1, max_size=9).map(str.strip).filter(bool)


@st.composite
def plots(draw):
    """A plot of one or two parts with up to two holes, corners on whole millimetres."""
    east, north = draw(millimetres), draw(millimetres)
    holes = draw(st.lists(st.sampled_from([(1, 1), (5, 5), (1, 6)]), unique=True, max_size=2))
    parts = []
    for at in range(draw(st.integers(1, 2))):
        shift = east + 400_000 + at * 20, north % 1e6 + 3_000_000
        shell = box(*shift, shift[0] + 10, shift[1] + 10)
        inner = [
            box(shift[0] + x, shift[1] + y, shift[0] + x + 2, shift[1] + y + 3).exterior
            for x, y in holes
        ]
        parts.append(shapely.set_precision(Polygon(shell.exterior, inner), 0.001))
    shape = parts[0] if len(parts) == 1 else MultiPolygon(parts)
    return ReadFeature(draw(names), shape, {"地块编号": "7", "地块用途": draw(names)})


@given(st.lists(plots(), min_size=1, max_size=3))
def test_what_is_written_reads_back_the_same(drawn):
    data = written(*drawn)
    reading = read_back(data)
    assert set(codes(reading.findings)) <= {"has_holes", "has_parts"}
    for sent, found in zip(drawn, reading.features, strict=True):
        assert found.attributes == sent.attributes
        assert found.geometry.normalize().equals_exact(sent.geometry.normalize(), 5e-4)
        assert found.declared_area_m2 == pytest.approx(sent.geometry.area, abs=0.51)
    assert written(*reading.features) == data


def test_eastings_carry_the_zone_where_the_code_says_so():
    moved = shapely.transform(LOT, lambda points: points + np.array([38_000_000, 0]))
    text = written(ReadFeature("a", moved), crs="EPSG:4526").decode("gb18030")
    assert "J1,1,3846000.000,38465800.000" in text
    assert "带号=38" in text


@pytest.mark.parametrize(
    "name", ["甲,乙", "甲，乙", "Ａ区", "甲\n乙", "甲@", "[甲]", "甲=乙", " 甲"]
)
def test_a_name_that_would_break_the_layout_is_refused(name):
    with pytest.raises(Refused) as refused:
        written(ReadFeature(name, LOT))
    assert codes(refused.value.findings) == ["text_not_writable"]


@pytest.mark.parametrize("crs", ["EPSG:4490", "EPSG:4498", "EPSG:26986"])
def test_another_crs_than_a_zone_of_three_degrees_is_refused(crs):
    with pytest.raises(Refused) as refused:
        written(ReadFeature("a", LOT), crs=crs)
    assert codes(refused.value.findings) == ["crs_not_writable"]
