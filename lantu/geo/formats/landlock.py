"""Which files a process may touch: Landlock, the kernel's own sandbox for unprivileged processes.

The numbers are those of the kernel's interface (linux/landlock.h, version 1, and 3 for truncating);
the system calls have the same numbers on every machine.
"""

import ctypes
import os
import struct
from collections.abc import Iterable
from pathlib import Path

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
ASK_VERSION, BENEATH_A_PATH = 1, 1
NO_NEW_PRIVILEGES = 38
EXECUTE, WRITE_FILE, READ_FILE, READ_DIRECTORY = 1 << 0, 1 << 1, 1 << 2, 1 << 3
TRUNCATE = 1 << 14
TRUNCATE_SINCE_VERSION = 3
ALL_OF_VERSION_ONE = (1 << 13) - 1


def restrict(*, readable: Iterable[Path], writable: Path) -> bool:
    """Let this process, for good, read below some paths, write below one, and touch nothing else.

    Files that are already open stay open.

    Args:
        readable: files and folders; those that are absent are passed over.
        writable: a folder.

    Returns:
        False where the kernel has no Landlock; then nothing is restricted.

    Raises:
        OSError: the kernel has it and refuses.
    """
    kernel = ctypes.CDLL(None, use_errno=True)
    version = kernel.syscall(CREATE_RULESET, None, 0, ASK_VERSION)
    if version < 1:
        return False
    handled = ALL_OF_VERSION_ONE | (TRUNCATE if version >= TRUNCATE_SINCE_VERSION else 0)
    attributes = struct.pack("Q", handled)
    rules = _called(kernel, CREATE_RULESET, attributes, len(attributes), 0)
    for path in readable:
        if path.exists():
            rights = READ_FILE | READ_DIRECTORY if path.is_dir() else READ_FILE
            _allow(kernel, rules, path, rights)
    _allow(kernel, rules, writable, handled & ~EXECUTE)
    if kernel.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")
    _called(kernel, RESTRICT_SELF, rules, 0)
    os.close(rules)
    return True


def _allow(kernel: ctypes.CDLL, rules: int, path: Path, rights: int) -> None:
    handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    _called(kernel, ADD_RULE, rules, BENEATH_A_PATH, struct.pack("=Qi", rights, handle), 0)
    os.close(handle)


def _called(kernel: ctypes.CDLL, number: int, *arguments: int | bytes) -> int:
    answer: int = kernel.syscall(number, *arguments)
    if answer < 0:
        raise OSError(ctypes.get_errno(), f"landlock call {number}")
    return answer
