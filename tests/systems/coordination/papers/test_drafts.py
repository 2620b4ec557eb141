import io

import docx
import pytest

from lantu.systems.coordination.models import PaperKind
from lantu.systems.coordination.papers import document_docx, draft_docx
from lantu.systems.coordination.queries.papers import (
    information_of,
    letter_of,
    opinion_form_of,
)
from lantu.systems.coordination.records import minutes_record
from tests.systems.coordination.test_papers import held_session


@pytest.fixture
def draft(story):
    story.dispatch()
    return docx.Document(io.BytesIO(document_docx(letter_of(story.task("forestry")))))


def test_a_draft_can_be_opened_and_edited_and_says_what_the_letter_says(draft):
    words = "\n".join(line.text for line in draft.paragraphs)
    assert "是否占用林地" in words
    assert "空间协同函〔2019〕" in words
    assert "核验码" in words
    assert "年    月    日" in words
    names = [row.cells[0].text for row in draft.tables[0].rows]
    assert names[0] == "项目名称"


def test_a_draft_has_the_sheet_and_the_face_of_the_standard(draft):
    section = draft.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert draft.styles["Normal"].font.name == "仿宋_GB2312"


def test_minutes_and_opinion_are_drafted_as_they_will_be_signed(story):
    content = minutes_record(held_session(story))
    told = words_in(draft_docx(PaperKind.MINUTES, content, title="纪要", issuer="市资源规划局"))
    assert "联席会议纪要〔2019〕1号" in told
    assert "按五米退让（由市林业局落实）" in told
    story.dispatch()
    story.answer_all()
    document = story.issue(
        "round.basically_conforms", advice=["落实配建"], reason="宜优化"
    ).document
    told = words_in(document_docx(document))
    for said in (document.number, "基本符合", "1．落实配建", document.verification_code):
        assert said in told


def test_forms_leave_room_for_the_hands_that_sign_them(story):
    story.dispatch()
    answer = story.answer("forestry")
    form = opinion_form_of(answer)
    for document, title, last in (
        (information_of(story.round), "项目信息表", "审核"),
        (form, "市林业局空间协同意见表", "签发"),
    ):
        told = words_in(document_docx(document))
        assert title in told
        assert document.verification_code in told
        assert f"{last}：            日期" in told
    table = docx.Document(io.BytesIO(document_docx(form))).tables[0]
    assert "占用林地：否\n占用湿地：否" in [row.cells[1].text for row in table.rows]


def words_in(draft):
    return "\n".join(line.text for line in docx.Document(io.BytesIO(draft)).paragraphs)
