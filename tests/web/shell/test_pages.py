from datetime import UTC, datetime

import pytest

from lantu.foundations.acts.clock import now
from lantu.web.shell.pages import next_moment
from tests.web.conftest import words_of


@pytest.mark.parametrize(
    ("step", "at", "expected"),
    [
        ("hour", datetime(2019, 9, 2, 1), datetime(2019, 9, 2, 2)),
        ("morning", datetime(2019, 9, 2, 1), datetime(2019, 9, 3, 1)),
        ("morning", datetime(2019, 9, 6, 10), datetime(2019, 9, 9, 1)),
        ("morning", datetime(2019, 9, 12, 1), datetime(2019, 9, 16, 1)),
        ("limit", datetime(2019, 9, 2, 1), datetime(2019, 9, 3, 1)),
    ],
)
def test_a_button_moves_the_clock_to_the_next_hour_morning_or_limit(town, step, at, expected):
    assert next_moment(step, at.replace(tzinfo=UTC)) == expected.replace(tzinfo=UTC)


def test_the_button_of_the_next_limit_lets_silence_take_its_meaning(story, enter):
    story.dispatch()
    response = enter("forestry").post("/demo/advance/", {"to": "limit"}, follow=True)
    assert now() > datetime(2019, 9, 9, 16, tzinfo=UTC)
    assert "13 个期限届满" in words_of(response)
    assert story.task("parks").state == "task.deemed_no_objection"


def test_the_shell_shows_the_menu_the_clock_and_how_much_is_owed(story, enter):
    story.dispatch()
    page = enter("forestry").get("/rounds/").content.decode()
    assert '<span class="count">1</span>' in page
    assert "2019年9月2日(周一) 09:00" in page
    assert 'aria-current="page"' in page


def test_the_site_says_that_it_lives_to_anybody(client, db):
    assert client.get("/health/").content.decode() == "好"
