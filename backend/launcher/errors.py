"""What the launcher says when it cannot go on: the cause, and what mends it."""

import re
from collections.abc import Iterable

# What a tool printed, and what a person can do about it. First match wins.
KNOWN_CAUSES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"No space left on device|ENOSPC|Disk quota exceeded", re.I),
        "The disk is full: free some space (`df -h` shows where), then run the command again.",
    ),
    (
        re.compile(r"dpkg was interrupted", re.I),
        "An earlier installation was cut off: run `sudo dpkg --configure -a`, then run the command again.",
    ),
    (
        re.compile(r"Could not get lock|is another process using it", re.I),
        "Another program is installing packages: wait until it has finished, then run the command again.",
    ),
    (
        re.compile(
            r"Temporary failure (in name resolution|resolving)|Could not resolve|\bENOTFOUND\b|\bEAI_AGAIN\b|"
            r"Network is unreachable|\bETIMEDOUT\b|\bECONNREFUSED\b|Max retries exceeded|NewConnectionError"
        ),
        "A package server could not be reached: check the network and the proxy, then run the command again.",
    ),
    (
        re.compile(r"DO NOT MATCH THE HASHES|EINTEGRITY", re.I),
        "A downloaded file is not the one that was locked: try again, and distrust the server if it repeats.",
    ),
    (
        re.compile(r"package-lock\.json .*are in sync|Missing: .* from lock file", re.I),
        "package.json and package-lock.json disagree: run `npm install` in frontend/ and commit the lock.",
    ),
    (
        re.compile(r"heap out of memory|Cannot allocate memory|MemoryError", re.I),
        "The machine ran out of memory: close other programs or add swap, then run the command again.",
    ),
)


class LauncherError(Exception):
    """A failure told to a person: `cause` says what is wrong, `mend` what to do, `tail` is the evidence."""

    def __init__(self, cause: str, *, mend: str = "", tail: Iterable[str] = ()) -> None:
        super().__init__(cause)
        self.cause = cause
        self.mend = mend
        self.tail = tuple(tail)


class Interrupted(Exception):
    """A person (Ctrl-C) or the system (SIGTERM) asked the launcher to stop."""


def mend_for(lines: Iterable[str], otherwise: str) -> str:
    """The mend of the first known cause that these lines show, or `otherwise`."""
    text = "\n".join(lines)
    return next((mend for pattern, mend in KNOWN_CAUSES if pattern.search(text)), otherwise)
