"""The command line of `./kharita`."""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from launcher import interrupts
from launcher.doctor import doctor
from launcher.errors import Interrupted, LauncherError
from launcher.passthrough import manage, shell
from launcher.paths import Clone
from launcher.reset import reset
from launcher.settings import read_settings
from launcher.suite import test
from launcher.up import UpOptions, up
from launcher.words import choose, help_text, say

_STOPPED = 130
_TAIL_SHOWN = 15
_HELP = """\
Kharita, the working map of a commune.

  ./kharita up        install what is missing, then run web, worker and a private database
                      --port N, --host ADDRESS, --demo, --no-demo
  ./kharita test      run every check; --fast leaves out slow and browser tests; PATHS… go to pytest alone
  ./kharita import …  import a cadastre: the same as `manage import_file …`
  ./kharita publish … the public map and its data as plain files: --to DIR or s3://bucket/prefix
  ./kharita manage …  any command of Django's or Kharita's, with the database up
  ./kharita db        psql in Kharita's database
  ./kharita doctor    what is installed, configured and reachable
  ./kharita reset     delete what Kharita made in this clone, after asking; --yes, --all
  ./kharita help      this text

Settings come from the environment or from .env: see docs/operations.md.
"""


def main(root: str, arguments: list[str]) -> int:
    """Run one command; the exit code of the process."""
    os.environ.pop("PYTHONHOME", None)
    clone = Clone(Path(root))
    choose(_language_setting(clone))
    name, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    command = _COMMANDS.get(name)
    if command is None:
        print(say(f"There is no `./kharita {name}`.") + f"\n\n{help_text(_HELP)}", file=sys.stderr)
        return 2
    try:
        return command(clone, rest)
    except Interrupted:
        print(say("Stopped."), file=sys.stderr)
        return _STOPPED
    except LauncherError as error:
        _explain(error)
        return 1
    except OSError as error:
        _explain(LauncherError(f"{error.strerror}: {error.filename}", mend="Check the disk and its rights."))
        return 1


def _language_setting(clone: Clone) -> str | None:
    """`KHARITA_LANGUAGE` of the environment or `.env`; a faulty file is told of by whoever needs it."""
    try:
        return read_settings(clone).get("KHARITA_LANGUAGE")
    except (LauncherError, OSError):
        return None


def _explain(error: LauncherError) -> None:
    lines = [f"    | {line}" for line in error.tail[-_TAIL_SHOWN:]]
    step = error.__dict__.get("step")
    cause = say(error.cause)
    lines.append(f"\n✗ {say(f'{step} failed: {cause}') if step else cause}")
    if error.mend:
        lines.append(f"  → {say(error.mend)}")
    print("\n".join(lines), file=sys.stderr)


def _up(clone: Clone, arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./kharita up")
    parser.add_argument("--port", type=int, help="default: KHARITA_PORT, else 8000")
    parser.add_argument("--host", help="address to listen on (default: KHARITA_HOST, else 127.0.0.1)")
    parser.add_argument(
        "--demo", action=argparse.BooleanOptionalAction, help="the demo town in an empty database"
    )
    found = parser.parse_args(arguments)
    interrupts.watch()
    return up(clone, UpOptions(found.port, found.host, found.demo))


def _test(clone: Clone, arguments: list[str]) -> int:
    fast = "--fast" in arguments
    interrupts.watch()
    return test(clone, [argument for argument in arguments if argument != "--fast"], fast=fast)


def _reset(clone: Clone, arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./kharita reset")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument("--all", action="store_true", help="also .venv, node_modules and the built frontend")
    found = parser.parse_args(arguments)
    return reset(clone, assume_yes=found.yes, everything=found.all)


def _manage(clone: Clone, arguments: list[str]) -> int:
    interrupts.watch()
    return manage(clone, arguments)


def _import(clone: Clone, arguments: list[str]) -> int:
    interrupts.watch()
    return manage(clone, ["import_file", *arguments])


def _publish(clone: Clone, arguments: list[str]) -> int:
    interrupts.watch()
    return manage(clone, ["publish", *arguments])


def _db(clone: Clone, arguments: list[str]) -> int:
    interrupts.watch()
    return shell(clone, arguments)


def _doctor(clone: Clone, _arguments: list[str]) -> int:
    return doctor(clone)


def _help(_clone: Clone, _arguments: list[str]) -> int:
    print(help_text(_HELP), end="")
    return 0


_COMMANDS: dict[str, Callable[[Clone, list[str]], int]] = {
    "up": _up,
    "test": _test,
    "import": _import,
    "publish": _publish,
    "manage": _manage,
    "db": _db,
    "doctor": _doctor,
    "reset": _reset,
    "help": _help,
    "--help": _help,
    "-h": _help,
}
