"""What a query worker may use: memory, but no network, no other programs and no file to write.

Called once, at the very start of a worker, while it has a single thread. The limits of memory and
files hold on every POSIX system. The network is taken away twice where the kernel allows it: by
a namespace of its own, which has no way out, and by a filter of system calls (Linux on x86-64 and
ARM64), which also holds where namespaces are not allowed.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal
import struct
import sys
from dataclasses import dataclass
from typing import Final

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_NO_NEW_PRIVS: Final = 38
_PR_SET_SECCOMP: Final = 22
_SECCOMP_MODE_FILTER: Final = 2
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06  # of the classic Berkeley packet filter
_ALLOW: Final = 0x7FFF0000
_FORBID: Final = 0x00050000 | 1  # the call fails with EPERM
_X32: Final = 0x40000000
# By machine: how the kernel names it, and socket, connect, execve, execveat, ptrace, io_uring_setup.
_CALLS: Final = {
    "x86_64": (0xC000003E, (41, 42, 59, 322, 101, 425)),
    "aarch64": (0xC00000B7, (198, 203, 221, 281, 117, 425)),
}


@dataclass(frozen=True, slots=True)
class Confinement:
    """What holds in a worker: a network namespace of its own, and the filter of system calls."""

    namespace: bool
    filter: bool

    @property
    def network(self) -> bool:
        """Whether the worker can reach any network."""
        return not (self.namespace or self.filter)


def confine(memory: int, *, network: bool = False, largest_file: int = 0) -> Confinement:
    """Confine this process for good, to so many bytes of memory; what of it holds.

    `network` leaves it the network, and `largest_file` lets it write files of so many bytes.
    """
    _end_with_parent()
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return Confinement(False, False) if network else Confinement(_leave_network(), _filter_calls())


def end_in(seconds: float) -> None:
    """Let the kernel end this process after so many seconds; 0 calls it off.

    The server ends workers too; this holds where the server itself is gone.
    """
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)


def _end_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _leave_network() -> bool:
    try:
        os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)
    except (AttributeError, OSError):
        return False
    return True


def _filter_calls() -> bool:
    """Forbid the calls above to this process and all its threads; whether the kernel took it."""
    if sys.platform != "linux" or platform.machine() not in _CALLS:
        return False
    kernel_name, calls = _CALLS[platform.machine()]
    last = len(calls) + 5  # the step that forbids; jumps are counted from the step after
    steps = [
        (_LOAD, 0, 0, 4),  # the machine: a program of another one's calls is none of ours
        (_EQUAL, 0, last - 2, kernel_name),
        (_LOAD, 0, 0, 0),  # the call
        (_AT_LEAST, last - 4, 0, _X32),
        *((_EQUAL, last - place - 1, 0, call) for place, call in enumerate(calls, start=4)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _FORBID),
    ]
    program = b"".join(struct.pack("=HBBI", *step) for step in steps)
    buffer = ctypes.create_string_buffer(program, len(program))
    described = struct.pack("@HP", len(steps), ctypes.addressof(buffer))
    prctl = ctypes.CDLL(None).prctl
    if prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, described, 0, 0) == 0)
