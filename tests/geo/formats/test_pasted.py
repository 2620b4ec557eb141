import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPolygon

from lantu.geo.finding import Refused
from lantu.geo.formats.pasted import looks_pasted, parse
from lantu.geo.formats.reading import Limits
from lantu.geo.wording import sentence
from tests.geo.formats.samples import LIMITS, PAIRS, codes


def read(text, limits=LIMITS):
    return parse(text.encode(), file="粘贴", limits=limits)


def refusal(text, limits=LIMITS):
    with pytest.raises(Refused) as refused:
        read(text, limits)
    return refused.value.findings


BOUNDS = (38465600, 3846000, 38465800, 3846100)
LISTS = {
    "north first": PAIRS,
    "east first": "38465600,3846000\n38465600,3846100\n38465800,3846100\n38465800,3846000",
    "labels": "J1 3846000 38465600\nJ2 3846100 38465600\nJ3 3846100 38465800\nJ4 3846000 38465800",
    "labels and rings": "\n".join(f"{at},1,{pair}" for at, pair in enumerate(PAIRS.split(), 1)),
    "heights": "\n".join(f"{at},{pair},101.5" for at, pair in enumerate(PAIRS.split(), 1)),
    "a heading": "点号\tX坐标\tY坐标\n" + PAIRS.replace(",", "\t"),
    "names of axes": "\n".join("X={} Y={}".format(*pair.split(",")) for pair in PAIRS.split()),
    "full width": PAIRS.replace(",", "，").replace("3", "３"),
    "brackets": "\n".join(f"({pair});" for pair in PAIRS.split()),
}


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_a_list_of_points_is_read_easting_first(text):
    (feature,) = read(text).features
    assert feature.geometry.bounds == BOUNDS
    assert looks_pasted(text)


@pytest.mark.parametrize(
    "text",
    [
        "34°44'29.1\"N 113°37'27.5\"E\n34°44'32.3\"N 113°37'27.5\"E\n34°44'32.3\"N 113°37'35.4\"E",
        "113度37分27.5秒,34度44分29.1秒\n113度37分27.5秒,34度44分32.3秒\n113度37分35.4秒,34度44分32.3秒",
        "34°44′29.1″ 113°37′27.5″\n34°44′32.3″ 113°37′27.5″\n34°44′32.3″ 113°37′35.4″",
    ],
)
def test_degrees_minutes_and_seconds_are_read_longitude_first(text):
    assert looks_pasted(text)
    west, south, east, north = read(text).features[0].geometry.bounds
    assert west == pytest.approx(113 + 37 / 60 + 27.5 / 3600)
    assert south == pytest.approx(34 + 44 / 60 + 29.1 / 3600)
    assert (east, north) == (
        pytest.approx(113 + 37 / 60 + 35.4 / 3600),
        pytest.approx(34 + 44 / 60 + 32.3 / 3600),
    )


def test_a_blank_line_begins_the_next_ring_which_is_a_hole_inside_and_a_part_outside():
    inside = "3846020,38465650\n3846060,38465650\n3846060,38465730\n3846020,38465730\n"
    beside = "3846300,38465600\n3846400,38465600\n3846400,38465700\n3846300,38465700\n"
    shape = read(f"\n{PAIRS}\n{inside}\n\n{beside}\n").features[0].geometry
    assert isinstance(shape, MultiPolygon)
    assert shape.area == 20000 - 3200 + 10000


def test_a_ring_that_crosses_itself_does_not_stop_the_reading():
    bow = "3846000,38465600\n3846100,38465800\n3846100,38465600\n3846000,38465800\n"
    assert not read(f"{bow}\n{PAIRS}").features[0].geometry.is_valid


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no_plot"),
        ("点号 X Y", "no_plot"),
        ("3846000,38465600\n3846100,38465600", "ring_too_few_points"),
        ("3846000,38465600\n三百", "no_pair"),
        ("3846000,38465600\n7", "no_pair"),
    ],
)
def test_what_is_no_list_of_points_is_refused(text, code):
    assert codes(refusal(text)) == [code]


def test_more_points_than_allowed_are_refused():
    assert codes(refusal(PAIRS, Limits(999, 9, 3, 9))) == ["too_many_points"]


@pytest.mark.parametrize("text", ["公告第 50 号", "2019年8月17日", "无", ""])
def test_prose_does_not_look_pasted(text):
    assert not looks_pasted(text)


@given(st.lists(st.text("0123456789.,-+eE° '\"′″度分秒J\t\n面", max_size=40)).map("\n".join))
def test_any_text_is_a_reading_or_a_refusal_that_can_be_said(text):
    try:
        found = read(text).features
    except Refused as refused:
        found = [sentence(finding) for finding in refused.findings]
    assert found
