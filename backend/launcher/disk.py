"""Room on the disk, asked for before the work that would fill it."""

import os
import shutil
from pathlib import Path

from launcher.errors import LauncherError
from launcher.paths import Clone

# MiB that each part takes when it is not there yet, with some room to spare.
_NEEDED = {
    "Python's packages": (".venv", 1500),
    "the frontend's packages": ("frontend/node_modules", 700),
    "the database": ("var/cluster/data", 800),
}
_ALWAYS = 200


def needed_mib(clone: Clone) -> int:
    """What is still to be written, and a little to live on."""
    return _ALWAYS + sum(mib for path, mib in _NEEDED.values() if not (clone.root / path).exists())


def free_mib(path: Path) -> int:
    return shutil.disk_usage(path).free // 1024**2


def check(clone: Clone) -> None:
    """Raise unless the clone's disk has the room."""
    needed, free = needed_mib(clone), free_mib(clone.root)
    if free < needed:
        raise LauncherError(
            f"The disk that holds {clone.root} has {free} MB free; Kharita needs {needed} MB there.",
            mend=f"Free some space (`df -h {os.fspath(clone.root)}`), or clone onto a larger disk.",
        )
