import importlib
import pkgutil

import pytest
import yaml

from lantu import law
from lantu.law import parameter
from lantu.law.rule import rules
from tests.contracts.source import PROJECT


def loaded():
    for module in pkgutil.walk_packages(law.__path__, "lantu.law."):
        importlib.import_module(module.name)
    return rules()


def function(rule):
    module, _, name = rule.name.rpartition(".")
    return getattr(importlib.import_module(f"lantu.law.{module}"), name)


@pytest.mark.requirement("D0-01")
def test_every_rule_says_what_the_article_demands_and_how_it_is_read():
    assert len(loaded()) > 10
    for rule in loaded():
        words = function(rule).__doc__
        assert "Reading:" in words, rule.name
        assert all(doubt in words for doubt in rule.doubts), rule.name
        assert ("Doubt:" in words) == bool(rule.doubts), rule.name


def test_every_number_that_a_rule_names_exists(edition):
    for rule in loaded():
        for name in rule.parameters:
            assert parameter.find(edition, name).values


def test_every_row_that_rules_and_data_name_is_a_row_of_the_notice(edition):
    known = yaml.safe_load((PROJECT / "docs" / "requirements.yaml").read_text("utf-8")).keys()
    tables = (edition.parameters, edition.layers, edition.departments)
    named = {row for table in tables for entry in table for row in entry.rows}
    named |= {entry.row for table in (edition.questions, edition.seats) for entry in table}
    named |= {row for rule in loaded() for row in rule.rows}
    assert len(named) > 100
    assert named - known == set()
