"""A database with every migration done, to be copied: made once for each state of the back end.

A copy takes a second where the migrations take twenty, for each process of the tests, for the browser's
server and for each time a single file is tested.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

ROOT = Path(__file__).resolve().parents[1]
PREFIX = "kharita_migrated_"
LOCK = 0x6D6967


def server_of(url: str) -> dict[str, Any]:
    """How to reach the server of a DATABASE_URL, whatever its database."""
    return {key: value for key, value in conninfo_to_dict(url).items() if value and key != "dbname"}


def url_of(server: dict[str, Any], name: str) -> str:
    """The DATABASE_URL of another database on the same server."""
    user = quote(str(server.get("user", "")))
    password = f":{quote(str(server['password']))}" if "password" in server else ""
    query = "&".join(f"{key}={quote(str(server[key]))}" for key in ("host", "port") if key in server)
    return f"postgresql://{user}{password}@/{name}?{query}"


def migrated(url: str, srid: int) -> str:
    """The name of the template on the server of `url`, made now where it is not there."""
    server, name = server_of(url), f"{PREFIX}{_state(srid)}"
    with psycopg.connect(dbname="postgres", autocommit=True, **server) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])  # let go when the connection closes
        known = {
            row[0]
            for row in connection.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX]
            )
        }
        if name in known:
            return name
        for old in known:
            connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(old)))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(unfinished := f"{name}_new")))
        _migrate(url_of(server, unfinished), srid)
        connection.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(unfinished), sql.Identifier(name))
        )
    return name


def _state(srid: int) -> str:
    """What the tables come of: migrations call code of the whole back end."""
    digest = hashlib.sha256(f"{srid}".encode())
    for path in sorted([*(ROOT / "backend").rglob("*.py"), ROOT / "requirements.txt"]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _migrate(url: str, srid: int) -> None:
    environment = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "KHARITA_DEBUG": "1",
        "KHARITA_SRID": str(srid),
    }
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--no-input", "--verbosity", "0"],
        cwd=ROOT / "backend", env=environment, check=True,
    )  # fmt: skip
