import os
from uuid import uuid4

import pytest

from lantu.foundations.acts.gate import Missing
from lantu.foundations.blobs import store
from lantu.foundations.projects.models import Footprint, Project
from lantu.systems.coordination.packages.drafts import (
    MOST_ROWS,
    keep_package,
    open_package,
    take_in_package,
)
from lantu.systems.coordination.packages.faults import PackageRefused
from tests.systems.coordination.packages.conftest import CITY, row
from tests.town import SENDER, a_project


@pytest.fixture
def clerk(town, blob_folder):
    return town.ask(SENDER, "clerk")


def said(draft):
    return [fault.chinese for fault in draft.faults]


@pytest.mark.parametrize("form", ["xlsx", "json"])
def test_a_package_says_what_it_would_make_and_makes_nothing(clerk, packed, form):
    draft = keep_package(clerk, packed(row(1), row(2), form=form), file="一批.zip", city=CITY)
    assert draft.is_sound
    assert [(one.row, one.number, one.name) for one in draft.planned] == [
        (2, "储2019-00001", "滨河学校1"),
        (3, "储2019-00002", "滨河学校2"),
    ]
    assert draft.planned[0].area_m2 == pytest.approx(20000)
    assert not Project.objects.exists()
    assert open_package(clerk.actor.account_id, draft.id) == draft


def test_a_sound_package_is_taken_in_with_the_red_lines_that_were_read_before(clerk, packed):
    draft = keep_package(clerk, packed(row(1), row(2)), file="一批.zip", city=CITY)
    numbers = take_in_package(clerk, draft, CITY)
    assert numbers == ["储2019-00001", "储2019-00002"]
    taken = open_package(clerk.actor.account_id, draft.id)
    assert (list(taken.taken), taken.is_sound) == (numbers, False)
    assert Footprint.objects.count() == 2
    assert store.read(Footprint.objects.first().source).startswith("[属性描述]".encode())


def test_every_fault_of_a_package_is_told_by_row_and_column(clerk, packed):
    wrong = row(1, 发起单位="没有的公司"), row(2, 红线文件="没有.txt")
    draft = keep_package(clerk, packed(*wrong), file="一批.zip", city=CITY)
    assert not draft.is_sound
    assert [(one.row, one.column) for one in draft.faults] == [(2, "发起单位"), (3, "红线文件")]


def test_what_became_known_meanwhile_is_not_entered_twice(town, clerk, packed):
    draft = keep_package(clerk, packed(row(1)), file="一批.zip", city=CITY)
    a_project(town, "滨河学校1")
    with pytest.raises(PackageRefused):
        take_in_package(clerk, draft, CITY)
    again = open_package(clerk.actor.account_id, draft.id)
    assert "该单位已有同名项目" in said(again)[0]
    assert not again.is_sound


@pytest.mark.parametrize(
    ("file", "content", "words"),
    [
        ("一批.zip", b"PK no archive", "压缩包不完整或已损坏"),
        ("一批.zip", b"PK\x05\x06" + bytes(18), "没有 XLSX 或 JSON 表格"),
        ("一批.pdf", b"%PDF", "不是 XLSX 或 JSON"),
        ("一批.json", b"[]", "没有一行内容"),
    ],
)
def test_what_is_no_package_is_refused_in_a_sentence(clerk, file, content, words):
    (told,) = said(keep_package(clerk, content, file=file, city=CITY))
    assert words in told


def test_two_tables_or_too_many_rows_come_in_several_packages(clerk, packed, tmp_path):
    (tmp_path / "另一张.xlsx").write_bytes(b"")
    (told,) = said(keep_package(clerk, packed(row(1)), file="一批.zip", city=CITY))
    assert "有几张表" in told
    (tmp_path / "另一张.xlsx").unlink()
    many = [row(number) for number in range(1, MOST_ROWS + 2)]
    (told,) = said(keep_package(clerk, packed(*many), file="一批.zip", city=CITY))
    assert f"一次至多 {MOST_ROWS} 行" in told


def test_a_draft_is_its_bringers_own_and_lasts_a_day(town, clerk, packed, blob_folder):
    draft = keep_package(clerk, packed(row(1)), file="一批.zip", city=CITY)
    for account_id, draft_id in (
        (town.account(SENDER, "signer").id, draft.id),
        (clerk.actor.account_id, uuid4()),
    ):
        with pytest.raises(Missing):
            open_package(account_id, draft_id)
    kept = blob_folder.parent / "packages" / str(clerk.actor.account_id) / str(draft.id)
    os.utime(kept, (0, 0))
    keep_package(clerk, packed(row(1)), file="一批.zip", city=CITY)
    assert not kept.exists()
