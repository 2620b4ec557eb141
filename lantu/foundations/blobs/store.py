"""Bytes on disk, by their digest. Killed at any point, nothing is half there."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings


class Damaged(OSError):
    """The bytes of a file are not those that its digest names."""


def folder() -> Path:
    """Return the folder of all blobs."""
    return Path(settings.VARIABLE_DIRECTORY) / "blobs"


def path_of(digest: str) -> Path:
    """Return where the bytes of a digest lie.

    Raises:
        ValueError: it is no digest.
    """
    if len(digest) != 64 or set(digest) - set("0123456789abcdef"):
        raise ValueError(f"“{digest}”不是文件摘要")
    return folder() / digest[:2] / digest


def store(content: bytes | Iterable[bytes]) -> str:
    """Write bytes and return their SHA-256; bytes that are there already are left alone."""
    folder().mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    descriptor, temporary = tempfile.mkstemp(dir=folder(), prefix="incoming-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            for part in (content,) if isinstance(content, bytes) else content:
                digest.update(part)
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        target = path_of(digest.hexdigest())
        target.parent.mkdir(exist_ok=True)
        Path(temporary).replace(target)
        _sync(target.parent)
    finally:
        Path(temporary).unlink(missing_ok=True)
    return digest.hexdigest()


def read(digest: str) -> bytes:
    """Return the bytes of a digest.

    Raises:
        FileNotFoundError: they are not there, or were purged.
        Damaged: they are not what the digest names.
    """
    content = path_of(digest).read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise Damaged(f"文件 {digest} 已损坏，请从备份恢复")
    return content


def remove(digest: str) -> None:
    """Remove the bytes of a digest."""
    path_of(digest).unlink(missing_ok=True)
    if path_of(digest).parent.is_dir():
        _sync(path_of(digest).parent)


def _sync(directory: Path) -> None:
    """Make a rename last: the directory is what remembers it."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
