"""A city of its own: real files through the documented commands, in EPSG:26986 and a database of its own.

The commands run as processes with their own settings, so that this package needs nothing of the other tests'
Django. Without the shared data or a database server it skips and says so.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data" / "cambridge-ma-gis"
EXAMPLES = ROOT / "docs" / "examples"
SRID = "26986"


@dataclass
class City:
    """The commands of one deployment, and its database."""

    url: str
    folder: Path

    def manage(self, *arguments: str, fails: bool = False) -> str:
        """Run `manage.py` with these arguments; gives what it printed."""
        done = subprocess.run(
            [sys.executable, str(ROOT / "backend" / "manage.py"), *arguments],
            env={**os.environ, "DATABASE_URL": self.url, "KHARITA_SRID": SRID, "KHARITA_DEBUG": "1",
                 "KHARITA_LANGUAGE": "en", "KHARITA_LOG_LEVEL": "WARNING",
                 "KHARITA_MEDIA_DIR": str(self.folder), "DJANGO_SETTINGS_MODULE": "config.settings"},
            capture_output=True, text=True, check=False, cwd=ROOT,
        )  # fmt: skip
        assert (done.returncode != 0) == fails, done.stdout + done.stderr
        return done.stdout + done.stderr

    def bring(self, file: Path, target: str, mapping: str, *extra: str) -> dict[str, Any]:
        """Import a file with `--apply`; gives the report (JSON), whose `number` undoes it."""
        report = self.folder / "report.json"
        self.manage("import_file", str(file), "--target", target, "--commune", "CAMB", "--mapping",
                    str(EXAMPLES / mapping), "--apply", "--report", str(report), *extra)  # fmt: skip
        found: dict[str, Any] = json.loads(report.read_text())
        return found

    def parcels(self, file: Path = DATA / "parcels_fy2013.topojson") -> dict[str, Any]:
        return self.bring(
            file, "parcels", "cambridge-parcels.yaml", "--table", str(DATA / "parcels_tax_fy13.csv")
        )

    def checksum(self) -> str:
        return self.manage("cadastre_checksum", "--commune", "CAMB").strip().splitlines()[-1]

    def undo(self, number: str) -> None:
        self.manage("undo_import", number)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.url) as connection:
            return connection.execute(sql).fetchall()


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    if not DATA.is_dir():
        pytest.skip(f"the real data is not beside the project ({DATA.parent.parent.name}/data)")
    base = os.environ.get("DATABASE_URL")
    if not base:
        pytest.skip("DATABASE_URL names no server")
    parts = urlsplit(base)
    name = f"kharita_real_{os.getpid()}"
    with psycopg.connect(base, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            made = City(urlunsplit(parts._replace(path=f"/{name}")), tmp_path_factory.mktemp("city"))
            made.manage("migrate", "--verbosity", "0")
            made.manage("create_commune", "--code", "CAMB", "--name-fr", "Cambridge", "--name-ar", "كامبريدج")
            yield made
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def first(city: City) -> dict[str, Any]:
    """The report of the parcels' first import; what the city's files of tests share."""
    return city.parcels()


SURROUNDINGS = {
    "zoning_districts": ("zones", "cambridge-zoning.yaml"),
    "zoning_overlay": ("easements", "cambridge-overlays.yaml"),
    "street_centerlines": ("streets", "cambridge-streets.yaml"),
}
"""Of each file what it holds, and its mapping."""


@pytest.fixture(scope="session")
def surroundings(city: City) -> dict[str, dict[str, Any]]:
    """The counts of the first import of what surrounds the parcels, by file."""
    return {
        file: city.bring(DATA / f"{file}.geojson", target, mapping)["counts"]
        for file, (target, mapping) in SURROUNDINGS.items()
    }
