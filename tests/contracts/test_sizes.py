"""Small files, small functions: the limits, and the named exceptions, which may only shrink."""

import ast

from tests.contracts.source import PROJECT, python_files, syntax_tree

LONGEST_FILE = 400
LONGEST_FUNCTION = 40

LONG_FILES: dict[str, int] = {}
LONG_FUNCTIONS: dict[str, int] = {}


def test_no_file_is_longer_than_the_limit():
    too_long = {}
    for path in python_files("lantu", "tests", "bench"):
        if path.parent.name == "migrations":  # made by a program, read by one
            continue
        lines = len((PROJECT / path).read_text("utf-8").splitlines())
        if lines > LONG_FILES.get(str(path), LONGEST_FILE):
            too_long[str(path)] = lines
    assert too_long == {}


def test_no_function_is_longer_than_the_limit():
    too_long = {}
    for path in python_files("lantu", "tests", "bench"):
        for name, lines in functions(path):
            if lines > LONG_FUNCTIONS.get(f"{path}:{name}", LONGEST_FUNCTION):
                too_long[f"{path}:{name}"] = lines
    assert too_long == {}


def test_the_exceptions_are_still_needed():
    lengths = {
        f"{path}:{name}": lines for path in python_files("lantu") for name, lines in functions(path)
    }
    lengths |= {
        str(path): len((PROJECT / path).read_text("utf-8").splitlines())
        for path in python_files("lantu")
    }
    stale = {
        name: lengths.get(name)
        for name, allowed in (LONG_FILES | LONG_FUNCTIONS).items()
        if lengths.get(name) != allowed
    }
    assert stale == {}, "an exception must say the present length, or go"


def functions(path):
    """Yield (name, lines) of each function; its docstring does not count."""
    for node in ast.walk(syntax_tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            docstring = 0
            if ast.get_docstring(node) is not None:
                docstring = node.body[0].end_lineno - node.body[0].lineno + 1
            yield node.name, node.end_lineno - node.lineno + 1 - docstring
