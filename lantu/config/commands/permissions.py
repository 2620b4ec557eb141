"""`lantu permissions`: who may do what, as the code has it; `--write docs` makes the page."""

import argparse
import json
import os
import re
from pathlib import Path

PAGE = "permissions.md"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--write", type=Path, metavar="目录", help="写出 permissions.md")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(arguments: argparse.Namespace) -> int:
    """List every act with the predicate that allows it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantu.config.settings")
    import django

    django.setup()
    from lantu.foundations.acts.policy import permissions

    rows = {verb: expression(allowed.name) for verb, allowed in permissions().items()}
    if arguments.write is not None:
        (arguments.write / PAGE).write_text(page(), "utf-8")
    elif arguments.json:
        print(json.dumps(rows, ensure_ascii=False))
    else:
        for verb, who in rows.items():
            print(f"{verb:42} {who}")
    return 0


def page() -> str:
    """Write the page of permissions: every act by system, and what the predicates mean."""
    from lantu.foundations.acts.policy import meanings, permissions

    lines = [
        "# Who may do what",
        "",
        "Made from the policies by `lantu permissions --write docs`; do not edit. What is not",
        "listed is denied to everybody. What an act does on its way is allowed with it.",
        "",
    ]
    app = ""
    for verb, allowed in permissions().items():
        if verb.split(".")[0] != app:
            app = verb.split(".")[0]
            lines += [f"## {app}", "", "| act | allowed to |", "|---|---|"]
        lines.append(f"| `{verb}` | {expression(allowed.name).replace('|', 'or')} |")
        if _is_last(verb):
            lines.append("")
    lines += ["## What the conditions mean", "", "| condition | whom it means |", "|---|---|"]
    lines += [f"| `{name}` | {meaning} |" for name, meaning in meanings().items()]
    return "\n".join([*lines, ""])


def expression(name: str) -> str:
    """Return the name of a joined predicate without its outermost brackets."""
    plain = re.sub(r"\s+", " ", name)
    return plain[1:-1] if plain.startswith("(") and _closes_last(plain) else plain


def _closes_last(text: str) -> bool:
    """Whether the first bracket is closed by the last."""
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return place == len(text) - 1
    return False


def _is_last(verb: str) -> bool:
    from lantu.foundations.acts.policy import permissions

    app = verb.split(".")[0]
    return verb == [one for one in permissions() if one.split(".")[0] == app][-1]
