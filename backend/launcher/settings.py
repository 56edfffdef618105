"""What the launcher hands to the backend: `KHARITA_*` and `DATABASE_URL`, from the environment or `.env`."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from launcher.commands import Environment
from launcher.errors import LauncherError
from launcher.paths import Clone

_PREFIXES = ("KHARITA_", "DATABASE_URL")
DEFAULT_PORT = 8000


def read_settings(clone: Clone) -> dict[str, str]:
    """The settings that a person made; the environment wins over `.env`."""
    found = _parse(clone.env_file) if clone.env_file.exists() else {}
    found.update(os.environ)
    return {name: value for name, value in found.items() if name.startswith(_PREFIXES) and value}


def backend_environment(clone: Clone, settings: dict[str, str], *, database_url: str) -> Environment:
    """The environment of every process of the backend."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(_PREFIXES)}
    return {
        **inherited,
        "KHARITA_SECRET_KEY": secret_key(clone),
        **settings,
        "DATABASE_URL": database_url,
        "PYTHONUNBUFFERED": "1",
    }


def secret_key(clone: Clone) -> str:
    """This clone's own key, made on first use and readable by its owner alone.

    Of several that make it at the same time the first one's counts, for all.
    """
    path = clone.secret_key
    if not path.exists():
        descriptor, draft = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50) + "\n")
        with suppress(FileExistsError):
            os.link(draft, path)
        os.unlink(draft)
    return path.read_text(encoding="ascii").strip()


def chosen_port(asked: int | None, settings: dict[str, str]) -> int:
    """The port of `--port`, else of `KHARITA_PORT`, else 8000."""
    if asked is not None:
        return port_named(str(asked), "--port")
    return port_named(settings.get("KHARITA_PORT", str(DEFAULT_PORT)), "KHARITA_PORT")


def port_named(text: str, source: str) -> int:
    """The port that `text` is; `source` names the setting in the error."""
    if text.isdigit() and 1 <= int(text) <= 65535:
        return int(text)
    raise LauncherError(f"{source} is {text!r}.", mend="A port is a number from 1 to 65535.")


def _parse(path: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        line = raw.strip().removeprefix("export ")
        if not line or line.startswith("#"):
            continue
        name, separator, value = line.partition("=")
        if not separator or not name.strip().isidentifier():
            raise LauncherError(
                f"Line {number} of .env is not a setting.",
                mend="Write one NAME=value a line; lines that begin with # are comments.",
            )
        found[name.strip()] = _unquoted(value.strip())
    return found


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1]
    return value.partition(" #")[0].rstrip()
