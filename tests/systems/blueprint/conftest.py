"""A town whose projects are checked."""

import pytest

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.projects.actions import add_participant
from lantu.law.flow import Capacity
from tests import town as town_of_tests
from tests.town import LEAD, Town, a_footprint, a_project


@pytest.fixture
def town(db) -> Town:
    return town_of_tests.build()


@pytest.fixture
def footprint(town):
    """A red line of a project in which the lead takes part."""
    project = a_project(town)
    add_participant(Request(SYSTEM), project=project, unit=town.unit(LEAD), capacity=Capacity.LEAD)
    return a_footprint(town, project)
