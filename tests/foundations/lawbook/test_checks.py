from django.core.checks import Tags, run_checks

from lantu.foundations.acts.gate import Request
from lantu.foundations.lawbook.actions import propose_edition, publish_edition
from tests.foundations.lawbook.conftest import NOTICE


def faults():
    return run_checks(tags=[Tags.database], databases=["default"])


def test_a_start_is_refused_with_a_sentence_while_the_law_cannot_be_read(
    demonstration, keepers, behind_the_back
):
    assert faults() == []
    first, second = keepers
    edition = propose_edition(Request(first), content=NOTICE, note="试", citation="试")
    publish_edition(Request(second), edition_id=edition.id)
    assert faults() == []
    behind_the_back("UPDATE lawbook_localedition SET content = 'parameters: 1'")
    (fault,) = faults()
    assert fault.id == "lawbook.E001"
