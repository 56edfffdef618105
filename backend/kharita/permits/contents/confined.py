"""The looks at a permit's documents, each in a process with limits (`core.confined`)."""

from pathlib import Path
from typing import Any

from kharita.core import confined
from kharita.core.confined import LookFailed, Refusal

__all__ = ["LookFailed", "Refusal", "look"]

SECONDS_MAX = 60.0  # of the clock; the child's own limit is 20 of the processor


def look(task: str, path: Path, *arguments: str) -> dict[str, Any]:
    """The answer of `task` (one of `contents.tasks.TASKS`) about the file in `path`.

    Raises `Refusal` for what the file is refused for, `LookFailed` where no answer came.
    """
    return confined.look("kharita.permits.contents", task, path, *arguments, seconds=SECONDS_MAX)
