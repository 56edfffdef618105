"""`.venv`: Kharita's Python packages, exactly those of the locks."""

import os
import re
import shutil
import sys
from pathlib import Path

from launcher.commands import Command, run
from launcher.errors import LauncherError
from launcher.paths import Clone
from launcher.progress import Step
from launcher.stamps import fingerprint, is_stamped, put_stamp

_RUNTIME = "requirements.txt"
_TESTS = "requirements-dev.txt"
# Bytecode is written when a module is first imported; to compile what never is takes as long again.
_PIP = ("--no-input", "--require-hashes", "--no-compile")
_COLLECTING = re.compile(r"^\s*(?:Collecting|Processing) (\S+)")
_PINNED = re.compile(r"^\S+==", re.M)


def ensure(clone: Clone, step: Step, *, for_tests: bool) -> None:
    """Make or complete `.venv`. What an interrupted run left half-made is made anew."""
    locks = [clone.root / _RUNTIME, *([clone.root / _TESTS] if for_tests else [])]
    stamps = [(_stamp(clone, lock), _wanted(lock)) for lock in locks]
    if _is_whole(clone) and all(is_stamped(stamp, value) for stamp, value in stamps):
        step.say("as locked")
        return
    if not _is_whole(clone):
        _make(clone, step)
    mark = _working_mark(clone)
    mark.touch()
    _install(clone, locks, step)
    for stamp, value in stamps:
        put_stamp(stamp, value)
    mark.unlink()
    step.say(f"{_count(locks)} packages as locked")


def is_ready(clone: Clone, *, for_tests: bool = False) -> bool:
    """Whether `.venv` holds what the locks say now."""
    locks = [clone.root / _RUNTIME, *([clone.root / _TESTS] if for_tests else [])]
    return _is_whole(clone) and all(is_stamped(_stamp(clone, lock), _wanted(lock)) for lock in locks)


def _is_whole(clone: Clone) -> bool:
    """A finished environment of this Python, in the place where it was made, with no installation cut off."""
    made_for = clone.venv / ".kharita-python"
    return (
        clone.python.exists() and is_stamped(made_for, _identity(clone)) and not _working_mark(clone).exists()
    )


def _make(clone: Clone, step: Step) -> None:
    step.say("making .venv")
    if clone.venv.is_symlink():
        raise LauncherError(
            f"{clone.venv} is a link to another folder.", mend="Remove the link: Kharita makes its own."
        )
    if clone.venv.exists():
        shutil.rmtree(clone.venv)
    run(
        Command([_base_python(), "-m", "venv", clone.venv], cwd=clone.root),
        log=clone.logs / "python.log",
        mend="Install Python's venv module (on Debian: `sudo apt-get install python3-venv`).",
    )
    put_stamp(clone.venv / ".kharita-python", _identity(clone))


def _install(clone: Clone, locks: list[Path], step: Step) -> None:
    total, collected = _count(locks), set[str]()

    def show(line: str) -> None:
        if found := _COLLECTING.match(line):
            collected.add(found[1])
            step.say(f"{min(100, 100 * len(collected) // total)} %  {Path(found[1]).name}")
        elif line.startswith("Installing collected packages"):
            step.say(f"unpacking {total} packages")

    requirements = [argument for lock in locks for argument in ("-r", str(lock))]
    run(
        Command(
            [clone.python, "-m", "pip", "install", *_PIP, *requirements],
            cwd=clone.root,
            env=os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        ),
        log=clone.logs / "python.log",
        on_line=show,
        mend="Read var/log/python.log; `./kharita up` starts the environment anew.",
    )


def _base_python() -> str:
    """The interpreter itself, also when the launcher runs inside an activated environment."""
    if sys.prefix == sys.base_prefix:
        return sys.executable
    return str(Path(sys.base_prefix) / "bin" / f"python{sys.version_info.major}.{sys.version_info.minor}")


def _identity(clone: Clone) -> str:
    return f"{sys.version.split()[0]} {sys.base_prefix} {clone.venv}"


def _wanted(lock: Path) -> str:
    return fingerprint([lock], also=sys.version)


def _stamp(clone: Clone, lock: Path) -> Path:
    return clone.venv / f".kharita-{lock.stem}"


def _working_mark(clone: Clone) -> Path:
    return clone.venv / ".kharita-installing"


def _count(locks: list[Path]) -> int:
    names = {line for lock in locks for line in _PINNED.findall(lock.read_text(encoding="utf-8"))}
    return max(len(names), 1)
