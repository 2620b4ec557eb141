from datetime import date

import pytest

from lantu.law.citation import Citation
from lantu.law.rows import (
    AnswerField,
    FieldKind,
    HolidayNotice,
    Origin,
    Parameter,
    Span,
    Unit,
    Value,
)

CITATION = Citation.parse("D1 三(一)1")


def value(day, **more):
    return Value(date(2019, 8, day), 5, CITATION, Origin.PRINTED, **more)


@pytest.mark.parametrize(
    ("values", "words"),
    [((), "至少应有一个值"), ((value(17), value(17)), "同一日"), ((value(18), value(17)), "先后")],
)
def test_a_parameter_refuses_values_out_of_order(values, words):
    with pytest.raises(ValueError, match=words):
        Parameter("a.b", "样例", Unit.WORKING_DAY, values)


def test_a_value_does_not_end_before_it_begins():
    with pytest.raises(ValueError, match="早于起日"):
        value(17, ends_on=date(2019, 8, 16))


def test_a_span_does_not_run_backwards():
    with pytest.raises(ValueError, match="早于首日"):
        Span(date(2019, 10, 7), date(2019, 10, 1))


def test_a_notice_is_cited_by_number_or_else_by_its_address():
    address = "http://www.gov.cn/2018-12/06/content_5346276.htm"
    assert HolidayNotice(2019, date(2018, 12, 6), address, ()).title == "content_5346276"
    numbered = HolidayNotice(2019, date(2018, 12, 6), address, (), "国办发明电〔2018〕15号")
    assert numbered.title == "国办发明电〔2018〕15号"


def test_a_condition_on_another_field_says_true_or_false():
    with pytest.raises(ValueError, match="字段=true"):
        AnswerField("a", "甲", FieldKind.TEXT, required_when="b")
