"""Writing that survives a kill and a power cut: all of it is there under its name, or none of it.

Everything is made in `incoming/`, flushed to the disk, and only then given its name.
"""

import os
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LEFTOVER_SECONDS = 24 * 60 * 60


@contextmanager
def placed_folder(incoming: Path, target: Path) -> Iterator[Path]:
    """Give a temporary folder to fill; afterwards it stands at `target`, whole.

    Where `target` has come to exist meanwhile, it stays: names are digests, so it holds the same.

    Args:
        incoming: folder for what is under way, on the same file system.
        target: the final name, not there yet.
    """
    temporary = incoming / str(uuid.uuid4())
    temporary.mkdir(parents=True)
    try:
        yield temporary
        _flush_tree(temporary)
        try:
            temporary.rename(target)
        except OSError:
            if not target.is_dir():
                raise
        flush(target.parent)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def place_file(incoming: Path, target: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all, and never replaces another.

    Raises:
        FileExistsError: `target` is there already.
    """
    temporary = incoming / str(uuid.uuid4())
    temporary.write_bytes(content)
    try:
        flush(temporary)
        os.link(temporary, target)
        flush(target.parent)
    finally:
        temporary.unlink()


def remove_leftovers(folder: Path, named: frozenset[str] = frozenset()) -> list[str]:
    """Remove what is older than a day and not named; return the names removed.

    Args:
        folder: where to look.
        named: entries that stay however old they are.
    """
    oldest = time.time() - LEFTOVER_SECONDS
    removed = []
    for path in sorted(folder.iterdir()):
        with suppress(FileNotFoundError):
            if path.name in named or path.stat().st_mtime > oldest:
                continue
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
            removed.append(path.name)
    return removed


def flush(path: Path) -> None:
    """Ask the disk to keep a file, or the names in a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _flush_tree(folder: Path) -> None:
    for path in folder.rglob("*"):
        flush(path)
    flush(folder)
