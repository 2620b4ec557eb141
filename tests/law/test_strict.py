from dataclasses import dataclass
from datetime import date

import pytest

from lantu.law.citation import Citation
from lantu.law.rows import Force
from lantu.law.strict import Malformed, plain, read_rows, read_yaml


@dataclass(frozen=True)
class Sample:
    key: str
    count: int
    on: date
    force: Force
    citation: Citation
    shares: tuple[float, ...] = ()
    note: str | None = None


GOOD = {"key": "a", "count": 3, "on": date(2019, 8, 17), "force": "binding", "citation": "D1 一"}


def test_a_row_is_read_into_its_types_and_written_back():
    (row,) = read_rows(Sample, [{**GOOD, "shares": [1, 0.5]}], "样例.yaml")
    assert row == Sample(
        "a", 3, date(2019, 8, 17), Force.BINDING, Citation.parse("D1 一"), (1.0, 0.5)
    )
    assert plain(row) == {**GOOD, "on": "2019-08-17", "shares": [1.0, 0.5], "note": None}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"cuont": 3}, "没有字段“cuont”"),
        ({"count": "三"}, "字段 count：应是整数，实为文字“三”"),
        ({"count": True}, "字段 count：应是整数，实为是或否"),
        ({"on": "2019-08-17"}, "字段 on：应是日期，实为文字"),
        ({"force": "iron"}, "“iron”不在允许的值之列：hard_bar"),
        ({"citation": "D9 一"}, "通知没有文件“D9”"),
        ({"shares": 1}, "字段 shares：应是一列值"),
        ({"shares": ["x"]}, "字段 shares之1：应是小数"),
    ],
)
def test_a_fault_names_file_entry_and_field(change, words):
    with pytest.raises(Malformed) as refused:
        read_rows(Sample, [GOOD, {**GOOD, **change}], "样例.yaml")
    (fault,) = refused.value.faults
    assert fault.startswith("样例.yaml，第 2 条（a）")
    assert words in fault


def test_all_faults_of_a_file_are_told_at_once():
    with pytest.raises(Malformed) as refused:
        read_rows(Sample, [{"key": "a"}, "nonsense", {**GOOD, "count": None}], "样例.yaml")
    assert len(refused.value.faults) == 6
    assert any("缺少字段“count”" in fault for fault in refused.value.faults)


def test_content_that_is_no_list_is_refused():
    with pytest.raises(Malformed, match="应是一列条目"):
        read_rows(Sample, {"key": "a"}, "样例.yaml")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: 1\na: 2\n", "字段“a”写了两次"),
        ("a: [1", "不是可读的 YAML"),
        ("\x00", "不是可读的 YAML"),
    ],
)
def test_a_file_that_is_no_clean_yaml_is_refused(tmp_path, text, words):
    path = tmp_path / "坏.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(Malformed, match=words) as refused:
        read_yaml(path)
    assert "坏.yaml" in str(refused.value)


def test_a_file_in_another_encoding_is_refused(tmp_path):
    path = tmp_path / "gbk.yaml"
    path.write_bytes("名称: 湿地".encode("gbk"))
    with pytest.raises(Malformed, match="不是可读的 YAML"):
        read_yaml(path)
