"""`lantu requirements`: which tests show each row of the notice, and which rows are still open.

Rows come from docs/requirements.yaml, our readings of what the notice leaves open and the state
machines from docs/readings.yaml, proofs from the markers that stand literally in the tests, reasons
for what is open from docs/not-yet.md. A row that has neither is a failure, and so is a
marker or a reason for a row that does not exist.
"""

import argparse
import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

PROJECT = Path(__file__).parent.parent.parent.parent
ROW = r"(?:D\d-[A-Z]?\d+|AMB-\d+|SM-\d+)"
LISTS = ("requirements.yaml", "readings.yaml")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the notice with the tests that show it and the reason why it is open, if it is."""

    row_id: str
    place: str
    sentence: str
    tests: tuple[str, ...]
    not_yet: str | None

    @property
    def state(self) -> str:
        """Return shown, open, both (a reason has outlived its proof) or missing."""
        return {
            (True, False): "shown",
            (False, True): "open",
            (True, True): "both",
            (False, False): "missing",
        }[bool(self.tests), self.not_yet is not None]


STATES = {
    "shown": "已由测试证明",
    "open": "尚未实现(见 docs/not-yet.md)",
    "both": "既有测试又列为尚未实现",
    "missing": "既无测试也未说明",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "rows", nargs="*", metavar="条目", help="只看这些条目，如 D1-34；缺省为全部"
    )
    parser.add_argument("--state", choices=STATES, help="只看处于该状态的条目")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(arguments: argparse.Namespace) -> int:
    """Print the rows and the count; 1 when a row is neither shown nor explained."""
    rows, strangers = survey(PROJECT)
    chosen = [
        row
        for row in rows
        if (not arguments.rows or row.row_id in arguments.rows)
        and (not arguments.state or row.state == arguments.state)
    ]
    count = {state: sum(row.state == state for row in rows) for state in STATES}
    if arguments.json:
        print(json.dumps(_as_json(chosen, count, strangers), ensure_ascii=False, indent=1))
    else:
        _print(chosen, count, strangers)
    return 1 if count["missing"] or count["both"] or strangers else 0


def survey(project: Path) -> tuple[list[Row], list[str]]:
    """Join the list of rows with the proofs and the reasons.

    Args:
        project: the folder that holds docs/ and tests/.

    Returns:
        Every row in the order of the list, and the ids that are named but do not exist.
    """
    listed = dict[str, dict[str, str]]()
    for name in LISTS:
        if (path := project / "docs" / name).exists():
            listed |= yaml.safe_load(path.read_text("utf-8"))
    proofs = dict[str, list[str]]()
    for row_id, test in marked_tests(project / "tests"):
        proofs.setdefault(row_id, []).append(test)
    reasons = read_reasons((project / "docs" / "not-yet.md").read_text("utf-8"), list(listed))
    rows = [
        Row(
            row_id,
            row["place"],
            row["sentence"],
            tuple(proofs.get(row_id, ())),
            reasons.get(row_id),
        )
        for row_id, row in listed.items()
    ]
    return rows, sorted((proofs.keys() | reasons.keys()) - listed.keys())


def marked_tests(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield (row id, test) for every literal requirement marker in the test files."""
    for path in sorted(folder.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                for row_id in _marks(node.decorator_list):
                    yield row_id, f"{path.relative_to(folder.parent)}::{node.name}"


def _marks(decorators: list[ast.expr]) -> Iterator[str]:
    for decorator in decorators:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func).endswith("requirement"):
            for argument in decorator.args:
                if isinstance(argument, ast.Constant):
                    yield str(argument.value)


def read_reasons(text: str, row_ids: list[str]) -> dict[str, str]:
    """Read "- D2-01 … D2-47, D2-R1: reason" lines; a range runs in the order of the list."""
    reasons = dict[str, str]()
    for line in re.findall(rf"^- ({ROW}[^:：]*)[:：] (.+)$", text, flags=re.MULTILINE):
        for part in re.split(r"[,，]\s*", line[0].strip()):
            first, _, last = (word.strip() for word in part.partition("…"))
            if last and first in row_ids and last in row_ids:
                names = row_ids[row_ids.index(first) : row_ids.index(last) + 1]
            else:
                names = [word for word in (first, last) if word]
            reasons.update(dict.fromkeys(names, line[1].strip()))
    return reasons


def _as_json(rows: list[Row], count: dict[str, int], strangers: list[str]) -> dict[str, Any]:
    return {
        "count": count,
        "unknown": strangers,
        "rows": [
            {
                "id": row.row_id,
                "place": row.place,
                "sentence": row.sentence,
                "state": row.state,
                "tests": row.tests,
                "not_yet": row.not_yet,
            }
            for row in rows
        ],
    }


def _print(rows: list[Row], count: dict[str, int], strangers: list[str]) -> None:
    for row in rows:
        print(f"{row.row_id}  {row.place}  {row.sentence}")
        for test in row.tests:
            print(f"    ✓ {test}")
        if row.not_yet is not None:
            print(f"    … {row.not_yet}")
        if row.state == "missing":
            print("    ✗ 既无测试也未说明")
    for row_id in strangers:
        print(f"✗ {row_id} 不在条目清单中，却被测试或 docs/not-yet.md 引用")
    print("  ".join(f"{sentence} {count[state]}" for state, sentence in STATES.items()))
