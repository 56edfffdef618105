"""The names of the demo town, from names.yaml."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent
Name = tuple[str, str, str]


@cache
def load(file: str) -> dict[str, Any]:
    """One of the YAML files beside this module."""
    with (FOLDER / file).open(encoding="utf-8") as stream:
        found: dict[str, Any] = yaml.safe_load(stream)
    return found


def names(key: str) -> list[Name]:
    """A list of names (Arabic, French, English); English falls back to French."""
    return [full(entry) for entry in load("names.yaml")[key]]


def name(group: str, key: str) -> Name:
    """One name of a group."""
    return full(load("names.yaml")[group][key])


def full(entry: list[str]) -> Name:
    """An entry of the file with its English, which is the French where nothing else is said."""
    return (entry[0], entry[1], entry[2] if len(entry) > 2 else entry[1])


def columns(values: list[Name]) -> dict[str, list[str]]:
    """The three columns of names that the models have."""
    return {
        "name_ar": [value[0] for value in values],
        "name_fr": [value[1] for value in values],
        "name_en": [value[2] for value in values],
    }


def street_name(kind: str, proper: Name) -> Name:
    """ "Avenue" and "de Fès" put together in each language's order."""
    arabic, french, english = name("kinds", kind)
    return (f"{arabic} {proper[0]}", f"{french} {proper[1]}", f"{proper[2]} {english}")
