"""What a reader's process may not do: grow, linger, fill the disk, start programs, reach a network.

Limits of the process are the kernel's (setrlimit); system calls are filtered by seccomp. Where the
kernel offers no filter nothing is read: a reader that is not confined must not see an upload.
"""

import errno
import resource

MEMORY_BYTES = 2 << 30
OPEN_FILES = 64
OUTPUT_BYTES = 512 << 20

DENIED = (
    "socket",
    "socketpair",
    "connect",
    "bind",
    "listen",
    "execve",
    "execveat",
    "fork",
    "vfork",
    "ptrace",
    "process_vm_readv",
    "process_vm_writev",
    "kill",
    "tkill",
    "mount",
    "unshare",
    "setns",
    "symlink",
    "symlinkat",
    "link",
    "linkat",
)
CLONE_THREAD = 0x00010000


def limit_resources(
    seconds: float, memory_bytes: int = MEMORY_BYTES, output_bytes: int = OUTPUT_BYTES
) -> None:
    """Limit memory, processor time, written bytes, open files and core dumps of this process."""
    whole_seconds = int(seconds) + 2
    for kind, limit in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, whole_seconds),
        (resource.RLIMIT_FSIZE, output_bytes),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hardest = resource.getrlimit(kind)
        allowed = limit if hardest == resource.RLIM_INFINITY else min(limit, hardest)
        resource.setrlimit(kind, (allowed, allowed))


def filter_system_calls() -> None:
    """Deny this process, for good, the system calls that a reader has no use for.

    Raises:
        OSError: the kernel or the library offers no filter.
    """
    try:
        import pyseccomp
    except (ImportError, RuntimeError) as error:
        raise OSError(str(error)) from error
    calls = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    for name in DENIED:
        calls.add_rule(pyseccomp.ERRNO(errno.EPERM), name)
    # Threads share everything and may be made; a process of its own may not.
    flags = pyseccomp.Arg(0, pyseccomp.MASKED_EQ, CLONE_THREAD, 0)
    calls.add_rule(pyseccomp.ERRNO(errno.EPERM), "clone", flags)
    calls.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "clone3")
    calls.load()
