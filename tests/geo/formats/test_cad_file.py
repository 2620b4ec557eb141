import io
import time

import ezdxf
import pytest

from lantu.geo.finding import Refused
from lantu.geo.formats import cad_file
from lantu.geo.formats.cad_file import open_drawing
from lantu.geo.wording import sentence
from tests.geo.formats.drawings import drawing, header, line, polyline, section, tags
from tests.geo.formats.samples import codes


def opened(content, encoding=None):
    data = content if isinstance(content, bytes) else content.encode("gb18030")
    return open_drawing(data, file="a.dxf", encoding=encoding)


def refusal(content, encoding=None):
    with pytest.raises(Refused) as refused:
        opened(content, encoding)
    return refused.value.findings


def layers(found):
    return [entity.dxf.layer for entity in found.drawing.modelspace()]


@pytest.mark.parametrize(
    ("encoding", "page", "version", "guessed"),
    [
        ("gb18030", "ANSI_936", "AC1009", False),
        ("utf-8", "ANSI_936", "AC1021", False),
        ("gb18030", "ANSI_1252", "AC1015", True),
        ("utf-8", "ANSI_1252", "AC1015", True),
        ("gb18030", "dos850", "AC1009", True),
        ("gb18030", "ANSI_936", "AC1021", True),
        ("big5", "ANSI_950", "AC1015", False),
    ],
)
def test_texts_are_read_by_what_the_file_says_and_by_what_the_bytes_are(
    encoding, page, version, guessed
):
    layer = "紅線" if encoding == "big5" else "红线边界"
    content = drawing(line((0, 0), (1, 1), layer=layer), head=header(version=version, page=page))
    found = opened(content.encode(encoding))
    assert layers(found) == [layer]
    assert codes(found.findings) == (["dxf_encoding_guessed"] if guessed else [])


def test_short_chinese_that_could_be_utf_8_is_read_as_the_file_says():
    content = drawing(line((0, 0), (1, 1), layer="联通"))
    assert layers(opened(content.encode("gbk"))) == ["联通"]


def test_the_applicants_word_stands_above_the_file():
    content = drawing(line((0, 0), (1, 1), layer="红线边界"), head=header(page="ANSI_1252"))
    assert layers(opened(content.encode("gbk"), "gb18030")) == ["红线边界"]
    assert codes(refusal(content.encode("gbk"), "utf-8")) == ["text_undecodable"]


@pytest.mark.parametrize("layer", [r"\U+7EA2\U+7EBF", r"\M+5BAEC\M+5CFDF"])
def test_letters_written_as_numbers_are_read(layer):
    assert layers(opened(drawing(line((0, 0), (1, 1), layer=layer)))) == ["红线"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_on_any_machine(end):
    content = drawing(polyline()).replace("\n", end)
    assert layers(opened(content.encode("gbk"))) == ["红线"]


def test_a_file_may_begin_with_a_mark_and_with_comments():
    content = "\ufeff" + tags((999, "made by hand")) + drawing(polyline())
    assert layers(opened(content.encode())) == ["红线"]


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9, 0.99])
def test_a_file_that_was_cut_off_is_refused_with_its_last_line(kept):
    content = drawing(*(polyline(handle=f"A{at}") for at in range(5)))
    findings = refusal(content[: int(len(content) * kept)])
    assert codes(findings)[0] in ("dxf_cut_off", "coordinate_not_a_number", "dxf_line_unreadable")
    assert findings[0].place.line is not None


def test_a_line_that_is_no_code_is_named():
    broken = drawing(polyline()).replace(" 66\n", "sixty\n")
    (finding,) = refusal(broken)
    assert finding.code == "dxf_line_unreadable"
    assert "sixty" in sentence(finding)


@pytest.mark.parametrize("word", ["nan", "inf", "-1e999", "38,5", "", "坐标"])
def test_a_coordinate_that_is_no_number_is_named_with_its_line(word):
    (finding,) = refusal(drawing(line((word, 0), (1, 1))))
    assert finding.code == "coordinate_not_a_number"
    assert drawing(line((word, 0), (1, 1))).split("\n")[finding.place.line].strip() == word


def test_what_a_drawing_has_no_use_for_here_never_reaches_the_library():
    nonsense = section("OBJECTS", tags((0, "DICTIONARY"), (330, "no handle"), (70, "no number")))
    content = drawing(polyline(), end=nonsense + "0\nEOF\n")
    assert layers(opened(content)) == ["红线"]


@pytest.mark.parametrize("handle", ["0", "", "no handle", "1" * 40])
def test_a_handle_that_is_none_keeps_nothing_from_being_read(handle):
    assert layers(opened(drawing(polyline(handle=handle), line((0, 0), (1, 1))))) == ["红线"] * 2


def test_entities_of_one_handle_are_all_read():
    assert len(layers(opened(drawing(*[polyline(handle="1")] * 9)))) == 9


def test_a_coordinate_without_its_other_half_is_damage():
    assert codes(refusal(section("ENTITIES", tags((0, "LINE"), (10, 1.0), (8, "a"))))) == [
        "dxf_damaged"
    ]


def test_a_drawing_of_a_million_entities_is_refused_before_it_is_built():
    content = drawing(tags((0, "POINT"), (8, "0")) * 1_000_000)
    began = time.process_time()
    (finding,) = refusal(content)
    assert finding.code == "cad_too_many_entities"
    assert time.process_time() - began < 8


def test_the_vertices_of_old_polylines_have_a_limit_of_their_own(monkeypatch):
    monkeypatch.setattr(cad_file, "MOST_ENTITIES", 3)
    monkeypatch.setattr(cad_file, "MOST_VERTEX_ENTITIES", 10)
    assert layers(opened(drawing(polyline(), polyline()))) == ["红线"] * 2
    findings = refusal(drawing(*[polyline()] * 3))
    assert codes(findings) == ["cad_too_many_entities"]


@pytest.mark.parametrize("kept", [23, 40, 200, 900])
def test_a_binary_file_that_was_cut_off_is_refused(kept):
    drawn, written = ezdxf.new("R2000"), io.BytesIO()
    drawn.write(written, fmt="bin")
    assert codes(refusal(written.getvalue()[:kept])) == ["dxf_cut_off"]
    assert codes(refusal(b"AutoCAD Binary DXF in name only")) == ["dxf_damaged"]


def test_texts_of_a_binary_file_are_read_by_evidence_too():
    drawn, written = ezdxf.new("R2000"), io.BytesIO()
    drawn.encoding = "gbk"
    drawn.modelspace().add_line((0, 0), (1, 1), dxfattribs={"layer": "红线边界"})
    drawn.write(written, fmt="bin")
    lying = written.getvalue().replace(b"ANSI_936", b"ANSI_125")
    found = opened(lying)
    assert layers(found) == ["红线边界"]
    assert codes(found.findings) == ["dxf_encoding_guessed"]
