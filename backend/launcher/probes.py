"""Looking at what somebody else runs (a database, a Redis), by programs that know `.venv`'s packages."""

import json
import os
from typing import Any

from launcher.commands import Command, run
from launcher.paths import Clone


def ask(clone: Clone, probe: str, setting: str, url: str) -> dict[str, Any]:
    """What the module `launcher.<probe>` finds at `url`, which it is told as the variable `setting`.

    It prints one line of JSON; its `error` is why the address cannot be reached.
    """
    lines = run(
        Command(
            [clone.python, "-m", f"launcher.{probe}"],
            cwd=clone.backend,
            env=os.environ | {setting: url},
        ),
        log=clone.logs / f"{probe}.log",
    )
    found: dict[str, Any] = json.loads(lines[-1])
    return found
