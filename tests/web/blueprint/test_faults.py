from lantu.geo.finding import Finding, Severity
from lantu.web.blueprint.faults import place_of


def test_the_place_of_a_fault_is_read_from_its_facts():
    spike = Finding("spike", Severity.WARNING, facts={"x": 3846500.5, "y": 465000.25})
    crossing = Finding(
        "self_crossing", Severity.REFUSAL, facts={"reason": "Self-intersection[465100.5 3846400]"}
    )
    assert place_of(spike).coords[0] == (465000.25, 3846500.5)
    assert place_of(crossing).coords[0] == (465100.5, 3846400.0)
    assert place_of(Finding("no_plot", Severity.REFUSAL)) is None
