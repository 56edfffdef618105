"""Writers and readers at once over a real server: nothing stale after a commit, nothing of anyone else's.

By default for so many turns of each writer; `KHARITA_RACE_SECONDS=60 ./kharita test tests/maps/test_race.py`
goes on for a minute.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.gis.geos import Point
from django.test import Client
from django.utils import timezone

from kharita.accounts.models import User
from kharita.accounts.roles import Role
from kharita.accounts.scopes import Scope
from kharita.accounts.tokens import create_token
from kharita.maps.grid import HALF, Tile
from kharita.territory.models import Commune
from tests.factories import SRID, make_commune, make_user
from tests.maps.conftest import tile_over
from tests.maps.racing import (
    Race,
    compacts,
    deletes,
    disturbs,
    empties,
    hides,
    insert,
    kills,
    moves,
    promotes,
    writes_attributes,
    writes_in_bulk,
)
from tests.maps.sights import Group, Person, Place, Register, Town, Written
from tests.redis_server import running_redis
from tests.web_server import running_server

pytestmark = pytest.mark.slow

TURNS = 15
READERS = 4
SECONDS = float(os.environ.get("KHARITA_RACE_SECONDS", "0"))
OPEN, HIDDEN, CHANGING = "113.01.09", "113.01.29", "113.01.05"
BULK = 30
ZOOMS = (15, 16, 17, 18)
# In tiles of zoom 18: side by side, and in a tile of their own at every zoom.
OFFSETS = ((0, 0), (1, 0), (0, 1), (40, 3))


def place_at(columns: int, rows: int) -> Place:
    """A place in the middle of a tile of zoom 18, out of reach of the buffers of all others."""
    first = tile_over(18)
    tile = Tile(18, first.x + columns, first.y + rows)
    side = 2 * HALF / (1 << 18)
    middle = Point((tile.x + 0.5) * side - HALF, HALF - (tile.y + 0.5) * side, srid=3857)
    middle.transform(SRID)
    tiles = tuple(Tile(z, tile.x >> (18 - z), tile.y >> (18 - z)) for z in ZOOMS)
    return Place(middle.x - 14, middle.y - 14, tiles)


@pytest.fixture
def accounts(transactional_db: None) -> dict[str, User]:
    """The people behind the viewers, and the communes that they serve."""
    communes = {
        OPEN: make_commune(OPEN),
        HIDDEN: make_commune(HIDDEN, is_public=False, east=1),
        CHANGING: make_commune(CHANGING, east=2),
    }
    people = {
        code: make_user(Role.URBANISM_OFFICER, commune, username=f"officer.{code}")
        for code, commune in communes.items()
    }
    return people | {"in turns": make_user(username="in.turns")}


@pytest.fixture
def town(accounts: dict[str, User]) -> Town:
    places = [place_at(*offset) for offset in OFFSETS]
    sizes = {"single": (OPEN, 1), "bulk": (OPEN, BULK), "moved": (OPEN, 1), "replaced": (OPEN, 2)}
    sizes |= {"secret": (HIDDEN, 3), "secretmoved": (HIDDEN, 1), "turned": (CHANGING, 3)}
    groups = [
        Group(name, code, size, Register(Written(1, places[number % len(places)])))
        for number, (name, (code, size)) in enumerate(sizes.items())
    ]
    for group in groups:
        insert(group, group.state.value)
    public = {commune.code: Register(commune.is_public) for commune in Commune.objects.all()}
    return Town(groups, public, viewers(accounts), places)


def viewers(accounts: dict[str, User]) -> list[Person]:
    """Nobody, an officer of each commune, one whose role comes and goes, and a program with a token."""
    nobody: frozenset[str] = frozenset()
    people = [Person("nobody", {}, Register(nobody))]
    for name, user in accounts.items():
        browser = Client()
        browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        session = browser.cookies[settings.SESSION_COOKIE_NAME].value
        serves = nobody if name == "in turns" else frozenset({name})
        cookie = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session}"}
        people.append(Person(name, cookie, Register(serves)))
    _token, text = create_token(
        user=accounts[HIDDEN], name="race", scopes=[Scope.READ], days=1, now=timezone.now()
    )
    return [
        *people,
        Person("token", {"Authorization": f"Bearer {text}"}, Register(frozenset({HIDDEN}))),
    ]


@pytest.fixture
def race(town: Town, tmp_path: Path) -> Iterator[Race]:
    """The race, before it starts; each process with its own cache."""
    with running_server(tmp_path) as server:
        yield Race(town, server, turns=TURNS, seconds=SECONDS)


@pytest.fixture
def shared_race(town: Town, tmp_path: Path) -> Iterator[Race]:
    """The same, but what the processes keep themselves is always full: they take from the shared cache."""
    cache = {"KHARITA_TILE_CACHE_BYTES": "60000"}
    with running_redis() as redis, running_server(tmp_path, KHARITA_TILE_CACHE_URL=redis.url, **cache) as web:
        yield Race(town, web, turns=TURNS, seconds=SECONDS, redis=redis)


def writers(race: Race, accounts: dict[str, User]) -> list:  # type: ignore[type-arg]  # each as `Race.run` takes it
    groups, places = {group.name: group for group in race.town.groups}, race.town.places
    in_turns = next(person for person in race.town.people if person.name == "in turns")
    return [
        writes_attributes(race, groups["single"]),
        writes_in_bulk(race, groups["bulk"], places),
        moves(race, groups["moved"], places),
        moves(race, groups["secretmoved"], places),
        deletes(race, groups["replaced"], places),
        hides(race, CHANGING, groups["turned"]),
        promotes(race, in_turns, accounts["in turns"], HIDDEN),
        compacts(race),
    ]


def test_after_each_commit_everyone_sees_it_and_nobody_sees_anothers(
    race: Race, accounts: dict[str, User]
) -> None:
    race.run(writers(race, accounts), READERS)
    all_went_well(race)


@pytest.mark.long
def test_the_same_with_a_shared_cache_that_forgets(shared_race: Race, accounts: dict[str, User]) -> None:
    assert shared_race.redis is not None
    shared_race.run([*writers(shared_race, accounts), empties(shared_race, shared_race.redis)], READERS)
    all_went_well(shared_race)
    assert shared_race.redis.client.info("stats")["keyspace_hits"] > 0


def all_went_well(race: Race) -> None:
    print(dict(race.counts))
    assert race.faults == []
    assert race.counts["commits"] >= 7 * TURNS
    assert min(race.counts["200"], race.counts["304"], race.counts["204"]) > 20


def test_a_server_that_is_cut_off_or_killed_heals_and_says_nothing_wrong_meanwhile(
    shared_race: Race, accounts: dict[str, User]
) -> None:
    """Its connections to the database, its processes and the shared cache by turns."""
    race = shared_race
    race.is_disturbed = True
    assert race.redis is not None
    race.run([*writers(race, accounts), disturbs(race, times=2), kills(race, race.redis)], READERS)
    print(dict(race.counts))
    assert race.faults == []
    assert race.counts["healed"] >= 2
    assert race.counts["connections cut"] > 0
    assert race.counts["workers killed"] > 0
    assert race.counts["caches killed"] > 0
