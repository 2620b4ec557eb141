import json
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.blobs import store
from lantu.foundations.documents.actions import add_rendition
from lantu.systems.coordination.packages.results import packed, results_of, write_results
from lantu.systems.coordination.packages.sheets import read_rows
from tests.town import INITIATOR, LEAD

DAY = date(2019, 9, 2)


@pytest.fixture
def served(story, blob_folder):
    """An opinion that was fed back, with its PDF."""
    story.dispatch()
    story.answer_all()
    document = story.issue().document
    add_rendition(
        Request(SYSTEM),
        document_id=document.id,
        file_format="pdf",
        blob=store.store(b"%PDF-1.7"),
        record=document.digest,
    )
    return story


def test_results_come_out_with_their_files(served, tmp_path):
    unit = served.town.unit(LEAD)
    assert write_results(tmp_path, unit, DAY, DAY) == 1
    (row,) = read_rows(tmp_path / "results.xlsx")
    assert (row["项目名称"], row["结论"], row["轮次"]) == ("滨河学校", "符合", "1")
    assert row["文号"] == "空间协同综合意见〔2019〕1号"
    assert (tmp_path / row["文件"]).read_bytes() == b"%PDF-1.7"


def test_json_says_the_same_and_the_opinions_of_all_units_to_the_lead(served, tmp_path):
    write_results(tmp_path, served.town.unit(LEAD), DAY, DAY, as_json=True)
    content = json.loads((tmp_path / "results.json").read_text("utf-8"))
    assert content["format"] == "lantu.results/1"
    assert len(content["opinions"]) == 13
    assert {row["意见"] for row in content["opinions"]} == {"无意见"}


def test_nobody_gets_what_they_may_not_see(served, tmp_path):
    seen = {}
    for key in (INITIATOR, "forestry", "stranger_company"):
        folder = tmp_path / key
        count = write_results(folder, served.town.unit(key), DAY, DAY, as_json=True)
        content = json.loads((folder / "results.json").read_text("utf-8"))
        seen[key] = (count, len(content["opinions"]))
    assert seen == {INITIATOR: (1, 0), "forestry": (1, 13), "stranger_company": (0, 0)}


def test_only_what_was_fed_back_in_these_days_comes_out(served, tmp_path):
    unit = served.town.unit(LEAD)
    assert write_results(tmp_path, unit, date(2019, 9, 3), date(2019, 9, 30)) == 0
    assert write_results(tmp_path, unit, date(2019, 8, 1), date(2019, 9, 1)) == 0
    assert read_rows(tmp_path / "results.xlsx") == []


def test_the_results_of_a_round_come_as_one_archive_for_whom_they_are_seen(served):
    lead, stranger = served.town.unit(LEAD), served.town.unit("stranger_company")
    opinions = results_of([served.round], lead)
    with ZipFile(BytesIO(packed(lead, opinions))) as archive:
        assert archive.namelist() == ["files/空间协同综合意见〔2019〕1号.pdf", "results.xlsx"]
    with ZipFile(BytesIO(packed(lead, opinions, as_json=True))) as archive:
        assert json.loads(archive.read("results.json"))["rows"][0]["结论"] == "符合"
    assert results_of([served.round], stranger) == []
