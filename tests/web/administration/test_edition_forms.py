import pytest

from lantu.web.administration.edition_forms import NoticeForm, RowsForm, SightForm


def test_a_notice_is_named_by_its_year_and_cited_by_its_number():
    given = {"year": "2031", "number": "1号", "published_on": "2030-11-20", "address": "通知.htm",
             "holidays": "元旦 2031-01-01"}  # fmt: skip
    form = NoticeForm(given)
    assert form.is_valid(), form.errors
    assert (form.summary(), form.source()) == ("2031 年放假安排", "1号")


@pytest.mark.django_db
def test_a_sight_is_only_tightened():
    form = SightForm()
    offered = [value for value, _ in form.fields["visibility"].choices]
    assert offered == ["area_only", "trigger_only", "hidden"]
    assert ("forest_land", "林地") in form.fields["layer"].choices


def test_rows_are_kept_as_they_were_written():
    form = RowsForm({"note": "试", "citation": "文", "content": "sights: []\n"})
    assert form.is_valid(), form.errors
    assert form.text().startswith("sights: []")
