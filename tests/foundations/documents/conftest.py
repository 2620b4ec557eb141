"""An issued document."""

import pytest

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.documents.actions import issue_document
from tests.town import LEAD


@pytest.fixture
def issued(town):
    """Issue a document of the lead bureau."""

    def issue(**content):
        return issue_document(
            Request(SYSTEM),
            kind="coordination.overall_opinion",
            series="郑空协意",
            title="滨河学校空间协同综合意见",
            content={"conclusion": "符合", "area_m2": "20000", **content},
            unit=town.unit(LEAD),
        )

    return issue
