"""What a reader may be shown while others write: every value that held at some moment of his asking.

Each thing that changes has one writer, who notes when he begins to write a value and when it is committed. A
read may show what was committed when it was asked for, and whatever was begun before it was answered; all
else is stale, foreign or made up.
"""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Generic, TypeVar

from kharita.maps.grid import Tile

Value = TypeVar("Value")


@dataclass
class _Written(Generic[Value]):
    value: Value
    begun: float
    done: float = math.inf


class Register(Generic[Value]):
    """A value that one thread changes and others look at."""

    def __init__(self, value: Value) -> None:
        self._written = [_Written(value, 0.0, 0.0)]

    @property
    def value(self) -> Value:
        return self._written[-1].value

    @contextmanager
    def becoming(self, value: Value) -> Iterator[None]:
        """Around the statement (or transaction) that writes `value`."""
        written = _Written(value, time.monotonic())
        self._written.append(written)
        yield
        written.done = time.monotonic()

    def held(self, asked: float, answered: float) -> list[Value]:
        """The values that may be seen by who asks and is answered at these moments."""
        found = []
        for written in reversed(self._written.copy()):
            if written.begun <= answered:
                found.append(written.value)
            if written.done <= asked:
                break
        return found


@dataclass(frozen=True)
class Place:
    """Where a group of parcels lies: the lower left corner of the first, and the tiles that show them all
    (no other tile of these zooms shows any)."""

    x: float
    y: float
    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class Written:
    """A group as it was written: `place` is None where its rows are not there."""

    version: int
    place: Place | None


@dataclass
class Group:
    """Parcels of one commune that are always written together: shown alike, or not at all."""

    name: str
    commune: str
    size: int
    state: Register[Written]
    ids: list[int] = field(default_factory=list)

    def reference(self, number: int, version: int) -> str:
        return f"{self.name}.{number}.{version}"


def canary(commune: str) -> str:
    """What only who serves the commune may read of its parcels."""
    return f"canary-{commune}"


@dataclass
class Person:
    """A viewer: the headers that say who it is, and the communes served."""

    name: str
    headers: dict[str, str]
    serves: Register[frozenset[str]]


Shown = dict[str, frozenset[tuple[str, str | None]]]
"""By group: the reference and the address (None: not shown) of each of its parcels."""


@dataclass
class Town:
    """All that changes, and who looks at it."""

    groups: list[Group]
    public: dict[str, Register[bool]]
    people: list[Person]
    places: list[Place]

    @property
    def tiles(self) -> list[Tile]:
        return list(dict.fromkeys(tile for place in self.places for tile in place.tiles))

    def faults(self, person: Person, tile: Tile, shown: Shown, asked: float, answered: float) -> list[str]:
        """What of a tile cannot have been true for this person at any moment between."""
        wrong = [f"{name} is nobody's" for name in shown.keys() - {group.name for group in self.groups}]
        for group in self.groups:
            seen = shown.get(group.name, frozenset())
            held = product(
                group.state.held(asked, answered),
                self.public[group.commune].held(asked, answered),
                person.serves.held(asked, answered),
            )
            may_be = {_sight(group, tile, *state) for state in held}
            if seen not in may_be:
                wrong.append(f"{person.name} at {tile} sees {sorted(seen)[:2]}, not of {_told(may_be)}")
        return wrong


def _sight(
    group: Group, tile: Tile, written: Written, is_public: bool, serves: frozenset[str]
) -> frozenset[tuple[str, str | None]]:
    is_served = group.commune in serves
    if written.place is None or tile not in written.place.tiles or not (is_served or is_public):
        return frozenset()
    address = canary(group.commune) if is_served else None
    return frozenset((group.reference(number, written.version), address) for number in range(group.size))


def _told(may_be: set[frozenset[tuple[str, str | None]]]) -> list[Any]:
    return [sorted(seen, key=str)[:1] for seen in may_be]
