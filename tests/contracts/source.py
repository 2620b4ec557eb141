"""The project's own source as data for the tests about the code itself."""

import ast
import subprocess
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).parent.parent.parent


@cache
def tracked_files() -> tuple[Path, ...]:
    """Every file that git tracks or would track, relative to the project."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=PROJECT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    names = (Path(name) for name in listed.split("\0") if name)
    return tuple(sorted(name for name in names if (PROJECT / name).is_file()))


def python_files(*folders: str) -> tuple[Path, ...]:
    """The Python files below the folders, relative to the project."""
    return tuple(
        path for path in tracked_files() if path.suffix == ".py" and path.parts[0] in folders
    )


@cache
def syntax_tree(path: Path) -> ast.Module:
    return ast.parse((PROJECT / path).read_text("utf-8"))
