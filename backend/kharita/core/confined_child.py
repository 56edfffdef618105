"""The child's side of `confined`: limits first, then one look at one file, told as one line of JSON."""

import ctypes
import json
import resource
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from kharita.core.file_fence import fence

MIB = 1024**2
PR_SET_PDEATHSIG = 1
Look = Callable[..., dict[str, Any]]


class Fault(Exception):
    """Why a file is refused, untranslated as the child is: `values` fill the text of `code`."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True)
class Limits:
    """Of one child. `fenced`: it opens only its file, the code it runs, and a folder it writes to."""

    memory_bytes: int = 1536 * MIB  # of address space: libraries map far more than they touch
    cpu_seconds: int = 20
    written_bytes: int = 64 * MIB
    open_files: int = 64
    fenced: bool = False
    is_last_argument_written: bool = False


@dataclass(frozen=True)
class Task:
    """A look by the name of its module, which is loaded for it alone."""

    module: str
    name: str
    limits: Limits = Limits()

    def __call__(self, *arguments: Any) -> dict[str, Any]:
        found: Look = getattr(import_module(self.module), self.name)
        return found(*arguments)


def tell(done: float) -> None:
    """Progress (0 to 1), for a parent that listens."""
    sys.stdout.write(json.dumps({"done": round(done, 4)}) + "\n")
    sys.stdout.flush()


def run(arguments: Sequence[str], tasks: Mapping[str, Look], limits: Limits | None = None) -> None:
    """`task path [argument…]`: print the answer, or the fault with its values."""
    task, path, *rest = arguments
    look = tasks[task]
    _limit(limits or (look.limits if isinstance(look, Task) else Limits()), Path(path), rest)
    try:
        told = look(Path(path), *rest)
    except Fault as fault:
        told = {"refused": fault.code, "values": fault.values}
    except (MemoryError, RecursionError):
        told = {"refused": "too-heavy", "values": {}}
    sys.stdout.write(json.dumps(told))


def _limit(limits: Limits, path: Path, arguments: Sequence[str]) -> None:
    # Nobody waits for the answer of a child whose parent was killed.
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    for kind, value in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, limits.written_bytes),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (value, value))
    if limits.fenced:
        fence(reads=(path,), writes=(Path(arguments[-1]),) if limits.is_last_argument_written else ())
