import io
import subprocess
from datetime import UTC, date, datetime

import pikepdf
import pytest

from lantu.foundations.documents.models import Document
from lantu.foundations.documents.printing import digest_of
from lantu.foundations.duties.settling import settle
from lantu.systems.coordination import papers
from lantu.systems.coordination.actions import meetings
from lantu.systems.coordination.models import Answer, PaperKind
from lantu.systems.coordination.queries.papers import letter_of, opinion_form_of
from lantu.systems.coordination.records import information_record, minutes_record
from lantu.web.shell.wording import full_moment
from tests.town import LEAD, go_to


def held_session(story):
    """A session that was held, decided one item, and to which one unit came."""
    office, town = story.town.ask(LEAD, "office"), story.town
    session = meetings.convene(office, topic="蓝线避让", planned_on=date(2019, 9, 2))
    item = meetings.put_on_agenda(office, session_id=session.id, title="滨河学校选址")
    meetings.sign_in(office, session_id=session.id, unit_id=town.unit("parks").id)
    meetings.hold_session(
        office, session_id=session.id, held_on=date(2019, 9, 2), minutes="c" * 64,
        number="联席会议纪要〔2019〕1号",
    )  # fmt: skip
    meetings.decide_item(
        office, item_id=item.id, decision="按五米退让", responsible_id=town.unit("forestry").id
    )
    session.refresh_from_db()
    return session


def words_of(pdf: bytes) -> str:
    """What a person copies out of a paper, without the breaks of its lines."""
    run = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return "".join(run.stdout.decode().split())


@pytest.mark.requirement("D1-41", "D1-38")
def test_the_overall_opinion_says_result_advice_and_every_units_answer(story):
    story.dispatch()
    story.answer("parks", "answer.conditional", construction_conditions=["绿地率不低于35%"])
    story.answer_all()
    story.issue("round.basically_conforms", advice=["退让绿线 12 米", "落实配建"])
    document = Document.objects.get(kind="coordination.overall_opinion")
    pdf = papers.document_pdf(document)
    words = words_of(pdf)
    for said in (document.number, "基本符合", "退让绿线12米", "落实配建", "绿地率不低于35%"):
        assert said in words
    assert digest_of(pdf) == document.digest
    assert document.verification_code in words


@pytest.mark.requirement("D1-36")
def test_a_certificate_says_what_was_asked_how_it_arrived_and_what_stays_open(story):
    story.dispatch()
    story.answer_all(but=("gas_company",))
    go_to(datetime(2019, 9, 9, 16, 3, tzinfo=UTC))
    settle()
    document = Document.objects.get(kind="coordination.silence_certificate")
    words = words_of(papers.document_pdf(document))
    for said in ("视为无异议证明", "供气服务意见", "不代替任何许可", "gas_company@bureau.example"):
        assert said in words
    # A moment on paper is the city's, whatever the record keeps it in.
    delivered = datetime.fromisoformat(document.content["deliveries"][0]["at"])
    assert delivered.tzinfo is not None
    assert full_moment(delivered).replace(" ", "") in words


@pytest.mark.requirement("D1-33", "D1-34")
def test_a_letter_asks_the_units_own_question_and_has_its_receipt(story):
    story.dispatch()
    document = letter_of(story.task("forestry"))
    words = words_of(papers.document_pdf(document))
    for said in ("是否占用林地", "是否占用湿地", "5个工作日", "送达回执", document.number):
        assert said in words


def test_an_opinion_form_names_who_drafted_reviewed_and_signed(story):
    story.dispatch()
    story.answer("forestry")
    document = opinion_form_of(Answer.objects.get(task=story.task("forestry")))
    words = words_of(papers.document_pdf(document))
    for said in ("市林业局空间协同意见〔2019〕1号", "clerk", "reviewer", "signer"):
        assert said in words


def test_the_information_sheet_leaves_what_is_unknown_blank(story):
    drawn = papers.draft_pdf(
        PaperKind.INFORMATION, information_record(story.round), title="项目信息表", issuer="牵头"
    )
    words = words_of(drawn)
    for said in (story.round.project.name, "总投资", "随空间协同函发出时编号", "2019年9月2日"):
        assert said in words
    assert "核验码" not in words


def test_a_matrix_carries_number_code_and_digest_of_its_opinion_however_often_it_is_printed(story):
    story.dispatch()
    story.answer_all()
    story.issue()
    document = Document.objects.get(kind=papers.OVERALL_OPINION)
    first, second = papers.matrix_pdf(document), papers.matrix_pdf(document)
    assert digest_of(first) == digest_of(second) == document.digest
    words = words_of(first)
    units = [row["unit"] for row in document.content["matrix"]]
    for said in (document.number, document.verification_code, *units):
        assert said in words
    with pikepdf.open(io.BytesIO(first)) as paper:
        assert [*paper.attachments] == ["record.json"]
        with paper.open_metadata() as metadata:
            assert metadata.pdfa_status == "3B"


def test_the_working_matrix_names_who_still_has_to_answer(story):
    story.dispatch()
    story.answer("parks", "answer.conditional", construction_conditions=["绿地率不低于35%"])
    words = words_of(papers.working_matrix_pdf(story.round, date(2019, 9, 3)))
    for said in ("意见汇总表", "绿地率不低于35%", "待答复", "市林业局", "2019年9月3日"):
        assert said in words


def test_every_issued_paper_carries_number_code_and_digest_and_holds_its_record(story):
    story.dispatch()
    story.answer("forestry")
    session = held_session(story)
    meetings.issue_minutes(story.town.ask(LEAD, "office"), session_id=session.id)
    for kind in PaperKind:
        document = Document.objects.filter(kind=kind).first()
        pdf = papers.document_pdf(document)
        words = words_of(pdf)
        for said in (document.number, document.verification_code, "扫码核对"):
            assert said in words, kind
        assert digest_of(pdf) == document.digest
        with pikepdf.open(io.BytesIO(pdf)) as paper:
            assert [*paper.attachments] == ["record.json"]


@pytest.mark.requirement("D1-68")
def test_minutes_say_what_was_decided_who_carries_it_out_and_who_came(story):
    session = held_session(story)
    drawn = papers.draft_pdf(
        PaperKind.MINUTES, minutes_record(session), title="纪要", issuer="市资源规划局"
    )
    words = words_of(drawn)
    for said in (
        "联席会议纪要〔2019〕1号",
        "按五米退让",
        "由市林业局落实",
        "出席单位：市园林局",
        "草稿",
    ):
        assert said in words
