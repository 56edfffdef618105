"""Filling an empty database with the demo town: all of it in one transaction, or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from gis_data.demo_town import Town, generate
from kharita.core.audit import acting_as
from kharita.core.errors import Conflict
from kharita.demo.accounts import BERKANE, create_accounts
from kharita.demo.loading import TARGETS, load
from kharita.demo.permits import seed_permits
from kharita.importing.sessions import lift_statement_timeout
from kharita.maps import blocks
from kharita.territory.models import Commune
from kharita.territory.search_index import refresh_search

SRID = 26191  # the demo town lies near Berkane, in Merchich / Nord Maroc
PARCELS = 12_000
SEED = 20261122
PERMITS = 300
_LOCK = "kharita.demo.seed"

Say = Callable[[str], None]


class NotEmpty(Conflict):
    """There is data already; the demo never mixes with it and never replaces it."""

    code = "not-empty"


class OtherCrs(Conflict):
    """The deployment's official CRS is not the demo town's."""

    code = "other-crs"


@dataclass(frozen=True)
class Seeded:
    """How many rows each table got."""

    rows: dict[str, int]
    accounts: int


def check_possible() -> None:
    """Raise `OtherCrs` or `NotEmpty` where the demo town cannot be made."""
    if settings.KHARITA_SRID != SRID:
        raise OtherCrs(
            _("The demo town is in EPSG:%(demo)d, this deployment in EPSG:%(own)d.")
            % {"demo": SRID, "own": settings.KHARITA_SRID}
        )
    if Commune.objects.exists():
        raise NotEmpty(_("There are communes here already: the demo town is only made in an empty database."))


def seed(
    *,
    now: datetime,
    parcels: int = PARCELS,
    random_seed: int = SEED,
    permits: int = 0,
    flights: bool = False,
    say: Say = lambda line: None,
) -> Seeded:
    """Make the demo town and its accounts, and what map and search derive from them.

    `permits`: how many dossiers the desk of Berkane gets beside those walked through every state; 0: neither.
    `flights`: two drone surveys of a district, drawn and compared by jobs of the worker.
    `say` gets a line for each step. Raises `NotEmpty`, `OtherCrs`, or ValueError for too few parcels.
    Killed before its transaction ends it leaves the database as it was; after that, the worker's own jobs
    bring what is derived up to date.
    """
    check_possible()
    lift_statement_timeout()
    say(f"Generating a town of {parcels:,} parcels")
    town = generate(parcels, random_seed)
    _end_history_by(town, now)
    seeded = _fill(town, permits, now, say, shot=(parcels, random_seed) if flights else None)
    say("Making the search index")
    refresh_search()
    say("Generalising the parcels for low zooms")
    blocks.refresh()
    return seeded


def _end_history_by(town: Town, now: datetime) -> None:
    """A clock that is wrong must not date parcels into the future, where no map would show their history."""
    latest = town.parcels["valid_from"].max()
    if latest > now:
        raise Conflict(
            _("The clock of this machine says %(now)s, which is in the past.") % {"now": now.date()}
        )


@transaction.atomic
def _fill(town: Town, permits: int, now: datetime, say: Say, shot: tuple[int, int] | None) -> Seeded:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [_LOCK])
    check_possible()  # again: whoever held the lock may just have made it
    first_ids: dict[str, int] = {}
    with acting_as(None, "seed_demo"):
        rows = {}
        for target in TARGETS:
            rows[target.name] = load(target, town, first_ids)
            say(f"Loaded {rows[target.name]:,} {target.name.replace('_', ' ')}")
        _analyse()
        communes = {commune.code: commune for commune in Commune.objects.all()}
        accounts = create_accounts(communes)
        rows["permits"] = seed_permits(commune=communes[BERKANE], count=permits, now=now) if permits else 0
        if shot is not None:
            # Heavy to import, and only wanted here.
            from kharita.demo.flights import seed_flights

            say("Announcing two drone surveys")
            rows["permits"] += seed_flights(
                town=town, parcels=shot[0], random_seed=shot[1], commune=communes[BERKANE], now=now
            )
        say(f"Loaded {rows['permits']:,} permits")
    return Seeded(rows, accounts)


def _analyse() -> None:
    """Tell the planner what was loaded: until then it takes the tables for empty."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(target.model._meta.db_table for target in TARGETS)}")
