import io

import pikepdf
import pytest

from lantu.foundations.documents.printing import (
    RECORD_NAME,
    code_picture,
    digest_of,
    pdf_of,
    verification_address,
)

PAPER = '<html lang="zh-CN"><body style="font-family: Noto Serif CJK SC"><p>{}</p></body></html>'
RARE = "㐂䶮<&>"


@pytest.fixture(scope="module")
def printed():
    body = PAPER.format("综合意见 " + RARE.replace("&", "&amp;").replace("<", "&lt;"))
    return pdf_of(body, title="综合意见", record='{"a":1}', digest="ab" * 32)


def test_what_claims_to_be_an_archive_paper_has_all_that_it_needs(printed):
    with pikepdf.open(io.BytesIO(printed)) as paper, paper.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "3"
        assert metadata["pdfaid:conformance"].upper() == "B"
        assert metadata["dc:title"] == "综合意见"
        assert paper.Root.OutputIntents[0].DestOutputProfile is not None
        fonts = paper.pages[0].Resources.Font
        for font in fonts.values():
            described = font.DescendantFonts[0].FontDescriptor
            assert any(name in described for name in ("/FontFile2", "/FontFile3"))


def test_the_record_is_attached_and_its_digest_read_back(printed):
    with pikepdf.open(io.BytesIO(printed)) as paper:
        assert paper.attachments[RECORD_NAME].get_file().read_bytes() == b'{"a":1}'
    assert digest_of(printed) == "ab" * 32


def test_two_papers_of_one_record_carry_one_digest():
    papers = [
        pdf_of(PAPER.format(words), title="函", record="{}", digest="cd" * 32) for words in "甲乙"
    ]
    assert papers[0] != papers[1]
    assert {digest_of(paper) for paper in papers} == {"cd" * 32}


def test_a_paper_without_a_record_names_no_digest():
    assert digest_of(pdf_of(PAPER.format("函"), title="函")) == ""


def test_a_code_leads_to_the_page_of_verification():
    assert verification_address("ABC").endswith("/v/ABC")
    assert code_picture("ABC").startswith("data:image/svg+xml")
