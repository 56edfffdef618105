"""Running a look at a stranger's file in a process that may neither run long nor grow large.

A parser that a file makes loop, swell or crash takes only its own process with it: the request, and every
other request of the web process, goes on. The child knows no setting and no secret of the deployment.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BACKEND = Path(__file__).resolve().parents[3]
SECONDS_MAX = 60  # of the clock; the child's own limit is 20 of the processor
ANSWER_BYTES_MAX = 64 * 1024


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


def look(task: str, path: Path, *arguments: str) -> dict[str, Any]:
    """The answer of `task` (one of `contents.tasks.TASKS`) about the file in `path`.

    Raises `Refusal` for what the file is refused for, `LookFailed` where no answer came.
    """
    command = [sys.executable, "-m", "kharita.permits.contents", task, str(path), *arguments]
    environment = {
        "PYTHONPATH": os.pathsep.join((str(BACKEND), str(BACKEND.parent))),
        "PATH": os.environ.get("PATH", ""),
        "LC_ALL": "C.UTF-8",
    }
    try:
        done = subprocess.run(  # noqa: S603 - our own module; the path is ours, never a name that was sent
            command, env=environment, cwd=path.parent, capture_output=True, timeout=SECONDS_MAX, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise LookFailed("too-heavy") from error
    if done.returncode < 0:  # a signal: the limit of CPU time, or of memory inside a library
        raise LookFailed("too-heavy")
    if done.returncode != 0 or len(done.stdout) > ANSWER_BYTES_MAX:
        raise LookFailed("broken")
    answer: dict[str, Any] = json.loads(done.stdout)
    if "refused" in answer:
        raise Refusal(answer["refused"], answer["values"])
    return answer
