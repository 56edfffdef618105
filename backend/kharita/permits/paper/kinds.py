"""The kinds of paper, read from `gis_data/permits/papers.yaml`: what each shows, and its first wording.

A floor above adds kinds of its own from a file of the same form (`add_papers`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from kharita.permits.law_files import FOLDER

LANGUAGES = ("ar", "fr")
"""The languages of official papers; English is a language of the screens only."""


@dataclass(frozen=True)
class Words:
    """A text in both scripts; one side may be empty where it is not known."""

    fr: str
    ar: str = ""

    def in_(self, language: str) -> str:
        """The side for `language`, else the other: a name in the other script is better than none."""
        return (self.ar or self.fr) if language == "ar" else (self.fr or self.ar)


@dataclass(frozen=True)
class TableKind:
    """A list that papers may show: its title and its columns."""

    id: str
    title: Words
    columns: tuple[Words, ...]


@dataclass(frozen=True)
class PaperKind:
    """A kind of paper. `facts` and `tables` are shown in this order; `text` is the wording delivered with it.

    `title_en` is for the screens: papers are in Arabic and French. `languages` are those it is always made in
    (empty: as asked), `signed` whether the president, or the inspector who wrote it, signs the file itself;
    `sender` is the value that names who writes where it is not the commune.
    """

    id: str
    title: Words
    title_en: str
    facts: tuple[str, ...]
    tables: tuple[TableKind, ...]
    text: Mapping[str, str]
    layout: str
    languages: tuple[str, ...]
    signed: bool
    sender: str

    @property
    def titles(self) -> dict[str, str]:
        """The title in each language of the screens."""
        return {"ar": self.title.ar, "fr": self.title.fr, "en": self.title_en}


_FILES: list[Any] = [FOLDER / "papers.yaml"]


def add_papers(file: Any) -> None:
    """Add the kinds of a file; its papers may use the labels and tables of all. Told twice, added once."""
    if file not in _FILES:
        _FILES.append(file)
        for made in (_read, labels, paper_kinds):
            made.cache_clear()


@cache
def _read() -> dict[str, Any]:
    found: dict[str, Any] = {"labels": {}, "tables": {}, "papers": {}}
    for file in _FILES:
        read = yaml.safe_load(file.read_text(encoding="utf-8"))
        for part, known in found.items():
            if twice := known.keys() & read.get(part, {}).keys():
                raise ValueError(f"{file}: {part} {sorted(twice)} are there already")
            known |= read.get(part, {})
    return found


@cache
def labels() -> Mapping[str, Words]:
    """The label of each value that a paper can show or name in its text, by its placeholder."""
    return {name: Words(**words) for name, words in _read()["labels"].items()}


@cache
def paper_kinds() -> Mapping[str, PaperKind]:
    """All kinds by id."""
    read = _read()
    tables = {
        name: TableKind(name, Words(**table["title"]), tuple(Words(**column) for column in table["columns"]))
        for name, table in read["tables"].items()
    }
    return {
        name: PaperKind(
            id=name,
            title=Words(paper["title"]["fr"], paper["title"]["ar"]),
            title_en=paper["title"]["en"],
            facts=tuple(paper["facts"]),
            tables=tuple(tables[table] for table in paper["tables"]),
            text=paper["text"],
            layout=paper.get("layout", "letter"),
            languages=tuple(paper.get("languages", ())),
            signed=paper.get("signed", False),
            sender=paper.get("sender", ""),
        )
        for name, paper in read["papers"].items()
    }
