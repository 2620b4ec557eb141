import importlib
import pkgutil

import pytest

from lantu import foundations, systems, web
from lantu.foundations.acts.gate import ActFault, Missing
from lantu.foundations.acts.wording import Code, sentence, sentences
from lantu.law.wording import Refused


def load_everything():
    for floor in (foundations, systems, web):
        for module in pkgutil.walk_packages(floor.__path__, f"{floor.__name__}."):
            if ".migrations" not in module.name:
                importlib.import_module(module.name)


def all_codes(kind=Code):
    for one in kind.__subclasses__():
        yield from one
        yield from all_codes(one)


def test_every_code_has_a_sentence_and_every_sentence_a_code():
    load_everything()
    assert {str(code) for code in all_codes()} == set(sentences())


def test_a_refusal_says_its_facts_and_is_one_of_the_law():
    refused = Missing(ActFault.MISSING, noun="单位")
    assert str(refused) == "找不到这条记录（单位）。"
    assert isinstance(refused, Refused)


def test_a_code_without_a_sentence_is_found():
    with pytest.raises(KeyError):
        sentence("no.such.code", {})
