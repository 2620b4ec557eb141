#!/usr/bin/env python3
"""Checks an exported journal of Lantu: `python3 verifier.py journal.jsonl`.

Needs nothing but Python 3.8 or newer, so that anyone can check an export on any machine. Exit
code 0: every byte holds; 1: the first bad entry is named; 2: the file cannot be read.

An export is UTF-8 text: a line that names the format, then a line for each entry with its
canonical bytes, its link of the chain, and salt and content of its body (null when erased).
"""

from __future__ import annotations

import hashlib
import hmac
import json
import sys
from typing import Any, Iterable

FORMAT = "lantu-journal/1"
START = bytes(32)
ERASED = "journal.bodies.erased/1"
EMPTY_FIELDS = {"canonical", "chain", "content", "salt"}


class Bad(Exception):
    """The first entry that does not hold, and why."""

    def __init__(self, sequence: int, reason: str) -> None:
        super().__init__("第 %s 条：%s" % (sequence, reason))
        self.sequence = sequence
        self.reason = reason


def framed(*parts: bytes) -> bytes:
    """Join byte strings so that no two lists of parts give the same bytes."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def chained(previous: bytes, canonical: bytes) -> bytes:
    """Return the link of an entry: SHA-256 over the link before it and its canonical bytes."""
    return hashlib.sha256(framed(b"lantu/1 chain", previous, canonical)).digest()


def commitment(salt: bytes, content: bytes) -> str:
    """Return what an entry says of its body: HMAC-SHA-256 under the body's own salt."""
    return hmac.new(salt, framed(b"lantu/1 body", content), hashlib.sha256).hexdigest()


def dumped(content: Any) -> bytes:
    """Return canonical JSON: sorted, without spaces, UTF-8."""
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode("utf-8")


def check_entry(
    expected: int,
    previous: bytes,
    before_at: str,
    canonical: bytes,
    chain: bytes,
    salt: bytes | None,
    content: bytes | None,
) -> str:
    """Check one entry against what stands before it; return the moment it was recorded.

    Raises:
        Bad: the entry does not hold.
    """
    try:
        entry = json.loads(canonical.decode("utf-8"))
        same = dumped(entry) == canonical
        sequence, recorded_at, committed = entry["sequence"], entry["recorded_at"], entry["body"]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Bad(expected, "内容不是规范的条目") from None
    if not same:
        raise Bad(expected, "内容的写法不规范")
    if sequence != expected:
        raise Bad(expected, "序号应为 %s，写的是 %s" % (expected, sequence))
    if chain != chained(previous, canonical):
        raise Bad(expected, "链值与内容不符")
    if recorded_at < before_at:
        raise Bad(expected, "记录时间早于上一条")
    if (salt is None) != (content is None):
        raise Bad(expected, "正文与盐值不成对")
    if salt is not None and content is not None and commitment(salt, content) != committed:
        raise Bad(expected, "正文与条目的承诺不符")
    return str(recorded_at)


class Erasures:
    """Bodies that are gone, and those that an act of erasure names: the first may be no others."""

    def __init__(self) -> None:
        self.gone: list[int] = []
        self.named: set[int] = set()

    def see(self, sequence: int, canonical: bytes, content: bytes | None) -> None:
        """Take note of an entry that holds."""
        if content is None:
            self.gone.append(sequence)
        elif json.loads(canonical)["event"] == ERASED:
            self.named.update(json.loads(content)["facts"]["sequences"])

    def check(self) -> None:
        """Check that every body that is gone was erased by an act.

        Raises:
            Bad: the first that was not.
        """
        for sequence in self.gone:
            if sequence not in self.named:
                raise Bad(sequence, "正文不见了，日志中没有清除它的行为")


def check_lines(lines: Iterable[bytes]) -> tuple[int, int]:
    """Check the lines of an export; return how many entries and erased bodies there are.

    Raises:
        Bad: the first line that does not hold.
    """
    lines = iter(lines)
    head = next(lines, b"")
    if head != dumped({"format": FORMAT}) + b"\n":
        raise Bad(0, "首行不是 %s" % FORMAT)
    previous, before_at, count, erasures = START, "", 0, Erasures()
    for line in lines:
        count += 1
        try:
            row = json.loads(line.decode("utf-8"))
            whole = set(row) == EMPTY_FIELDS and dumped(row) + b"\n" == line
            canonical = row["canonical"].encode("utf-8")
            chain = bytes.fromhex(row["chain"])
            salt = None if row["salt"] is None else bytes.fromhex(row["salt"])
            content = None if row["content"] is None else row["content"].encode("utf-8")
        except (ValueError, KeyError, TypeError, AttributeError):
            raise Bad(count, "这一行读不出来") from None
        if not whole or chain.hex() != row["chain"] or (salt and salt.hex() != row["salt"]):
            raise Bad(count, "这一行的写法不规范")
        before_at = check_entry(count, previous, before_at, canonical, chain, salt, content)
        erasures.see(count, canonical, content)
        previous = chain
    erasures.check()
    return count, len(erasures.gone)


def main(arguments: list[str]) -> int:
    """Check the file named on the command line."""
    if len(arguments) != 1:
        print("用法：python3 verifier.py journal.jsonl", file=sys.stderr)
        return 2
    try:
        with open(arguments[0], "rb") as file:
            count, erased = check_lines(file)
    except OSError as error:
        print("读不了 %s：%s" % (arguments[0], error.strerror), file=sys.stderr)
        return 2
    except Bad as bad:
        print("不符。%s。" % bad)
        return 1
    print("相符：%s 条，其中 %s 条的正文已依规清除。" % (count, erased))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
