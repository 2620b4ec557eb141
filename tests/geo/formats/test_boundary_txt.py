from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lantu.geo.finding import Refused
from lantu.geo.formats.boundary_txt import looks_like_boundary, parse
from lantu.geo.quality import examine
from lantu.geo.wording import sentence
from tests.geo.formats.samples import BOUNDARY, FILES, LIMITS, codes

# What each dialect gives: the area in square metres, and the codes of the findings.
LOT = 20000.0
READ = {
    "nine_fields": (LOT, []),
    "eight_fields": (LOT, []),
    "many_fields": (LOT, []),
    "count_missing": (LOT, []),
    "area_with_unit": (LOT, []),
    "area_in_mu": (LOT, []),
    "area_and_number_empty": (LOT, []),
    "numbers_as_labels": (LOT, []),
    "without_prefix": (LOT, []),
    "zone_in_words": (LOT, []),
    "keys_missing": (LOT, []),
    "extension_first": (LOT, []),
    "no_header": (LOT, []),
    "conversion_parameters_zero": (LOT, []),
    "utf8_with_mark": (LOT, []),
    "utf16": (LOT, []),
    "blank_lines_and_tabs": (LOT, []),
    "spaces_and_old_line_ends": (LOT, []),
    "count_without_closing_point": (LOT, []),
    "full_width": (LOT, ["full_width_characters"]),
    "with_heights": (LOT, ["height_dropped"]),
    "mark_missing": (LOT, ["plot_mark_missing"]),
    "hole_restarts": (16800.0, ["has_holes"]),
    "hole_runs_on": (16800.0, ["has_holes"]),
    "two_plots": (30000.0, []),
    "two_parts_one_ring_number": (30000.0, ["has_parts"]),
    "two_parts_second_ring_number": (30000.0, ["hole_outside", "has_parts"]),
    "not_closed": (LOT, ["ring_not_closed"]),
    "count_wrong": (LOT, ["point_count_differs"]),
    "closing_point_miswritten": (LOT, ["closing_point_miswritten"]),
    "point_repeated": (LOT, ["points_repeat", "label_repeats"]),
    "label_repeated": (LOT, ["label_repeats"]),
    "area_unreadable": (LOT, ["declared_area_unreadable"]),
    "area_in_square_metres": (LOT, ["area_not_in_hectares"]),
}
# What can only be read with the repair that is proposed.
REPAIRABLE = {"axes_swapped": (LOT, ["axes_swapped"]), "crossing": (10000.0, ["self_crossing"])}
REFUSED = {
    "conversion_parameters": ["conversion_parameters"],
    "line_not_plot": ["plot_not_areal"],
    "plot_empty": ["plot_empty"],
    "point_broken": ["not_a_number", "not_a_number"],
    "two_points": ["ring_too_few_points"],
    "section_only": ["no_plot"],
    "zone_contradicts": ["zone_contradiction"],
    "xian": ["datum_xian"],
    "beijing": ["datum_beijing"],
    "local_grid": ["crs_unknown"],
    "six_degrees": ["zones_of_six_degrees"],
    "feet": ["looks_like_feet"],
}


def read(name):
    return parse((FILES / f"{name}.txt").read_bytes(), file=f"{name}.txt", limits=LIMITS)


def examined(name):
    reading = read(name)
    found = examine(reading, measuring_crs="EPSG:4547", limits=LIMITS)
    return found, [*reading.findings, *found.findings]


def text(*lines):
    return "\n".join(lines).encode()


def refusal(data, limits=LIMITS):
    with pytest.raises(Refused) as refused:
        parse(data, file="a.txt", limits=limits)
    return refused.value.findings


def test_every_dialect_file_is_looked_at():
    known = {*READ, *REPAIRABLE, *REFUSED, "latitude_longitude"}
    assert {path.stem for path in FILES.iterdir()} == known


@pytest.mark.requirement("D1-50")
@pytest.mark.parametrize(("name", "expected"), READ.items())
def test_every_dialect_is_measured_with_what_is_worth_saying(name, expected):
    found, findings = examined(name)
    assert found.footprint.area == pytest.approx(expected[0], abs=1e-6)
    assert codes(findings) == expected[1]
    assert all(sentence(finding) for finding in findings)


@pytest.mark.parametrize(("name", "expected"), REPAIRABLE.items())
def test_what_changes_place_or_area_waits_for_a_yes(name, expected):
    found, findings = examined(name)
    assert found.footprint is None
    assert found.repaired.area == pytest.approx(expected[0], abs=1e-6)
    assert set(codes(findings)) >= set(expected[1])


@pytest.mark.parametrize(("name", "expected"), REFUSED.items())
def test_what_cannot_be_taken_is_refused_with_its_reason(name, expected):
    try:
        found, findings = examined(name)
    except Refused as refused:
        findings = refused.findings
    else:
        assert found.footprint is None
        assert found.repaired is None
    assert codes(findings) == expected
    assert all(sentence(finding) for finding in findings)


def test_latitude_and_longitude_without_a_header_are_told_by_their_size():
    found, findings = examined("latitude_longitude")
    assert found.crs.code == "EPSG:4490"
    assert found.footprint.area == pytest.approx(LOT, rel=0.001)
    assert findings == []


@pytest.mark.parametrize("stem", ["two_plots", "hole_restarts", "point_broken"])
def test_findings_name_the_line_of_the_file(stem):
    lines = (FILES / f"{stem}.txt").read_text("gb18030").splitlines()
    try:
        places = [finding.place for finding in read(stem).findings]
        places += [feature.place for feature in read(stem).features]
    except Refused as refused:
        places = [finding.place for finding in refused.findings]
    for place in places:
        written = lines[place.line - 1]
        assert place.point is None or written.startswith(place.point)
        assert place.feature is None or place.feature in written


def test_a_plot_keeps_its_words_by_their_names():
    (feature,) = read("many_fields").features
    assert feature.name == "示例地块"
    assert feature.declared_area_m2 == LOT
    assert feature.declared_point_count == 5
    assert feature.attributes == {
        "地块编号": "1",
        "地块用途": "住宅用地",
        "地类编码": "0701",
        "附加项2": "1",
        "附加项3": "B",
        "附加项4": "C",
        "附加项5": "备注",
    }


def test_brackets_in_a_name_stay_as_they_are():
    assert read("full_width").features[0].name == "示例（一）、（二）地块"


SECRETS = ["11.1", "22.2", "33.3", "0.44", "0.55", "0.66", "0.77"]


@pytest.mark.parametrize("key", ["转换参数", "转换参数（七参数）", "七参数", "X平移", "尺度"])
@pytest.mark.parametrize("at", [0, 3, 99])
def test_conversion_parameters_are_refused_wherever_they_stand_and_never_repeated(key, at):
    lines = BOUNDARY.splitlines()
    lines.insert(at, f"{key}={','.join(SECRETS)}")
    findings = refusal(text(*lines))
    assert codes(findings) == ["conversion_parameters"]
    said = repr(findings) + sentence(findings[0])
    assert not any(secret in said for secret in SECRETS)


def test_empty_conversion_parameters_are_no_part_of_what_is_handed_on():
    header = read("nine_fields").header
    assert header["带号"] == "38"
    assert not any("参数" in key for key in header)


def test_more_plots_or_points_than_allowed_are_refused():
    assert codes(refusal(BOUNDARY.encode(), replace(LIMITS, vertices=4))) == ["too_many_points"]
    assert codes(refusal(BOUNDARY.encode(), replace(LIMITS, features=0))) == ["too_many_plots"]


@pytest.mark.parametrize("kept", [len(BOUNDARY) - 7, len(BOUNDARY) - 40])
def test_a_file_that_ends_inside_a_line_and_a_ring_is_refused_with_the_line(kept):
    findings = refusal(BOUNDARY[:kept].encode())
    assert "file_cut_off" in codes(findings)
    (finding,) = [finding for finding in findings if finding.code == "file_cut_off"]
    assert finding.place.line == BOUNDARY[:kept].count("\n") + 1


def test_a_closed_ring_needs_no_line_end_after_it():
    assert parse(BOUNDARY.rstrip().encode(), file="a.txt", limits=LIMITS).findings == ()


@pytest.mark.parametrize(
    "number", ["nan", "inf", "1e999", "9" * 400, "0x10", "1_000", "三百", "3 846", "--1", ""]
)
def test_what_python_would_take_for_a_number_is_none(number):
    assert refusal(text("[地块坐标]", f"J1,1,{number},38465600", "J2,1,3846000"))


@pytest.mark.parametrize(
    ("line", "expected"),
    [("[地块坐标]", True), ("5,2,1,名,面,,,,@", True), ("J1,1,1,2", False), ("公告", False)],
)
def test_a_boundary_file_is_known_by_a_section_or_a_plots_line(line, expected):
    assert looks_like_boundary(line) is expected


PIECES = """
[属性描述]
[地块坐标]
带号=38
坐标系=
转换参数=,,,,,,
5,2.0,1,甲,面,,,,@
@
面,面,面,面,面,面
J1,1,3846000,38465600
J2,1,3846100.5,38465600
J4,1,3846100,38465700
J3,2,1e5,-7
1,1,0,0
J9,9999,1,1
2,1
,,,
，＠
a,b,c,d,e,f
"""
pieces = st.sampled_from(PIECES.splitlines())
mixed = pieces.flatmap(st.permutations).map("".join)
texts = st.lists(st.one_of(pieces, mixed, st.text(max_size=30)), max_size=25).map("\n".join)


def outcome(data):
    """The reading, or None, and everything found about it."""
    try:
        reading = parse(data, file="a.txt", limits=LIMITS)
    except Refused as refused:
        return None, refused.findings
    return reading, reading.findings


@settings(max_examples=400)
@given(texts, st.sampled_from(["utf-8", "gb18030", "utf-16"]))
@example("[地块坐标]\n@\nJ1,1,1,1", "utf-8")
def test_any_text_is_a_reading_or_a_refusal_that_can_be_said(content, encoding):
    reading, findings = outcome(content.encode(encoding, "replace"))
    if reading is not None:
        assert reading.features
        findings += examine(reading, measuring_crs="EPSG:4547", limits=LIMITS).findings
    assert reading is not None or findings
    assert all(sentence(finding) for finding in findings)


@settings(max_examples=200)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_reading_or_a_refusal(data):
    reading, findings = outcome(data)
    assert findings if reading is None else reading.features


@settings(max_examples=150)
@given(st.integers(0, len(BOUNDARY) - 1), st.characters(), st.booleans())
def test_a_file_with_one_letter_changed_or_cut_off_is_a_reading_or_a_refusal(at, letter, cut):
    content = BOUNDARY[:at] + ("" if cut else letter + BOUNDARY[at + 1 :])
    reading, findings = outcome(content.encode("utf-8", "replace"))
    assert findings if reading is None else reading.features
