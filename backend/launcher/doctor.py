"""`./kharita doctor`: what is installed, configured and reachable, each with its mend."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from launcher import (
    disk,
    foreign_database,
    frontend_build,
    live_process,
    packages,
    python_environment,
    running,
    tile_cache,
)
from launcher.cluster import Cluster
from launcher.errors import LauncherError
from launcher.paths import Clone
from launcher.postgres_programs import find_programs
from launcher.processes import port_holder, port_is_free
from launcher.settings import chosen_port, read_settings
from launcher.words import say

_UP = "`./kharita up` does it."


class State(StrEnum):
    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True)
class Finding:
    """One line of the table."""

    title: str
    state: State
    detail: str
    mend: str = ""


def doctor(clone: Clone) -> int:
    """Print the table; 1 when something fails. Changes nothing."""
    findings = list(_examine(clone))
    width = max(len(say(finding.title)) for finding in findings)
    for finding in findings:
        print(f"{finding.state:<4}  {say(finding.title):<{width}}  {say(finding.detail)}")
        if finding.mend:
            print(f"{'':<6}{'':<{width}}  → {say(finding.mend)}")
    return 1 if any(finding.state is State.FAIL for finding in findings) else 0


def _examine(clone: Clone) -> Iterator[Finding]:
    yield Finding("Python", State.OK, sys.version.split()[0])
    try:
        settings = read_settings(clone)
        port = chosen_port(None, settings)
    except LauncherError as error:
        yield Finding("Settings", State.FAIL, error.cause, error.mend)
        return
    names = ", ".join(sorted(settings)) or "all by default"
    yield Finding("Settings", State.OK, names)
    foreign_url = settings.get("DATABASE_URL")
    yield from _machine(clone, private_database=not foreign_url)
    yield _made("Python packages", python_environment.is_ready(clone), "as locked")
    yield from _frontend(clone)
    yield _disk(clone)
    yield _foreign(clone, foreign_url) if foreign_url else _private(clone)
    if cache_url := settings.get("KHARITA_TILE_CACHE_URL"):
        yield _tile_cache(clone, cache_url)
    up = running.read(clone.run / "up.json")
    yield _web(up, port)
    if up and up.launcher.is_alive() and up.live_address:
        yield _live(up.live_address)


def _machine(clone: Clone, *, private_database: bool) -> Iterator[Finding]:
    cluster_major = Cluster(clone).major()
    wanted = packages.needs(for_tests=True, cluster_major=cluster_major, private_database=private_database)
    for need in wanted:
        if need.present():
            found = find_programs(cluster_major) if "PostgreSQL" in need.title else None
            yield Finding(need.title, State.OK, f"PostgreSQL {found.major}" if found else "installed")
        else:
            state = State.WARN if need.title in packages.FOR_TESTS else State.FAIL
            line = " ".join(need.packages())
            yield Finding(need.title, state, "missing", f"apt-get install {line} (`./kharita up` does it)")


def _made(title: str, ready: bool, detail: str) -> Finding:
    return Finding(title, State.OK, detail) if ready else Finding(title, State.WARN, "not made yet", _UP)


def _frontend(clone: Clone) -> Iterator[Finding]:
    if (clone.frontend / "package.json").exists():
        yield _made("Frontend", frontend_build.is_built(clone), "built from these sources")


def _disk(clone: Clone) -> Finding:
    needed, free = disk.needed_mib(clone), disk.free_mib(clone.root)
    detail = f"{free} MB free, {needed} MB needed"
    if free >= needed:
        return Finding("Disk", State.OK, detail)
    return Finding("Disk", State.FAIL, detail, "Free some space.")


def _foreign(clone: Clone, url: str) -> Finding:
    where = foreign_database.shown(url)
    if not clone.python.exists():
        return Finding("Database", State.WARN, f"{where}: not looked at before .venv is made", _UP)
    clone.prepare()
    fault = foreign_database.fault_of(foreign_database.look(clone, url))
    if fault:
        return Finding("Database", State.FAIL, f"{where}: {fault[0]}", fault[1])
    return Finding("Database", State.OK, where)


def _tile_cache(clone: Clone, url: str) -> Finding:
    where = foreign_database.shown(url)
    if not clone.python.exists():
        return Finding("Tile cache", State.WARN, f"{where}: not looked at before .venv is made", _UP)
    clone.prepare()
    found = tile_cache.look(clone, url)
    fault = tile_cache.fault_of(found)
    if fault:
        return Finding("Tile cache", State.WARN, f"{where}: {fault[0]}", fault[1])
    return Finding("Tile cache", State.OK, f"{where}, Redis {found['version']}")


def _private(clone: Clone) -> Finding:
    cluster = Cluster(clone)
    major = cluster.major()
    if major is None:
        return Finding("Database", State.WARN, "not made yet", _UP)
    owner = cluster.data.stat().st_uid
    if os.geteuid() not in (0, owner):
        return Finding(
            "Database", State.FAIL, f"belongs to user {owner}", "Run Kharita as the user who made it."
        )
    postmaster = cluster.postmaster()
    detail = f"private cluster of PostgreSQL {major}, "
    return Finding("Database", State.OK, detail + (f"process {postmaster.pid}" if postmaster else "stopped"))


def _live(address: str) -> Finding:
    if live_process.is_ready(address):
        return Finding("Live", State.OK, f"tells changes at {address}")
    return Finding(
        "Live",
        State.WARN,
        f"does not answer at {address}",
        "Maps work without it, but do not follow changes; var/log/live.log tells why.",
    )


def _web(up: running.Running | None, port: int) -> Finding:
    if up and up.launcher.is_alive():
        return Finding("Web", State.OK, f"up at {up.address}")
    if port_is_free("127.0.0.1", port):
        return Finding("Web", State.OK, f"not running; port {port} is free")
    return Finding(
        "Web",
        State.WARN,
        f"port {port} is taken by {port_holder(port) or 'another program'}",
        "Stop that program, or set KHARITA_PORT.",
    )
