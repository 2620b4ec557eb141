"""What a reader's process may not do: use more than its share, reach a network, start a program.

A reader meets bytes of strangers. Limits of the kernel bound what it uses; a filter of system
calls (libseccomp) leaves it no network, no further process and no further thread. Where the machine
offers no filter nothing is read: an unconfined reader must not see an upload.
"""

import errno
import resource
from dataclasses import dataclass

MEBIBYTE = 1 << 20
FORBIDDEN = (
    *("socket", "socketpair", "connect", "bind", "listen", "accept", "accept4"),
    *("sendto", "sendmsg", "sendmmsg", "execve", "execveat", "fork", "vfork", "clone"),
    *("ptrace", "process_vm_readv", "process_vm_writev", "pidfd_open", "pidfd_send_signal"),
    *("kill", "tkill", "mount", "umount2", "pivot_root", "chroot", "unshare", "setns", "bpf"),
    *("perf_event_open", "userfaultfd", "io_uring_setup", "keyctl", "add_key", "request_key"),
    *("link", "linkat", "chmod", "fchmod", "fchmodat", "chown", "fchown", "lchown", "fchownat"),
    *("open_by_handle_at", "mknod", "mknodat", "setuid", "setgid", "setreuid", "setregid"),
)
# A library that asks for clone3 tries the older call when it is told that there is none.
ABSENT = ("clone3",)


class FilterUnavailable(Exception):
    """The filter of system calls cannot be set on this machine."""


@dataclass(frozen=True, slots=True)
class Confinement:
    """How much a reader's process may use; technical guards, not limits of the law.

    Attributes:
        memory_bytes: address space, libraries included.
        written_bytes: the largest file it may write, its answer included.
        cpu_seconds: processor time.
        open_files: descriptors.
    """

    memory_bytes: int = 2048 * MEBIBYTE
    written_bytes: int = 256 * MEBIBYTE
    cpu_seconds: int = 30
    open_files: int = 64


def confine(confinement: Confinement) -> None:
    """Bind this process for the rest of its life.

    Raises:
        FilterUnavailable: libseccomp is absent or the kernel refuses.
    """
    for kind, amount in (
        (resource.RLIMIT_AS, confinement.memory_bytes),
        (resource.RLIMIT_FSIZE, confinement.written_bytes),
        (resource.RLIMIT_CPU, confinement.cpu_seconds),
        (resource.RLIMIT_NOFILE, confinement.open_files),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        bound = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        resource.setrlimit(kind, (bound, bound))
    try:
        _filter_system_calls()
    except (OSError, RuntimeError, ImportError, AttributeError) as error:
        raise FilterUnavailable(str(error)) from error


def _filter_system_calls() -> None:
    import pyseccomp

    rules = pyseccomp.SyscallFilter(defaction=pyseccomp.ALLOW)
    for names, number in ((FORBIDDEN, errno.EPERM), (ABSENT, errno.ENOSYS)):
        for name in names:
            rules.add_rule(pyseccomp.ERRNO(number), name)
    rules.load()
