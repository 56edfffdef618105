"""Commands that hand the terminal to another program: `manage`, `db`, `import`."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from launcher import interrupts, prepare
from launcher.commands import Environment
from launcher.errors import LauncherError
from launcher.paths import Clone
from launcher.postgres_programs import find_programs
from launcher.progress import Progress
from launcher.settings import backend_environment, read_settings

_POLL_SECONDS = 0.05


def manage(clone: Clone, arguments: Sequence[str]) -> int:
    """Run `manage.py` with the database up; returns its exit code."""
    return _with_database(clone, lambda url: [clone.python, clone.manage, *arguments])


def shell(clone: Clone, arguments: Sequence[str]) -> int:
    """psql in Kharita's database."""
    programs = find_programs()
    if programs is None:
        raise LauncherError("psql is not installed.", mend="`./kharita up` installs it.")
    return _with_database(clone, lambda url: [programs.program("psql"), url, *arguments])


def _with_database(clone: Clone, argv: Callable[[str], list[str | Path]]) -> int:
    clone.prepare()
    settings = read_settings(clone)
    foreign_url = settings.get("DATABASE_URL")
    progress = Progress(sys.stderr, quiet=True)
    prepare.machine(clone, progress, for_tests=False, private_database=not foreign_url)
    prepare.python(clone, progress, for_tests=False)
    with prepare.database(clone, progress, foreign_url) as database:
        environment = backend_environment(clone, settings, database_url=database.url)
        return _hand_over(argv(database.url), environment)


def _hand_over(argv: list[str | Path], environment: Environment) -> int:
    """The program has the terminal and gets its Ctrl-C from it; other requests to stop are passed on."""
    interrupts.check()
    process = subprocess.Popen([str(part) for part in argv], env=environment)  # noqa: S603 - the launcher's own commands
    passed_on = False
    while process.poll() is None:
        request = interrupts.last_request()
        if request is not None and not passed_on and not (request == signal.SIGINT and sys.stdin.isatty()):
            process.send_signal(request)
            passed_on = True
        time.sleep(_POLL_SECONDS)
    return process.returncode if process.returncode >= 0 else 128 - process.returncode
