import importlib
import pkgutil
import string
from datetime import date

import pytest

from lantu import law
from lantu.law.strict import Malformed
from lantu.law.wording import Code, Refused, chinese_date, sentence, sentences


def kinds(kind):
    for below in kind.__subclasses__():
        yield below
        yield from kinds(below)


def codes():
    for module in pkgutil.walk_packages(law.__path__, "lantu.law."):
        importlib.import_module(module.name)
    return {str(code) for kind in kinds(Code) for code in kind}


def test_every_code_has_a_sentence_and_every_sentence_a_code():
    assert codes() == set(sentences())


def test_every_sentence_is_chinese_and_only_names_facts_in_braces():
    for code, words in sentences().items():
        assert any("\u4e00" <= letter <= "\u9fff" for letter in words), code
        for _, name, spec, conversion in string.Formatter().parse(words):
            assert name is None or (name.isidentifier() and not spec and not conversion), code


def test_facts_are_said_as_a_person_writes_them():
    assert chinese_date(date(2019, 9, 7)) == "2019年9月7日"
    facts = {"name": "湿地", "area_m2": 1234.5, "percent": 12.0}
    assert sentence("judgement.occupied", facts) == "压占湿地 1234.5 平方米，占红线面积 12%"


def test_a_refusal_keeps_code_and_facts_beside_its_sentence():
    from lantu.law.clock import ClockFault

    refused = Refused(ClockFault.NOT_POSITIVE, amount=0)
    assert (refused.code, refused.facts) == (ClockFault.NOT_POSITIVE, {"amount": 0})
    assert str(refused) == "期限应为不小于 1 的整数，实为 0"


def test_a_code_worded_twice_is_refused(monkeypatch, tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "wording.yaml").write_text("x.y: 句子\n", "utf-8")
    monkeypatch.setattr("lantu.law.wording.__file__", str(tmp_path / "wording.py"))
    sentences.cache_clear()
    try:
        with pytest.raises(Malformed, match=r"x\.y 已在别处写过"):
            sentences()
    finally:
        sentences.cache_clear()
