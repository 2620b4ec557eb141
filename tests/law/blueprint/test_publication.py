import pytest

from lantu.law.blueprint.publication import (
    REFERENCE_SYSTEM_SIGNERS,
    SCHEME_SECTIONS,
    PublicationFault,
    missing_sections,
    missing_signatures,
    open_conflicts,
    plan_remarks,
)


@pytest.mark.requirement("D1-20")
def test_the_blueprint_is_not_published_with_an_open_conflict():
    assert open_conflicts([]) == ()
    (found,) = open_conflicts(["P-17"])
    assert found.facts == {"conflict": "P-17"}


@pytest.mark.requirement("D1-B01")
@pytest.mark.parametrize("absent", REFERENCE_SYSTEM_SIGNERS)
def test_five_of_six_signatures_do_not_freeze_the_reference_system(edition, absent):
    assert len(set(REFERENCE_SYSTEM_SIGNERS)) == 6
    assert {department.key for department in edition.departments} >= set(REFERENCE_SYSTEM_SIGNERS)
    assert missing_signatures(frozenset(REFERENCE_SYSTEM_SIGNERS)) == ()
    (found,) = missing_signatures(frozenset(REFERENCE_SYSTEM_SIGNERS) - {absent})
    assert found.facts == {"department": absent}


@pytest.mark.requirement("D1-69")
def test_a_work_scheme_without_deadlines_names_what_is_missing():
    whole = dict.fromkeys(SCHEME_SECTIONS, "有内容")
    assert missing_sections(whole) == ()
    (found,) = missing_sections({**whole, "完成时限": " "})
    assert found.facts == {"section": "完成时限"}


@pytest.mark.requirement("D1-75", "D1-76")
def test_a_plan_names_its_institute_and_answers_the_public():
    assert plan_remarks("某规划院", 0) == ()
    assert [found.code for found in plan_remarks(" ", 2)] == [
        PublicationFault.INSTITUTE_MISSING, PublicationFault.COMMENT_OPEN
    ]  # fmt: skip
