"""Where things are in a clone."""

import os
from dataclasses import dataclass
from pathlib import Path

from launcher.errors import LauncherError


@dataclass(frozen=True)
class Clone:
    """A working copy of Kharita. Everything that the launcher makes at run time lies under `var`."""

    root: Path

    @property
    def backend(self) -> Path:
        return self.root / "backend"

    @property
    def frontend(self) -> Path:
        return self.root / "frontend"

    @property
    def manage(self) -> Path:
        return self.backend / "manage.py"

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.venv / "bin" / "python"

    @property
    def env_file(self) -> Path:
        return self.root / ".env"

    @property
    def var(self) -> Path:
        return self.root / "var"

    @property
    def logs(self) -> Path:
        return self.var / "log"

    @property
    def run(self) -> Path:
        """Locks and notes on what is running."""
        return self.var / "run"

    @property
    def cluster(self) -> Path:
        return self.var / "cluster"

    @property
    def secret_key(self) -> Path:
        return self.var / "secret_key"

    def prepare(self) -> None:
        """Make the folders under `var`, or say whose they are."""
        owner = self.var.stat().st_uid if self.var.exists() else os.geteuid()
        if owner != os.geteuid():
            raise LauncherError(
                f"{self.var} was made by another user (number {owner}); this is user {os.geteuid()}.",
                mend="Run Kharita as the user who started it first, or as that user `./kharita reset`.",
            )
        try:
            for folder, mode in ((self.var, 0o755), (self.logs, 0o700), (self.run, 0o700)):
                folder.mkdir(mode=mode, exist_ok=True)
        except OSError as error:
            raise LauncherError(
                f"{self.var} cannot be written: {error.strerror}.",
                mend="Clone Kharita into a folder of your own, on a disk that has space.",
            ) from error
