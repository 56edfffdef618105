"""`./kharita test`: every check of the product, summed up at the end.

What only reads the code runs two at a time; then the tests, which share the machine out by themselves.
"""

import os
import re
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from launcher import disk, frontend_build, prepare
from launcher.cluster import Cluster
from launcher.commands import Command, run_for_code
from launcher.errors import LauncherError
from launcher.locks import Lock
from launcher.paths import Clone
from launcher.progress import Progress
from launcher.settings import backend_environment

_FAST = ("-m", "not slow and not e2e")
_OWN_SETTINGS = ("KHARITA_RACE_SECONDS", "KHARITA_EVERY_PARCEL", "KHARITA_LONG", "KHARITA_UPLOAD_KILLS")
"""What the suite itself is told by the environment; all other settings are the checks' own."""


@dataclass(frozen=True)
class Check:
    """One step: a program, where it runs, and the part of the clone without which there is nothing to check.

    In `argv`, `{python}` is the interpreter of `.venv`. A `pytest` one prints as it goes and takes `--fast`.
    """

    title: str
    argv: tuple[str, ...]
    folder: str = "."
    needs: str = "backend"
    settings: tuple[tuple[str, str], ...] = ()
    pytest: bool = False


def _module(*argv: str) -> tuple[str, ...]:
    return ("{python}", "-m", *argv)


# The whole suite. A new check is a new line; the longest are first, so that two lanes end together.
CHECKS = (
    Check(
        "Frontend checks",
        ("npm", "run", "check"),
        folder="frontend",
        needs="frontend/package.json",
    ),
    Check("Python: types", _module("mypy")),
    Check("API types", ("npm", "run", "api:check"), folder="frontend", needs="frontend/package.json"),
    Check("Python: floors", ("{bin}/lint-imports",), settings=(("PYTHONPATH", "backend:."),)),
    Check("Python: lint", _module("ruff", "check")),
    Check("Python: format", _module("ruff", "format", "--check")),
    Check(
        "Tests",
        _module("pytest", "-n", "3", "--durations=40"),
        needs="tests",
        settings=(("KHARITA_SRID", "26191"),),  # also where .env sets another one for real use
        pytest=True,
    ),
)
_LANES = 2


def test(clone: Clone, arguments: Sequence[str], *, fast: bool) -> int:
    """Run the suite, or pytest alone on `arguments`; 1 when any check failed."""
    clone.prepare()
    lock = Lock(clone.run / "test.lock")
    if not lock.take():
        raise LauncherError(
            "Another `./kharita test` runs in this clone; both would use the same test database.",
            mend="Wait until it has finished.",
        )
    disk.check(clone)
    progress = Progress()
    prepare.machine(clone, progress, for_tests=True, private_database=True)
    prepare.python(clone, progress, for_tests=True)
    if (clone.frontend / "package.json").exists():
        with progress.step("Frontend") as step, prepare.alone(clone, step.say):
            frontend_build.install_packages(clone, step)
            frontend_build.ensure(clone, step)
    cluster = Cluster(clone)
    with prepare.database(clone, progress, None):
        failed = _failed(clone, cluster, progress, _chosen(clone, arguments, fast))
    progress.line()
    progress.summary()
    progress.line(f"\nFailed: {', '.join(failed)}" if failed else "\nAll checks passed.")
    return 1 if failed else 0


def _chosen(clone: Clone, arguments: Sequence[str], fast: bool) -> list[Check]:
    if arguments:
        base = next(check for check in CHECKS if check.pytest)
        return [Check(base.title, _module("pytest", *arguments), pytest=True, settings=base.settings)]
    return [
        Check(**{**check.__dict__, "argv": check.argv + (_FAST if fast and check.pytest else ())})
        for check in CHECKS
        if (clone.root / check.needs).exists()
    ]


def _failed(clone: Clone, cluster: Cluster, progress: Progress, checks: Sequence[Check]) -> list[str]:
    """The titles of those that do not pass."""
    reading = [check for check in checks if not check.pytest]
    testing = [check for check in checks if check.pytest]

    def passes(check: Check) -> bool:
        return _passes(clone, cluster, progress, check)

    with ThreadPoolExecutor(_LANES) as lanes:
        passed = list(lanes.map(passes, reading))
    passed += map(passes, testing)
    return [
        check.title for check, has_passed in zip([*reading, *testing], passed, strict=True) if not has_passed
    ]


def _passes(clone: Clone, cluster: Cluster, progress: Progress, check: Check) -> bool:
    colour = ("--color=yes",) if check.pytest and sys.stdout.isatty() else ()
    argv = [
        part.format(python=clone.python, bin=clone.python.parent) if "{" in part else part
        for part in (*check.argv, *colour)
    ]
    told = {name: os.environ[name] for name in _OWN_SETTINGS if name in os.environ}
    environment = backend_environment(clone, told | dict(check.settings), database_url=cluster.url())
    log = clone.logs / ("test.log" if check.pytest else f"{re.sub('[^a-z]+', '-', check.title.lower())}.log")
    with progress.step(check.title) as step:
        command = Command(argv, cwd=clone.root / check.folder, env=environment)
        code, tail = run_for_code(command, log=log, on_line=step.note if check.pytest else step.say)
        step.say("passed" if not code else f"FAILED with code {code}")
    if code and not check.pytest:
        progress.line("\n".join(f"    {line}" for line in tail))  # as one, beside another check's
    return code == 0
