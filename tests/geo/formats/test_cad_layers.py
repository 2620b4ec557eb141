import ezdxf
import pytest

from lantu.geo.finding import Refused, Severity
from lantu.geo.formats.cad_entities import DrawnLine, Shown, Unread
from lantu.geo.formats.cad_layers import (
    is_named_red_line,
    layers_of,
    red_line_layer,
    say_hidden,
)
from lantu.geo.wording import sentence
from tests.geo.formats.samples import codes

CORNERS = ((0.0, 0.0, 0.0), (10.0, 0.0, 0.0), (10.0, 10.0, 0.0), (0.0, 10.0, 0.0))


def closed(layer):
    return DrawnLine(layer, "1", CORNERS, True, False)


def loose(layer):
    return DrawnLine(layer, "2", CORNERS, False, False)


def chosen(*lines, unread=()):
    findings = []
    layers = layers_of(Shown(lines=list(lines), unread=list(unread)))
    return red_line_layer(layers, "a.dxf", findings).layer, findings


def refusal(*lines, unread=()):
    with pytest.raises(Refused) as refused:
        chosen(*lines, unread=unread)
    (finding,) = refused.value.findings
    return finding


@pytest.mark.parametrize(
    "name", ["红线", "用地红线", "0-用地红线_2019", "DKX", "jzx", "边界", "附件1$0$宗地"]
)
def test_offices_call_the_layer_of_a_red_line_so(name):
    assert is_named_red_line(name)


@pytest.mark.parametrize("name", ["道路红线", "建筑红线", "0", "图框", "蓝线", "等高线"])
def test_other_lines_are_not_taken_for_it(name):
    assert not is_named_red_line(name)


def test_the_only_layer_with_closed_lines_is_taken_and_said():
    layer, findings = chosen(closed("0"), closed("0"), loose("道路"))
    assert layer == "0"
    assert [(one.code, one.facts["count"]) for one in findings] == [("cad_layer_taken", 2)]


def test_the_layer_of_the_right_name_stands_before_others_which_are_named():
    layer, (finding,) = chosen(closed("图框"), closed("用地红线"), closed("图框"))
    assert layer == "用地红线"
    assert (finding.code, finding.severity) == ("cad_layer_preferred", Severity.WARNING)
    assert "“图框”2 个" in sentence(finding)


def test_an_open_line_on_the_layer_of_the_right_name_is_not_passed_over():
    assert chosen(closed("图框"), loose("红线"))[0] == "红线"
    spline = Unread("红线", "7", "SPLINE")
    assert chosen(closed("图框"), unread=[spline])[0] == "红线"


def test_between_two_layers_the_person_is_asked():
    finding = refusal(closed("甲"), closed("乙"), closed("乙"))
    assert finding.code == "cad_layers_several"
    assert "“乙”2 个、“甲”1 个" in sentence(finding)
    assert refusal(closed("红线"), closed("用地红线")).code == "cad_layers_several"


def test_many_layers_are_named_in_part():
    finding = refusal(*(closed(f"层{at}") for at in range(30)))
    assert finding.facts["layers"].endswith("等 30 层")


def test_a_drawing_of_curves_alone_says_what_to_do():
    finding = refusal(unread=[Unread("0", "7", "SPLINE")])
    assert finding.code == "cad_only_curves"
    assert "实体 7" in sentence(finding)
    assert refusal().code == "cad_without_lines"


def test_a_line_whose_ends_meet_is_closed_without_its_first_point_again():
    back = DrawnLine("0", "1", (*CORNERS, (0.0003, 0.0, 0.0)), False, False)
    assert layers_of(Shown(lines=[back]))["0"].closed[0].vertices == CORNERS
    apart = DrawnLine("0", "1", (*CORNERS, (0.01, 0.0, 0.0)), False, False)
    assert layers_of(Shown(lines=[apart]))["0"].closed == []


def test_a_layer_that_cannot_be_seen_is_said():
    drawn = ezdxf.new()
    drawn.layers.add("红线").off()
    findings = []
    for layer in ("红线", "0", "absent"):
        say_hidden(layer, drawn, "a.dxf", findings)
    assert codes(findings) == ["cad_layer_hidden"]
