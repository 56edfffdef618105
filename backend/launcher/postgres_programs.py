"""The machine's own PostgreSQL: which versions carry PostGIS and pgRouting, and where their programs are."""

from dataclasses import dataclass
from pathlib import Path

PROGRAMS = Path("/usr/lib/postgresql")
SHARED = Path("/usr/share/postgresql")
OLDEST_MAJOR = 14  # Django 5.2 asks for it
EXTENSIONS = ("postgis", "pgrouting")  # what only a superuser may create in a database


@dataclass(frozen=True)
class PostgresPrograms:
    """One installed major version with all the extensions that Kharita needs."""

    major: int
    bin: Path

    def program(self, name: str) -> Path:
        return self.bin / name


def installed_majors() -> list[int]:
    """Major versions whose server is installed, with or without extensions, newest first."""
    majors = [
        int(folder.name)
        for folder in PROGRAMS.glob("*")
        if folder.name.isdigit() and (folder / "bin" / "initdb").exists()
    ]
    return sorted((major for major in majors if major >= OLDEST_MAJOR), reverse=True)


def find_programs(major: int | None = None) -> PostgresPrograms | None:
    """The newest usable version, or the given one; None when the machine lacks it."""
    for candidate in installed_majors():
        if major in (None, candidate) and not missing_extensions(candidate):
            return PostgresPrograms(candidate, PROGRAMS / str(candidate) / "bin")
    return None


def packages_of(major: int) -> tuple[str, ...]:
    """Debian's packages that bring one major version with its extensions."""
    return (f"postgresql-{major}", f"postgresql-{major}-postgis-3", f"postgresql-{major}-pgrouting")


def missing_extensions(major: int) -> list[str]:
    """Extensions that Kharita needs and this version lacks."""
    folder = SHARED / str(major) / "extension"
    return [name for name in EXTENSIONS if not (folder / f"{name}.control").exists()]
