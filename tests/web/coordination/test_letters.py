from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localtime

from lantu.foundations.acts.clock import now
from lantu.systems.coordination.models import Task
from tests.town import LEAD, on_paper
from tests.web.conftest import words_of

PAPER_UNIT = "state_security"


def served(at, **others):
    scan = SimpleUploadedFile("回执.pdf", b"%PDF-1.4 a signed receipt")
    given = {"receiver": "机要室 李", "served_at": f"{localtime(at):%Y-%m-%dT%H:%M}", "scan": scan,
             "statement": "unclassified", "reviewer": "保密员"}  # fmt: skip
    return given | others


def test_a_letter_on_paper_starts_the_clock_when_its_receipt_is_registered(story, enter):
    on_paper(story.town.unit(PAPER_UNIT))
    story.dispatch()
    task = story.task(PAPER_UNIT)
    address, registrar = f"/tasks/{task.id}/", enter(LEAD, "registrar")
    assert "尚未送达，期限没有起算" in words_of(registrar.get(address))
    assert "登记送达" in words_of(enter(LEAD).get(f"/rounds/{story.round_id}/"))
    made = registrar.post(f"{address}letter/served/", served(now()))
    assert made.status_code == 302, words_of(made)
    shown = words_of(registrar.get(address))
    assert "机要室 李" in shown
    assert "登记纸质送达" not in shown
    story.deliver()
    assert Task.objects.get(id=task.id).state == "task.sent"


def test_a_letter_is_not_served_in_the_time_to_come_nor_without_its_receipt(story, enter):
    on_paper(story.town.unit(PAPER_UNIT))
    story.dispatch()
    task = story.task(PAPER_UNIT)
    address, registrar = f"/tasks/{task.id}/letter/served/", enter(LEAD, "registrar")
    early = registrar.post(address, served(now() + timedelta(days=1)))
    bare = registrar.post(address, served(now(), scan=""))
    assert (early.status_code, bare.status_code) == (422, 422)
    assert "机要室 李" in early.content.decode()
    assert Task.objects.get(id=task.id).state == "task.undelivered"


def test_nobody_but_the_sender_registers_how_a_letter_arrived(story, enter):
    on_paper(story.town.unit(PAPER_UNIT))
    story.dispatch()
    task = story.task(PAPER_UNIT)
    for unit in ("forestry", PAPER_UNIT):
        for part in ("served", "called", "lost"):
            assert enter(unit).post(f"/tasks/{task.id}/letter/{part}/").status_code == 404


def test_a_letter_that_was_lost_leaves_its_silence_in_doubt(story, enter):
    story.dispatch()
    task = story.task("forestry")
    clerk = enter(LEAD)
    assert "报告送达丢失" in words_of(clerk.get(f"/tasks/{task.id}/"))
    empty = clerk.post(f"/tasks/{task.id}/letter/lost/", {"proof": ""})
    assert empty.status_code == 422
    assert clerk.post(f"/tasks/{task.id}/letter/lost/", {"proof": "邮件退信"}).status_code == 302
    assert Task.objects.get(id=task.id).state == "task.held"
