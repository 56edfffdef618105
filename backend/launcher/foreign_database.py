"""A database that somebody else runs, behind DATABASE_URL: is it fit for Kharita, and Kharita's to use?"""

from typing import Any
from urllib.parse import urlsplit

from launcher.errors import LauncherError
from launcher.paths import Clone
from launcher.postgres_programs import OLDEST_MAJOR
from launcher.probes import ask
from launcher.progress import Step

_OUR_APP = "territory"  # its migrations are recorded in every database of Kharita's
_SHOWN_TABLES = 5


def shown(url: str) -> str:
    """The address without its password."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def look(clone: Clone, url: str) -> dict[str, Any]:
    """What the probe finds there; `error` when it cannot be reached."""
    return ask(clone, "database_probe", "DATABASE_URL", url)


def check(clone: Clone, url: str, step: Step) -> None:
    """Raise unless the database can be reached, has PostGIS, and is empty or Kharita's."""
    where = shown(url)
    step.say(f"looking at {where}")
    found = look(clone, url)
    fault = fault_of(found)
    if fault:
        cause, mend = fault
        raise LauncherError(f"{where}: {cause}", mend=mend)
    step.say(f"{where}, {'Kharita is there' if found['tables'] else 'empty'}")


def fault_of(found: dict[str, Any]) -> tuple[str, str] | None:
    """Why a database cannot be used, and the mend; None when it can."""
    if "error" in found:
        return f"cannot be reached: {found['error']}", "Check DATABASE_URL, the server and its access rules."
    major = found["version"] // 10000
    if major < OLDEST_MAJOR:
        return (
            f"is PostgreSQL {major}; Kharita needs {OLDEST_MAJOR} or newer.",
            "Upgrade the server or use another.",
        )
    if found["tables"] and _OUR_APP not in found["apps"]:
        names = ", ".join(found["tables"][:_SHOWN_TABLES])
        more = ", …" if len(found["tables"]) > _SHOWN_TABLES else ""
        return (
            f"is not Kharita's and is not empty (tables: {names}{more}).",
            "Give Kharita a database of its own: nothing was changed in this one.",
        )
    if found["postgis"] is None:
        return "has no PostGIS on its server.", "Install PostGIS on the database server."
    if not found["postgis"] and not found["superuser"]:
        return (
            "has no PostGIS yet, and this role may not create it.",
            "Let the server's administrator run `CREATE EXTENSION postgis` in this database.",
        )
    return None
