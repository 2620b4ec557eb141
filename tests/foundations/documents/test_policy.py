from itertools import product

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.policy import may
from lantu.foundations.documents.policy import is_registrar
from tests.town import LEAD, PERSONS


def test_no_person_issues_a_document_past_the_act_that_decides_it(issued, town):
    document = issued()
    for verb in ("documents.document.issue", "documents.rendition.add"):
        assert may(SYSTEM, verb, document)
        assert not any(
            may(town.actor(*who), verb, document) for who in product(("forestry", LEAD), PERSONS)
        )


def test_the_registrars_of_the_issuing_unit_register_and_confirm(issued, town):
    document = issued()
    for verb in ("register", "confirm", "reject"):
        allowed = [
            who
            for who in product(("forestry", LEAD), sorted(PERSONS))
            if may(town.actor(*who), f"documents.sealed_copy.{verb}", document)
        ]
        assert allowed == [(LEAD, "registrar"), (LEAD, "second_registrar")]
    assert not is_registrar.test(SYSTEM)
