"""From article to rule to number to test: the index of the law as it is coded."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lantu import law
from lantu.law.citation import INSTRUMENTS, Citation
from lantu.law.edition import Edition
from lantu.law.rows import Parameter, Value
from lantu.law.rule import Rule, rules

MARKER = "requirement"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the index. `rule` is None for a number that only data or other floors use."""

    citation: Citation
    rule: Rule | None
    parameters: tuple[Parameter, ...]
    rows: tuple[str, ...]
    tests: tuple[str, ...]

    @property
    def doubts(self) -> tuple[str, ...]:
        """The doubts whose readings the rule or its numbers follow."""
        named = {value.doubt for parameter in self.parameters for value in parameter.values}
        named |= set(self.rule.doubts) if self.rule else set()
        return tuple(sorted(doubt for doubt in named if doubt))


@dataclass(frozen=True, slots=True)
class _Shown:
    """Tests by the row they are marked with, and by the names they use."""

    by_row: dict[str, list[str]]
    by_name: dict[str, list[str]]


def entries(edition: Edition, tests: Path | None = None) -> tuple[Entry, ...]:
    """Build the index, ordered by article.

    Args:
        edition: the numbers.
        tests: the folder of the law's tests; without it no test is named. A rule's tests are
            those that name it, else those marked with its rows.
    """
    shown = _tests(tests) if tests and tests.is_dir() else _Shown({}, {})
    by_name = {parameter.name: parameter for parameter in edition.parameters}
    found = [
        _entry(rule.citation, rule, tuple(by_name[name] for name in rule.parameters), shown)
        for rule in _all_rules()
    ]
    used = {parameter.name for entry in found for parameter in entry.parameters}
    found += [
        _entry(parameter.values[0].citation, None, (parameter,), shown)
        for parameter in edition.parameters
        if parameter.name not in used
    ]
    return tuple(sorted(found, key=lambda entry: (entry.citation, entry.rule is None, _key(entry))))


def markdown(index: tuple[Entry, ...]) -> str:
    """Write the index as a page. Made, never edited by hand."""
    lines = [
        "# The law, article by article",
        "",
        "Made by `lantu law --write docs`; do not edit. Numbers are those in force at last; "
        "*reading* marks what the notice does not print.",
        "",
    ]
    for key, instrument in INSTRUMENTS.items():
        own = [entry for entry in index if entry.citation.instrument == key]
        if own:
            lines += [f"## {key} 《{instrument.title}》", ""]
            lines += [
                "| article | rule | rows | numbers | doubts | tests |",
                "|---|---|---|---|---|---|",
            ]
            lines += [_line(entry) for entry in own] + [""]
    return "\n".join(lines)


def plain(entry: Entry) -> Mapping[str, object]:
    """Return an entry as plain data for JSON."""
    return {
        "article": str(entry.citation),
        "rule": entry.rule.name if entry.rule else None,
        "demand": entry.rule.demand if entry.rule else None,
        "rows": entry.rows,
        "doubts": entry.doubts,
        "parameters": {p.name: [_said(v, p) for v in p.values] for p in entry.parameters},
        "tests": entry.tests,
    }


def _entry(
    citation: Citation, rule: Rule | None, parameters: tuple[Parameter, ...], shown: "_Shown"
) -> Entry:
    rows = dict.fromkeys(rule.rows if rule else ())
    rows |= {row: None for parameter in parameters for row in parameter.rows}
    naming = shown.by_name.get(rule.name.rpartition(".")[2], ()) if rule else ()
    tests = naming or [test for row in rows for test in shown.by_row.get(row, ())]
    return Entry(citation, rule, parameters, tuple(rows), tuple(sorted(set(tests))))


def _key(entry: Entry) -> str:
    return entry.rule.name if entry.rule else entry.parameters[0].name


def _line(entry: Entry) -> str:
    rule = f"`{entry.rule.name}` {entry.rule.demand}" if entry.rule else "—"
    numbers = "; ".join(f"`{p.name}` {_said(p.values[-1], p)}" for p in entry.parameters)
    files = sorted({test.partition("::")[0] for test in entry.tests})
    cells = (
        entry.citation.locator,
        rule,
        ", ".join(entry.rows) or "—",
        numbers or "—",
        ", ".join(entry.doubts) or "—",
        ", ".join(f"`{name}`" for name in files) or "—",
    )
    return f"| {' | '.join(cells)} |"


def _said(value: Value, parameter: Parameter) -> str:
    ends = f" until {value.ends_on}" if value.ends_on else ""
    return f"{value.amount} {parameter.unit} ({value.origin}, from {value.in_force_on}{ends})"


def _all_rules() -> tuple[Rule, ...]:
    for module in pkgutil.walk_packages(law.__path__, "lantu.law."):
        importlib.import_module(module.name)
    return rules()


def _tests(folder: Path) -> _Shown:
    shown = _Shown({}, {})
    for path in sorted(folder.rglob("test_*.py")):
        file = path.relative_to(folder).as_posix()
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                test = f"{file}::{node.name}"
                for row in _marks(node):
                    shown.by_row.setdefault(row, []).append(test)
                for name in _names(node):
                    shown.by_name.setdefault(name, []).append(test)
    return shown


def _marks(test: ast.FunctionDef) -> Iterator[str]:
    for mark in test.decorator_list:
        if isinstance(mark, ast.Call) and ast.unparse(mark.func).endswith(f".{MARKER}"):
            yield from (str(word.value) for word in mark.args if isinstance(word, ast.Constant))


def _names(test: ast.FunctionDef) -> Iterator[str]:
    for node in ast.walk(test):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
