"""What was already done to the private database, so that a second start need not ask Django.

A note is believed only while the sources of the migrations are the same and the database's own ledger of
migrations stands where it stood: after a restore, or a migration by hand, the work is done again.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from launcher.cluster import Cluster
from launcher.paths import Clone
from launcher.stamps import fingerprint

_LEDGER = "SELECT count(*) || '/' || max(id) FROM django_migrations"


@dataclass(frozen=True)
class Prepared:
    """The note on one cluster."""

    clone: Clone
    cluster: Cluster

    def has(self, work: str) -> bool:
        """Whether `work` (a management command) was done to this database as it is."""
        try:
            noted = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        return bool(noted.get("state") == self._state() and work in noted.get("done", ()))

    def note(self, done: list[str]) -> None:
        """Note that all of `done` was done to this database."""
        self._path.write_text(json.dumps({"state": self._state(), "done": done}), encoding="utf-8")

    @property
    def _path(self) -> Path:
        return self.clone.run / "prepared.json"

    def _state(self) -> str:
        files = sorted(self.clone.backend.rglob("migrations/*.py"))
        return fingerprint([*files, self.clone.root / "requirements.txt"], also=self.cluster.ask(_LEDGER))
