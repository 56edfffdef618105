"""Running a look at a stranger's file in a process that may neither run long nor grow large.

A parser that a file makes loop, swell or crash takes only its own process with it: the request or job, and
all others of the same process, go on. The child knows no setting and no secret of the deployment. What it
can do is a package's own table of tasks (`confined_child`).
"""

import json
import logging
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

logger = logging.getLogger(__name__)

BACKEND = Path(__file__).resolve().parents[2]
SECONDS_MAX = 60.0
ANSWER_BYTES_MAX = 64 * 1024
LINES_BYTES_MAX = 4 * 1024**2  # of all that a child that tells its progress may say
HEARTBEAT_SECONDS = 1.0
AT_A_LIMIT = frozenset({signal.SIGXCPU, signal.SIGXFSZ, signal.SIGKILL, signal.SIGABRT, signal.SIGTERM})
Told = Callable[[float], None]


class LookFailed(Exception):
    """The child was stopped at a limit, or died: `reason` is "too-heavy" or "broken"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Refusal(Exception):
    """What the child found wrong: a stable `code` and the values of its text."""

    code: str
    values: dict[str, Any]


def look(
    module: str,
    task: str,
    path: Path,
    *arguments: str,
    seconds: float = SECONDS_MAX,
    told: Told | None = None,
) -> dict[str, Any]:
    """The answer about the file in `path` of `task`, one of those that `python -m module` knows.

    `told` hears the child's progress (0 to 1), about every second also where there is none; what it raises
    stops the child and goes through. Raises `Refusal` for what the file is refused for, `LookFailed` where
    no answer came.
    """
    command = [sys.executable, "-m", module, task, str(path), *arguments]
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(  # noqa: S603 - our own module; the path is ours, never a name that was sent
            command, env=_environment(), cwd=path.parent, stdout=subprocess.PIPE, stderr=complaints
        ) as child,
    ):
        try:
            answer = _listen(child, time.monotonic() + seconds, told)
        finally:
            if child.poll() is None:
                child.kill()
        complaints.seek(0)
        return _understood(child.returncode, answer, complaints.read(4096))


def _environment() -> dict[str, str]:
    return {
        "PYTHONPATH": os.pathsep.join((str(BACKEND), str(BACKEND.parent))),
        "PATH": os.environ.get("PATH", ""),
        "LC_ALL": "C.UTF-8",
        # Each arena and each of BLAS's threads would map address space that the child's limit counts.
        "MALLOC_ARENA_MAX": "2",
        "OPENBLAS_NUM_THREADS": "1",
    }


def _listen(child: subprocess.Popen[bytes], deadline: float, told: Told | None) -> bytes:
    """All that the child says but its progress. Raises `LookFailed` past `deadline`."""
    assert child.stdout is not None  # noqa: S101 - it is a pipe
    answer, done = b"", 0.0
    for line in _lines(child.stdout, deadline):
        if told is not None:
            done = _progress(line, done)
            told(done)
        if not line.startswith(b'{"done"'):
            answer += line
        if len(answer) > ANSWER_BYTES_MAX:
            raise LookFailed("broken")
    try:
        child.wait(max(deadline - time.monotonic(), 0.01))
    except subprocess.TimeoutExpired as error:
        raise LookFailed("too-heavy") from error
    return answer


def _progress(line: bytes, before: float) -> float:
    if not line.startswith(b'{"done"'):
        return before
    return max(before, min(float(json.loads(line)["done"]), 1.0))


def _lines(stream: IO[bytes], deadline: float) -> Iterator[bytes]:
    """The lines of `stream`, an empty one at each heartbeat. Raises `LookFailed` past `deadline`."""
    waiting, total = b"", 0
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise LookFailed("too-heavy")
            if not selector.select(min(left, HEARTBEAT_SECONDS)):
                yield b""
                continue
            read = os.read(stream.fileno(), 64 * 1024)
            total += len(read)
            if total > LINES_BYTES_MAX:
                raise LookFailed("broken")
            *lines, waiting = (waiting + read).split(b"\n")
            yield from lines
            if not read:
                yield waiting
                return


def _understood(code: int, said: bytes, complaints: bytes) -> dict[str, Any]:
    if code < 0:
        raise LookFailed("too-heavy" if -code in AT_A_LIMIT else "broken")
    if code != 0 or not said:
        logger.warning("A look at a file failed: %s", complaints.decode(errors="replace")[-2000:])
        raise LookFailed("broken")
    answer: dict[str, Any] = json.loads(said)
    if "refused" in answer:
        raise Refusal(answer["refused"], answer["values"])
    return answer
