import io

import docx
import pytest

from lantu.systems.coordination.papers import matrix_docx


@pytest.fixture
def draft(story):
    story.dispatch()
    story.answer("parks", "answer.conditional", construction_conditions=["绿地率不低于35%"])
    story.answer_all()
    document = story.issue("round.basically_conforms", advice=["落实配建"]).document
    return document, docx.Document(io.BytesIO(matrix_docx(document)))


def test_a_matrix_to_edit_has_one_row_a_unit_under_a_heading_that_repeats(draft):
    document, paper = draft
    rows = [[cell.text for cell in row.cells] for row in paper.tables[0].rows]
    assert rows[0][1:3] == ["单位", "意见"]
    assert [row[1] for row in rows[1:]] == [row["unit"] for row in document.content["matrix"]]
    assert any("绿地率不低于35%" in row for row in rows)
    assert "w:tblHeader" in paper.tables[0].rows[0]._tr.xml
    assert document.number in "".join(line.text for line in paper.paragraphs)


def test_a_matrix_to_edit_fits_a_sheet_laid_sideways(draft):
    section = draft[1].sections[0]
    assert section.page_width > section.page_height
    room = section.page_width - section.left_margin - section.right_margin
    assert sum(cell.width for cell in draft[1].tables[0].rows[0].cells) <= room
