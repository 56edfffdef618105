"""What Kharita needs from the system, and its installation by apt where that is allowed."""

import ctypes.util
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from launcher.commands import Command, run
from launcher.errors import LauncherError
from launcher.paths import Clone
from launcher.postgres_programs import OLDEST_MAJOR, find_programs, installed_majors, packages_of
from launcher.progress import Step

_FONTS = Path("/usr/share/fonts/truetype/noto")
_CLUSTER_CONFIGURATION = Path("/etc/postgresql-common/createcluster.d/kharita.conf")
_INSTALL = ("apt-get", "install", "--yes", "--no-install-recommends")
_PATIENCE = ("-o", "DPkg::Lock::Timeout=120")
_UNPACKING = re.compile(r"^(Unpacking|Setting up) (\S+)")


@dataclass(frozen=True)
class Need:
    """Something of the system's that Kharita uses: how to see that it is there, and what brings it."""

    title: str
    present: Callable[[], bool]
    packages: Callable[[], tuple[str, ...]]


_NEEDS_OF_TESTS = (
    Need("Chromium", lambda: shutil.which("chromium") is not None, lambda: ("chromium",)),
    Need("Poppler's tools", lambda: shutil.which("pdfsig") is not None, lambda: ("poppler-utils",)),
    # One program, by its name a server or a checker; Debian's redis-server would start it with the machine.
    Need("Redis", lambda: shutil.which("redis-check-rdb") is not None, lambda: ("redis-tools",)),
    Need("Noto fonts", lambda: any(_FONTS.glob("NotoNaskhArabic*")), lambda: ("fonts-noto-core",)),
)
FOR_TESTS = frozenset(need.title for need in _NEEDS_OF_TESTS)


def needs(*, for_tests: bool, cluster_major: int | None, private_database: bool = True) -> list[Need]:
    """What this machine must have. On a machine without any, a cluster gets the version that made it."""
    found = [
        Need("Python's venv", _has_venv, lambda: ("python3-venv",)),
        Need("GDAL, GEOS and PROJ", _has_gdal, lambda: ("gdal-bin",)),
        Need(
            "Pango and HarfBuzz",
            _has_pango,
            lambda: ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),
        ),
        Need("Node.js and npm", _has_node, lambda: ("nodejs", "npm")),
    ]
    if private_database:
        found.append(
            Need(
                "PostgreSQL with PostGIS and pgRouting",
                lambda: find_programs(cluster_major) is not None or find_programs() is not None,
                lambda: _postgres_packages(cluster_major),
            )
        )
    return [*found, *_NEEDS_OF_TESTS] if for_tests else found


def install_missing(clone: Clone, wanted: list[Need], step: Step) -> None:
    """Install what is absent; where that is not allowed, raise with the exact line for those who may."""
    missing = [need for need in wanted if not need.present()]
    if not missing:
        step.say("nothing is missing")
        return
    titles = ", ".join(need.title for need in missing)
    if not shutil.which("apt-get"):
        raise LauncherError(
            f"This machine lacks: {titles}.",
            mend="Kharita installs packages on Debian and Ubuntu only: install these by your system's means.",
        )
    prefix = _right_to_install()
    if prefix is None:
        line = " ".join(["sudo", *_INSTALL, *_packages(missing)])
        raise LauncherError(
            f"This machine lacks {titles}, and this user may not install packages.",
            mend=f"Ask whoever may to run:\n      {line}\n    then run the command again.",
        )
    _install(clone, missing, prefix, step)
    absent = [need.title for need in missing if not need.present()]
    if absent:
        raise LauncherError(
            f"After the installation this machine still lacks: {', '.join(absent)}.",
            mend="Kharita needs Debian 12, Ubuntu 24.04 or newer: see docs/operations.md.",
        )


def _install(clone: Clone, missing: list[Need], prefix: list[str], step: Step) -> None:
    def show(line: str) -> None:
        if found := _UNPACKING.match(line):
            step.say(f"{found[1].lower()} {found[2]}")

    def apt(*argv: str) -> None:
        run(
            Command([*prefix, "env", "DEBIAN_FRONTEND=noninteractive", *argv], cwd=clone.root),
            log=clone.logs / "packages.log",
            on_line=show,
            mend=f"Try `{' '.join(argv)}` by hand: it shows what stands in the way.",
        )

    if not _all_offered(missing):
        step.say("refreshing the list of packages")
        apt("apt-get", "update")
    names = _packages(missing)
    step.say(f"installing {' '.join(names)}")
    with _no_cluster_of_debians_own(prefix):
        apt(*_INSTALL, *_PATIENCE, *names)
    step.say(f"installed {' '.join(names)}")


@contextmanager
def _no_cluster_of_debians_own(prefix: list[str]) -> Iterator[None]:
    """Keep Debian's package from making and starting a cluster that nobody asked for.

    Only where PostgreSQL was never installed: elsewhere the machine's owner has already chosen.
    """
    if installed_majors() or _CLUSTER_CONFIGURATION.exists():
        yield
        return
    folder = _CLUSTER_CONFIGURATION.parent
    _as_root(prefix, "mkdir", "-p", str(folder))
    _as_root(prefix, "tee", str(_CLUSTER_CONFIGURATION), text="create_main_cluster = false\n")
    try:
        yield
    finally:
        _as_root(prefix, "rm", "-f", str(_CLUSTER_CONFIGURATION))
        _as_root(prefix, "rmdir", "--ignore-fail-on-non-empty", str(folder))


def _as_root(prefix: list[str], *argv: str, text: str = "") -> None:
    subprocess.run([*prefix, *argv], input=text.encode(), stdout=subprocess.DEVNULL, check=True)  # noqa: S603 - own words


def _right_to_install() -> list[str] | None:
    """What to put before a command so that it runs as root; None where this user may not."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo is None:
        return None
    asked = subprocess.run([sudo, "-n", "true"], capture_output=True, check=False)  # noqa: S603 - own words
    return [sudo, "-n"] if asked.returncode == 0 else None


def _packages(missing: list[Need]) -> list[str]:
    return [name for need in missing for name in need.packages()]


def _postgres_packages(major: int | None) -> tuple[str, ...]:
    chosen = major or max([*installed_majors()[:1], *_majors_offered()], default=None)
    if chosen is None:
        raise LauncherError(
            "apt offers no PostgreSQL with PostGIS and pgRouting.",
            mend="Run `sudo apt-get update`; if that does not help, add a source of packages that has them.",
        )
    return packages_of(chosen)


def _majors_offered() -> list[int]:
    """Versions for which apt offers the server and both extensions."""
    names = set(_apt_cache("pkgnames", "postgresql-"))
    majors = {int(found[1]) for name in names if (found := re.fullmatch(r"postgresql-(\d+)", name))}
    return [
        major
        for major in majors
        if major >= OLDEST_MAJOR
        and {f"postgresql-{major}-postgis-3", f"postgresql-{major}-pgrouting"} <= names
    ]


def _all_offered(missing: list[Need]) -> bool:
    """Whether apt already knows every package; before the first `update` it may know none."""
    offered = set(_apt_cache("pkgnames"))
    try:
        return offered.issuperset(_packages(missing))
    except LauncherError:
        return False


def _apt_cache(*argv: str) -> list[str]:
    answer = subprocess.run(["apt-cache", *argv], capture_output=True, text=True, check=False)  # noqa: S603, S607 - own words
    return answer.stdout.split()


def _has_venv() -> bool:
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def _has_gdal() -> bool:
    return shutil.which("ogr2ogr") is not None and ctypes.util.find_library("gdal") is not None


def _has_pango() -> bool:
    """What papers are printed with; the last one keeps their files small."""
    return all(ctypes.util.find_library(name) for name in ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset"))


def _has_node() -> bool:
    return shutil.which("node") is not None and shutil.which("npm") is not None
