from lantu.foundations.documents.models import Document
from lantu.foundations.documents.queries import confirmed
from lantu.systems.coordination.models import Paper, PaperKind, Task
from lantu.systems.coordination.queries.papers import letter_of, opinion_form_of
from tests.systems.coordination.actions.test_dispatching import change_line


def test_every_letter_has_a_number_of_one_series_without_a_gap(story):
    story.dispatch()
    letters = Document.objects.filter(kind=PaperKind.LETTER)
    numbers = {f"空间协同函〔2019〕{number}号" for number in range(1, letters.count() + 1)}
    assert set(letters.values_list("number", flat=True)) == numbers
    assert letters.count() == Task.objects.count()
    assert Document.objects.filter(kind=PaperKind.INFORMATION).count() == 1


def test_a_unit_asked_anew_gets_another_letter_and_the_former_can_still_be_verified(story):
    story.dispatch()
    task = story.task("forestry")
    former = letter_of(task)
    story.answer("forestry")
    change_line(story, forest_land=800.0)
    assert letter_of(task) != former
    assert confirmed(former.verification_code).number == former.number
    assert Paper.objects.filter(task=task, kind=PaperKind.LETTER).count() == 2


def test_each_unit_numbers_its_own_opinions(story):
    story.dispatch()
    numbers = [opinion_form_of(story.answer(unit)).number for unit in ("forestry", "parks")]
    assert [number.split("〔")[0] for number in numbers] == [
        "市林业局空间协同意见",
        "市园林局空间协同意见",
    ]
    assert {number.split("〕")[1] for number in numbers} == {"1号"}
