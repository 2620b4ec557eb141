import hashlib
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lantu import law
from lantu.law.edition import Edition, changes, combined, load, read, shipped
from lantu.law.rows import Origin
from lantu.law.strict import Malformed

SHIPPED = Path(law.__file__).parent


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped dated data that a test may spoil."""
    for path in SHIPPED.rglob("*.yaml"):
        if path.name != "wording.yaml":
            target = tmp_path / path.relative_to(SHIPPED)
            target.parent.mkdir(exist_ok=True)
            shutil.copy(path, target)
    return tmp_path


def spoil(folder, name, old, new):
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_same_rows_give_the_same_digest_in_any_order(folder):
    assert load(folder) == shipped()
    shuffled = replace(shipped(), layers=shipped().layers[::-1])
    assert shuffled.canonical == shipped().canonical
    assert shipped().digest == hashlib.sha256(shipped().canonical).hexdigest()


def test_one_changed_number_changes_the_digest(folder):
    spoil(folder, "coordination/parameters.yaml", "amount: 10,", "amount: 11,")
    assert load(folder).digest != shipped().digest


@pytest.mark.requirement("D0-01")
def test_every_value_carries_its_source_and_a_reading_its_doubt():
    for parameter in shipped().parameters:
        for value in parameter.values:
            assert value.citation.locator
            assert (value.origin is Origin.READING) == (value.doubt is not None)


def test_knowledge_of_a_day_leaves_out_later_notices():
    before = shipped().known_on(date(2020, 1, 26))
    assert max(n.published_on for n in before.holiday_notices) == date(2019, 11, 21)
    assert before.digest != shipped().digest
    assert before.parameters == shipped().parameters


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("blueprint/layers.yaml", "force: binding", "farce: binding", "没有字段“farce”"),
        ("blueprint/layers.yaml", "owner: education", "owner: nobody", "所引“nobody”未曾定义"),
        ("blueprint/layers.yaml", "key: wetland", "key: forest_land", "出现了 2 次"),
        ("blueprint/layers.yaml", "near: blueprint.near_railway", "near: x.y", "所引“x.y”"),
        ("coordination/parameters.yaml", "amount: 10,", "amount: [10],", "字段 amount"),
        ("workdays/2019.yaml", "working: [2018-12-29]", "working: [2018-12-30]", "不能重叠"),
        ("workdays/2019.yaml", "to_on: 2019-02-10", "to_on: 2019-02-01", "早于首日"),
        ("workdays/2019.yaml", "2018-12-06", "2018-13-06", "2019.yaml：其中有不存在的日期"),
    ],
)
def test_a_spoiled_file_is_refused_with_the_place(folder, name, old, new, words):
    spoil(folder, name, old, new)
    with pytest.raises(Malformed, match=words):
        load(folder)


def test_a_value_that_was_changed_instead_of_added_is_named(folder):
    spoil(folder, "coordination/parameters.yaml", "amount: 10,", "amount: 11,")
    assert changes(shipped(), load(folder)) == (
        "parameters（coordination.correction）：自 2019-08-17 施行的值被改动；应另加新值",
    )
    assert changes(shipped(), shipped()) == ()


def test_a_notice_that_was_dropped_or_changed_is_named():
    first, second, *rest = shipped().holiday_notices
    changed = replace(second, number="国办发明电〔2018〕16号")
    faults = changes(shipped(), replace(shipped(), holiday_notices=(changed, *rest)))
    assert [("删去" in fault, "改动" in fault) for fault in faults] == [
        (True, False), (False, True)
    ]  # fmt: skip
    assert str(first.year) in faults[0]


def local_value(day, amount):
    (parameter,) = (p for p in shipped().parameters if p.name == "coordination.reply")
    value = replace(parameter.values[0], in_force_on=day, amount=amount)
    return Edition(parameters=(replace(parameter, values=(value,)),))


def test_a_local_edition_adds_a_later_value():
    both = combined(shipped(), local_value(date(2021, 1, 1), 3))
    (parameter,) = (p for p in both.parameters if p.name == "coordination.reply")
    assert [value.amount for value in parameter.values] == [5, 3]
    assert changes(shipped(), both) == ()


def test_two_values_of_one_day_wait_for_a_person():
    with pytest.raises(Malformed, match=r"coordination\.reply.*由人选定其一"):
        combined(shipped(), local_value(date(2019, 8, 17), 3))


def test_a_local_layer_that_contradicts_a_shipped_one_waits_for_a_person():
    layer = replace(shipped().layers[0], update_interval_months=1)
    with pytest.raises(Malformed, match=r"layers.*由人选定其一"):
        combined(shipped(), Edition(layers=(layer,)))
    assert combined(shipped(), Edition(layers=shipped().layers[:1])) == shipped()


def test_a_local_folder_may_hold_a_few_rows_that_lean_on_the_shipped_ones(tmp_path):
    (tmp_path / "coordination").mkdir()
    path = tmp_path / "coordination" / "responsibilities.yaml"
    row = "{function: forestry, department: parks, from_on: 2021-01-01, citation: D1 附件二(二) 末}"
    path.write_text(f"- {row}\n", "utf-8")
    both = combined(shipped(), read(tmp_path))
    assert len(both.responsibilities) == len(shipped().responsibilities) + 1
    path.write_text(f"- {row.replace('parks', 'nobody')}\n", "utf-8")
    with pytest.raises(Malformed, match="nobody"):
        combined(shipped(), read(tmp_path))
