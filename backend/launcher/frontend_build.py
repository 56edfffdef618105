"""`frontend/dist`: the maps that browsers load, built from the workspace's sources."""

import json
import re
import subprocess

from launcher.commands import Command, run
from launcher.errors import LauncherError
from launcher.paths import Clone
from launcher.progress import Step
from launcher.stamps import fingerprint, is_stamped, put_stamp

_NOT_SOURCES = {"node_modules", "dist", "coverage"}
_LOCK = ("package.json", "package-lock.json")


def install_packages(clone: Clone, step: Step) -> None:
    """`node_modules`, exactly as locked."""
    _check_node(clone)
    stamp = clone.frontend / "node_modules" / ".kharita"
    wanted = fingerprint(clone.frontend / name for name in _LOCK)
    if is_stamped(stamp, wanted):
        return
    _npm(clone, step, "ci", "--no-audit", "--no-fund", "--loglevel=error")
    put_stamp(stamp, wanted)


def ensure(clone: Clone, step: Step) -> None:
    """Build what changed since the last build; nothing otherwise."""
    if not (clone.frontend / "package.json").exists():
        step.say("skipped: this clone has no frontend/package.json")
        return
    if is_built(clone):
        step.say("up to date")
        return
    install_packages(clone, step)
    wanted = _sources(clone)
    _npm(clone, step, "run", "build")
    put_stamp(clone.frontend / "dist" / ".kharita", wanted)
    step.say("built")


def _npm(clone: Clone, step: Step, *words: str) -> None:
    command = " ".join(word for word in ("npm", *words) if not word.startswith("-"))
    step.say(command)
    run(
        Command(["npm", *words], cwd=clone.frontend),
        log=clone.logs / "frontend.log",
        on_line=step.say,
        mend=f"Read var/log/frontend.log; `{command}` in frontend/ repeats what failed.",
    )


def is_built(clone: Clone) -> bool:
    """Whether `dist` was made from the sources as they are now."""
    return is_stamped(clone.frontend / "dist" / ".kharita", _sources(clone))


def _sources(clone: Clone) -> str:
    return fingerprint(
        sorted(
            entry
            for entry in clone.frontend.iterdir()
            if entry.name not in _NOT_SOURCES and not entry.name.startswith(".")
        )
    )


def node_version() -> tuple[int, ...]:
    """The version of `node` on this machine."""
    answer = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False)  # noqa: S603, S607 - own words
    return tuple(int(part) for part in re.findall(r"\d+", answer.stdout)[:3])


def oldest_node(clone: Clone) -> tuple[int, ...]:
    """The oldest version of Node.js that the workspace's package.json accepts."""
    package = json.loads((clone.frontend / "package.json").read_text(encoding="utf-8"))
    engines: str = package.get("engines", {}).get("node", "")
    return tuple(int(part) for part in re.findall(r"\d+", engines)[:3])


def _check_node(clone: Clone) -> None:
    have, need = node_version(), oldest_node(clone)
    if have < need:
        raise LauncherError(
            f"Node.js {_dotted(have)} is too old for the frontend, which needs {_dotted(need)} or newer.",
            mend="Install a newer Node.js and put it first in PATH, then run the command again.",
        )


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
