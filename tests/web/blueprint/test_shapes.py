from lantu.web.blueprint.shapes import labelled
from tests.town import INITIATOR, LEAD


def kinds(answer):
    return sorted({one["properties"]["kind"] for one in answer.json()["features"]})


def test_the_map_of_a_round_shows_the_red_line_to_who_takes_part(enter, story):
    address = f"/blueprint/rounds/{story.round_id}.geojson"
    answer = enter(INITIATOR).get(address)
    assert kinds(answer) == ["corrected"]
    assert answer.json()["crs"]["properties"]["name"] == "EPSG:4547"
    assert enter("stranger_company").get(address).status_code == 404


def test_after_the_correction_both_lines_stand_on_the_map(enter, story):
    story.dispatch()
    answer = enter(LEAD).get(f"/blueprint/rounds/{story.round_id}.geojson")
    assert kinds(answer) == ["corrected", "original"]


def test_a_task_shows_the_same_to_the_unit_that_is_asked_and_to_no_other(enter, story):
    story.dispatch()
    address = f"/blueprint/tasks/{story.task('parks').id}.geojson"
    assert kinds(enter("parks").get(address)) == ["corrected", "original"]
    assert enter("education").get(address).status_code == 404


def test_small_areas_are_labelled_in_square_metres():
    assert labelled("林地", 4213.0) == "林地 0.42 公顷"
    assert labelled("林地", 42.13) == "林地 42.1 m²"
