from datetime import date

import pytest

from lantu.law.citation import Citation
from lantu.law.verdict import Finding, Verdict, canonical, digest, receipt, rejudge

FINDING = Finding("judgement.occupied", Citation.parse("D1 三(四)"), {"area_m2": 12.5})
INPUTS = {"area_m2": 12.5, "on": date(2019, 9, 17)}


def verdict(edition, outcome="check.barred", findings=(FINDING,)):
    made = receipt("rule", INPUTS, edition=edition, judged_on=date(2019, 9, 17))
    return Verdict(outcome, findings, made)


def test_equal_values_give_equal_bytes():
    assert canonical({"b": 1, "a": date(2019, 9, 17)}) == b'{"a":"2019-09-17","b":1}'
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})


def test_what_is_no_number_has_no_canonical_form():
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical({"area_m2": float("nan")})


def test_a_verdict_names_its_articles_once(edition):
    assert verdict(edition, findings=(FINDING, FINDING)).basis == (FINDING.citation,)


def test_judging_again_by_the_same_law_finds_no_difference(edition):
    assert rejudge(verdict(edition), INPUTS, lambda: verdict(edition)) is None


def test_judging_again_names_what_would_be_otherwise(edition):
    other = verdict(edition, "check.clear", ())
    difference = rejudge(verdict(edition), INPUTS, lambda: other)
    assert difference is not None
    assert (difference.was, difference.now) == ("check.barred（judgement.occupied）", "check.clear")


def test_inputs_that_were_not_judged_are_refused(edition):
    with pytest.raises(ValueError, match="不是当时判定所据的输入"):
        rejudge(verdict(edition), {"area_m2": 12.6}, lambda: verdict(edition))
