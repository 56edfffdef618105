"""Writers, readers and a saboteur on one town, each a thread; the first fault stops them all."""

import http.client
import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import mapbox_vector_tile
from django.contrib.gis.geos import MultiPolygon
from django.db import connection, transaction

from kharita.accounts.models import Membership, User
from kharita.accounts.roles import Role
from kharita.maps.grid import Tile
from kharita.maps.revisions import compact
from kharita.territory.models import Commune, Parcel
from tests.factories import make_parcel, multi, square
from tests.maps.sights import Group, Person, Place, Register, Shown, Town, Written, canary
from tests.redis_server import RunningRedis
from tests.web_server import Server, eventually

SIDE = 4.0
"""Metres of a parcel; the next one begins a metre further."""
HEAL_SECONDS = 120
LOOP_SECONDS = 3.0
PAUSE_SECONDS = 0.002
PATIENCE_SECONDS = 300
"""So long may all threads together take to end once they are to."""


@dataclass
class Race:
    """What goes on. Where it `is_disturbed`, answers may fail now and then, but never be wrong."""

    town: Town
    server: Server
    turns: int
    seconds: float
    is_disturbed: bool = False
    redis: RunningRedis | None = None
    faults: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    over: threading.Event = field(default_factory=threading.Event)
    began: float = field(default_factory=time.monotonic)
    bodies: dict[str, Shown] = field(default_factory=dict)
    etags: dict[Tile, list[str]] = field(default_factory=dict)

    def each_turn(self, chance: random.Random) -> Iterator[int]:
        """Once for each turn: so many, or as many as the seconds allow."""
        number = 0
        while not self.over.is_set() and (
            number < self.turns or time.monotonic() < self.began + self.seconds
        ):
            yield number
            number += 1
            time.sleep(chance.uniform(0, 0.01))

    def run(self, writers: list[Callable[[random.Random], None]], readers: int) -> None:
        """Let the writers do their turns, while so many readers read until they are done."""
        writing = [self._thread(write, seed) for seed, write in enumerate(writers)]
        reading = [self._thread(self._read_on, 1_000 + seed) for seed in range(readers)]
        until = time.monotonic() + self.seconds + PATIENCE_SECONDS
        for thread in writing:
            thread.join(max(0.0, until - time.monotonic()))
        self.over.set()
        for thread in [*writing, *reading]:
            thread.join(max(0.0, until - time.monotonic()))
            assert not thread.is_alive(), f"{thread.name} never ends"

    def _thread(self, work: Callable[[random.Random], None], seed: int) -> threading.Thread:
        def guarded() -> None:
            try:
                work(random.Random(seed))
            except BaseException as error:  # noqa: BLE001  # a thread's failure is the test's
                self.faults.append(f"{work.__name__}: {type(error).__name__}: {error}")
                self.over.set()
            finally:
                connection.close()

        thread = threading.Thread(target=guarded, name=f"{work.__name__} {seed}", daemon=True)
        thread.start()
        return thread

    def _read_on(self, chance: random.Random) -> None:
        reader = Reader(self, chance)
        while not self.over.is_set():
            reader.look(chance.choice(self.town.people), chance.choice(self.town.tiles))
            time.sleep(PAUSE_SECONDS)

    def after_commit(self, chance: random.Random, *groups: Group) -> None:
        """The next look at what was written, by somebody: the register says that it is committed."""
        self.counts["commits"] += 1
        reader = Reader(self, chance)
        for group in groups:
            place = group.state.value.place
            for tile in place.tiles if place else self.town.tiles[:1]:
                reader.look(chance.choice(self.town.people), tile)


class Reader:
    """One keep-alive connection, on which somebody else asks each time."""

    def __init__(self, race: Race, chance: random.Random) -> None:
        self._race = race
        self._chance = chance
        self._connection = http.client.HTTPConnection("127.0.0.1", race.server.port, timeout=30)

    def look(self, person: Person, tile: Tile) -> bool:
        """Read a tile and hold it against what may be seen; whether there was an answer."""
        race = self._race
        known = race.etags.setdefault(tile, [])
        headers = dict(person.headers)
        if self._chance.random() < 0.7:
            # Also those that other people were given: none of them may be taken for one's own.
            headers["If-None-Match"] = ", ".join(known[-12:])
        asked = time.monotonic()
        try:
            self._connection.request("GET", f"/tiles/parcels/{tile.z}/{tile.x}/{tile.y}.mvt", headers=headers)
            answer = self._connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            return self._missed("cut off")
        answered = time.monotonic()
        race.counts[str(answer.status)] += 1
        if answer.status == 503:
            return self._missed("503")
        if answer.status not in (200, 204, 304):
            race.faults.append(f"{answer.status}: {body[:300]!r}")
            race.over.set()
            return False
        etag = answer.headers["ETag"]
        shown = race.bodies[etag] if answer.status == 304 else shown_in(body)
        if etag not in race.bodies:
            race.bodies[etag] = shown  # the first: whoever names the ETag has held it since
            known.append(etag)
        if faults := race.town.faults(person, tile, shown, asked, answered):
            race.faults += [f"{answer.status} {fault}" for fault in faults]
            race.over.set()
        return True

    def _missed(self, why: str) -> bool:
        self._race.counts[why] += 1
        time.sleep(0.05)
        if not self._race.is_disturbed:
            self._race.faults.append(f"{why}, though nobody disturbs the server")
            self._race.over.set()
        return False


def shown_in(body: bytes) -> Shown:
    """The parcels of a tile by their group."""
    features = mapbox_vector_tile.decode(body).get("parcels", {}).get("features", []) if body else []
    shown: dict[str, set[tuple[str, str | None]]] = {}
    for properties in (feature["properties"] for feature in features):
        name = properties["reference"].partition(".")[0]
        shown.setdefault(name, set()).add((properties["reference"], properties.get("address")))
    assert sum(map(len, shown.values())) == len(features), "a parcel is drawn twice"
    return {name: frozenset(parcels) for name, parcels in shown.items()}


def shapes_at(group: Group, place: Place) -> list[MultiPolygon]:
    step = SIDE + 1
    return [multi(square(place.x + n % 6 * step, place.y + n // 6 * step, SIDE)) for n in range(group.size)]


def insert(group: Group, written: Written) -> None:
    assert written.place is not None
    commune = Commune.objects.get(code=group.commune)
    group.ids = [
        make_parcel(
            commune,
            group.reference(number, written.version),
            geometry=shape,
            address=canary(group.commune),
        ).pk
        for number, shape in enumerate(shapes_at(group, written.place))
    ]


def writes_attributes(race: Race, group: Group) -> Callable[[random.Random], None]:
    """Single updates by the ORM, each in a transaction that stays open for a moment, some rolled back."""

    def single_updates(chance: random.Random) -> None:
        for _turn in race.each_turn(chance):
            written = Written(group.state.value.version + 1, group.state.value.place)
            with transaction.atomic():
                Parcel.objects.filter(pk=group.ids[0]).update(reference="never.0.0")
                transaction.set_rollback(True)
            with group.state.becoming(written), transaction.atomic():
                Parcel.objects.filter(pk=group.ids[0]).update(reference=group.reference(0, written.version))
                time.sleep(chance.uniform(0, 0.02))
            race.after_commit(chance, group)

    return single_updates


def writes_in_bulk(race: Race, group: Group, places: list[Place]) -> Callable[[random.Random], None]:
    """One SQL statement for all rows, which every third time also moves them."""

    def bulk_statements(chance: random.Random) -> None:
        for turn in race.each_turn(chance):
            now = group.state.value
            assert now.place is not None
            place = chance.choice(places) if turn % 3 == 0 else now.place
            written = Written(now.version + 1, place)
            with group.state.becoming(written), connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE territory_parcel SET geometry = ST_Translate(geometry, %s, %s), "
                    "reference = split_part(reference, '.', 1) || '.' || split_part(reference, '.', 2) "
                    "|| '.' || %s WHERE id = ANY(%s)",
                    [place.x - now.place.x, place.y - now.place.y, str(written.version), group.ids],
                )
            race.after_commit(chance, group)

    return bulk_statements


def moves(race: Race, group: Group, places: list[Place]) -> Callable[[random.Random], None]:
    """One parcel from tile to tile; where it was is looked at as well."""

    def moves_across_tiles(chance: random.Random) -> None:
        for _turn in race.each_turn(chance):
            before = group.state.value
            place = chance.choice([place for place in places if place != before.place])
            written = Written(before.version + 1, place)
            with group.state.becoming(written):
                Parcel.objects.filter(pk=group.ids[0]).update(
                    geometry=shapes_at(group, place)[0], reference=group.reference(0, written.version)
                )
            race.after_commit(chance, group)
            assert before.place is not None
            reader = Reader(race, chance)
            for tile in before.place.tiles:
                reader.look(chance.choice(race.town.people), tile)

    return moves_across_tiles


def deletes(race: Race, group: Group, places: list[Place]) -> Callable[[random.Random], None]:
    """Rows go, and others come in their place."""

    def deletes_and_inserts(chance: random.Random) -> None:
        for _turn in race.each_turn(chance):
            gone = Written(group.state.value.version, None)
            with group.state.becoming(gone):
                Parcel.objects.filter(pk__in=group.ids).delete()
            race.after_commit(chance, group)
            written = Written(gone.version + 1, chance.choice(places))
            with group.state.becoming(written), transaction.atomic():
                insert(group, written)
            race.after_commit(chance, group)

    return deletes_and_inserts


def hides(race: Race, code: str, group: Group) -> Callable[[random.Random], None]:
    """A commune is shut to the public and opened again."""
    public: Register[bool] = race.town.public[code]

    def hides_and_opens(chance: random.Random) -> None:
        for _turn in race.each_turn(chance):
            with public.becoming(not public.value):
                Commune.objects.filter(code=code).update(is_public=public.value)
            race.after_commit(chance, group)

    return hides_and_opens


def promotes(race: Race, person: Person, user: User, code: str) -> Callable[[random.Random], None]:
    """A role is given and taken away; its person looks first."""
    commune = Commune.objects.get(code=code)

    def gives_and_takes_a_role(chance: random.Random) -> None:
        reader = Reader(race, chance)
        for _turn in race.each_turn(chance):
            if person.serves.value:
                with person.serves.becoming(frozenset()):
                    Membership.objects.filter(user=user).delete()
            else:
                with person.serves.becoming(frozenset({code})):
                    Membership.objects.create(user=user, commune_id=commune.pk, role=Role.URBANISM_OFFICER)
            race.counts["commits"] += 1
            for tile in race.town.tiles[:6]:
                reader.look(person, tile)

    return gives_and_takes_a_role


def compacts(race: Race) -> Callable[[random.Random], None]:
    """What the nightly job does, all the time."""

    def adds_up_revisions(chance: random.Random) -> None:
        for _turn in race.each_turn(chance):
            compact()
            time.sleep(0.05)

    return adds_up_revisions


def empties(race: Race, redis: RunningRedis) -> Callable[[random.Random], None]:
    """The shared cache forgets everything, now and then."""

    def empties_the_shared_cache(chance: random.Random) -> None:
        for _turn in race.each_turn(chance):
            redis.client.flushall()
            time.sleep(0.2)

    return empties_the_shared_cache


def kills(race: Race, redis: RunningRedis) -> Callable[[random.Random], None]:
    """The shared cache is killed, and comes back empty."""

    def kills_the_shared_cache(chance: random.Random) -> None:
        for _turn in race.each_turn(chance):
            redis.stop()
            time.sleep(chance.uniform(0.1, 0.5))
            redis.start()
            race.counts["caches killed"] += 1
            time.sleep(chance.uniform(0.1, 0.5))

    return kills_the_shared_cache


def disturbs(race: Race, times: int) -> Callable[[random.Random], None]:
    """Cuts the server's database connections and kills its workers (their caches die with them) by turns;
    after each, everybody is answered again before long."""

    def cuts_and_kills(chance: random.Random) -> None:
        turn = 0
        while not race.over.is_set() and (turn < times or time.monotonic() < race.began + race.seconds):
            time.sleep(chance.uniform(0.2, 0.6))
            _cut_connections(race) if turn % 2 == 0 else _kill_a_worker(race)
            for person in race.town.people:
                assert eventually(lambda who=person: _is_answered(race, who, chance), HEAL_SECONDS), turn
            race.counts["healed"] += 1
            turn += 1

    return cuts_and_kills


def _cut_connections(race: Race) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE datname = current_database() AND application_name = 'kharita web'"
        )
        race.counts["connections cut"] += int(cursor.fetchone()[0])


def _kill_a_worker(race: Race) -> None:
    """The oldest; and not the next one before there is another in its place: somebody has to answer."""
    # The server takes two deaths in the same place within 5.5 seconds for a loop, and gives up.
    if race.counts["workers killed"]:
        race.over.wait(LOOP_SECONDS)
    victim, *_others = race.server.workers()
    started = race.server.started()
    os.kill(victim, signal.SIGKILL)
    race.counts["workers killed"] += 1
    assert eventually(lambda: race.server.started() > started, HEAL_SECONDS), race.server.log.read_text()


def _is_answered(race: Race, person: Person, chance: random.Random) -> bool:
    reader = Reader(race, chance)
    return all(reader.look(person, tile) for tile in race.town.tiles[:3])
