"""The child process: limits first, then one look at one file, told as one line of JSON."""

import json
import resource
import sys
from pathlib import Path

from kharita.permits.contents.faults import Fault
from kharita.permits.contents.tasks import TASKS

MEMORY_BYTES = 1536 * 1024**2  # of address space: libraries map far more than they touch
CPU_SECONDS = 20
WRITTEN_BYTES = 64 * 1024**2
OPEN_FILES = 64


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (WRITTEN_BYTES, WRITTEN_BYTES))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(arguments: list[str]) -> None:
    """`task path [argument…]`: print the answer, or the fault with its values."""
    task, path, *rest = arguments
    _limit()
    try:
        told = TASKS[task](Path(path), *rest)
    except Fault as fault:
        told = {"refused": fault.code, "values": fault.values}
    except (MemoryError, RecursionError):
        told = {"refused": "too-heavy", "values": {}}
    sys.stdout.write(json.dumps(told))


main(sys.argv[1:])
