import ast
import string

from lantu.geo.finding import Finding, Place, Severity
from lantu.geo.wording import sentence, sentences
from tests.contracts.source import python_files, syntax_tree


def calls(*makers):
    """Every call in lantu.geo of one of these with a literal code: its code and the call."""
    for path in python_files("lantu"):
        if path.parts[1] != "geo":
            continue
        for node in ast.walk(syntax_tree(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in makers and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    yield first.value, node


def test_every_code_in_use_has_its_sentence():
    used = {code for code, _ in calls("Finding", "_finding", "_refused", "_refuse", "_Fault")}
    assert len(used) > 50
    assert used - sentences().keys() == set()


def test_a_refusal_names_all_the_facts_that_its_sentence_says():
    missing = {}
    for code, call in calls("_refused", "_refuse", "_Fault"):
        named = {keyword.arg for keyword in call.keywords}
        said = {name for _, name, _, _ in string.Formatter().parse(sentences()[code]) if name}
        if None not in named and said - named:
            missing[code] = said - named
    assert missing == {}


def test_every_sentence_is_chinese_and_ends():
    for code, words in sentences().items():
        phrase = code.startswith(("geos.", "look."))  # stands inside a sentence
        assert words.endswith("。") is not phrase, code
        assert any("一" <= letter <= "鿿" for letter in words), code
        assert [name for _, name, _, _ in string.Formatter().parse(words) if name == ""] == []


def test_a_sentence_says_place_and_facts():
    finding = Finding(
        "source_key_repeats",
        Severity.REFUSAL,
        Place(file="宗地.shp", feature="12"),
        {"field": "BSM", "count": 2, "example": "7"},
    )
    assert sentence(finding) == (
        "宗地.shp 图斑“12”：字段“BSM”有 2 个重复值（如“7”），不能用作图斑编号，请换一个字段。"
    )
