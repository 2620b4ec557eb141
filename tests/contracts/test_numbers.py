"""A number of the law has one home: parameters.yaml. Code above it never repeats the number."""

import ast

import yaml

from tests.contracts.source import PROJECT, python_files, syntax_tree

TOO_COMMON_TO_MEAN_ANYTHING = {0, 1, 2}
FLOORS = ("law", "systems", "config")

# Same digits, another meaning: path → numbers that are no amounts of the law there.
OTHER_MEANINGS: dict[str, set[float]] = {
    "lantu/config/check_sheet.py": {3},  # classes of ground named in one cell
    "lantu/law/blueprint/judgement.py": {3, 4, 5, 6},  # the order of ranks on a sheet
    "lantu/systems/coordination/tasks.py": {5.0},  # seconds between two looks at the post
    "lantu/law/calendar.py": {5},  # Saturday
    "lantu/config/security.py": {3, 5, 30, 90},  # minutes and days of sessions and passwords
    "lantu/config/settings.py": {5, 30},  # failures before a lock; questions a minute
    "lantu/systems/blueprint/papers/__init__.py": {40, 200, 1000, 100000},  # scales, millimetres
}


def legal_amounts() -> set[float]:
    amounts = set[float]()
    for path in sorted((PROJECT / "lantu" / "law").glob("*/parameters.yaml")):
        for entry in walk(yaml.safe_load(path.read_text("utf-8"))):
            amount = entry.get("amount")
            if isinstance(amount, int | float) and not isinstance(amount, bool):
                amounts.add(amount)
    return amounts - TOO_COMMON_TO_MEAN_ANYTHING


def walk(node):
    if isinstance(node, dict):
        yield node
        for child in node.values():
            yield from walk(child)
    elif isinstance(node, list):
        for child in node:
            yield from walk(child)


def widths_of_columns(tree):
    """Return the constants that say how wide a column of a table is."""
    return {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg in ("max_length", "max_digits")
    }


def test_parameters_hold_amounts():
    assert {10, 5} <= legal_amounts()


def test_no_bare_number_of_the_law_stands_in_code():
    amounts = legal_amounts()
    found = []
    for path in python_files("lantu"):
        if path.parts[1] not in FLOORS or path.parent.name == "migrations":
            continue
        allowed = OTHER_MEANINGS.get(str(path), set())
        widths = widths_of_columns(syntax_tree(path))
        found += [
            f"{path}:{node.lineno} {node.value}"
            for node in ast.walk(syntax_tree(path))
            if isinstance(node, ast.Constant)
            and type(node.value) in (int, float)
            and node.value in amounts - allowed
            and id(node) not in widths
        ]
    assert found == []
