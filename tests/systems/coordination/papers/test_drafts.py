import io

import docx
import pytest

from lantu.systems.coordination.papers import letter_docx


@pytest.fixture
def draft(story):
    story.dispatch()
    return docx.Document(io.BytesIO(letter_docx(story.task("forestry"))))


def test_a_draft_can_be_opened_and_edited_and_says_what_the_letter_says(draft):
    words = "\n".join(line.text for line in draft.paragraphs)
    assert "是否占用林地" in words
    assert "（文号：" in words
    assert "年    月    日" in words
    names = [row.cells[0].text for row in draft.tables[0].rows]
    assert names[0] == "项目名称"


def test_a_draft_has_the_sheet_and_the_face_of_the_standard(draft):
    section = draft.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert draft.styles["Normal"].font.name == "仿宋_GB2312"
