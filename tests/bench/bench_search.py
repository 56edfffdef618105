"""Search and dossiers over a town of many parcels, each with an address and an owner, as an officer has them.

    python tests/bench/bench_search.py [--parcels 200000] [--rounds 5] [--plans]

Uses the database of `DATABASE_URL`, migrated and made for this: the town is kept for the next run. Ten kinds
of queries in three languages, each for an officer and for nobody, then dossiers; medians and 95th percentiles
in milliseconds, caches warm. `--plans` shows the plans of the statements that took longest.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "backend"), str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("KHARITA_LOG_LEVEL", "WARNING")
django.setup()

from django.contrib.auth.models import AnonymousUser  # noqa: E402 - after the settings
from django.db import connection  # noqa: E402 - after the settings
from django.utils import translation  # noqa: E402 - after the settings

from kharita.accounts.models import Membership, User  # noqa: E402 - after the settings
from kharita.accounts.roles import Role  # noqa: E402 - after the settings
from kharita.importing.sessions import lift_statement_timeout  # noqa: E402 - after the settings
from kharita.territory.dossier import find_parcel, read_dossier  # noqa: E402 - after the settings
from kharita.territory.models import Commune  # noqa: E402 - after the settings
from kharita.territory.presenting import dossier as present  # noqa: E402 - after the settings
from kharita.territory.search import search  # noqa: E402 - after the settings
from kharita.territory.search_index import refresh_search  # noqa: E402 - after the settings
from tests.bench.town import load_town, make_town  # noqa: E402 - after the settings

FIRST = ["Mohammed", "Fatima", "Ahmed", "Khadija", "Rachid", "Aicha", "Hassan", "Zineb"]
FIRST += ["Youssef", "Samira", "Omar", "Naima", "Karim", "Latifa", "Said"]
FIRST_AR = ["محمد", "فاطمة", "أحمد", "خديجة", "رشيد", "عائشة", "حسن", "زينب"]
FIRST_AR += ["يوسف", "سميرة", "عمر", "نعيمة", "كريم", "لطيفة", "سعيد"]
SYLLABLES = ["al", "ben", "am", "ra", "zi", "da", "ha", "mi", "la", "ou", "ka", "na", "sa", "bou", "ja", "ti"]
STREETS = ["Mohammed V", "Hassan II", "des FAR", "Allal El Fassi"]
STREETS += ["de la Marche Verte", "Al Massira", "des Orangers", "Ibn Sina"]
STREETS_AR = ["محمد الخامس", "الحسن الثاني", "القوات المسلحة", "علال الفاسي"]
STREETS_AR += ["المسيرة الخضراء", "المسيرة", "البرتقال", "ابن سينا"]

QUERIES = {
    "exact title": ("12345/40", "12345/40", "12345/40"),
    "beginning of a title": ("1234", "1234", "1234"),
    "street": ("Allal El Fassi street", "rue Allal El Fassi", "شارع علال الفاسي"),
    "street, misspelt": ("Alal Fasi", "alal fassy", "علال الفاصي"),
    "common word": ("Mohammed", "Mohammed", "محمد"),
    "address with a number": ("12 Mohammed V", "12, av. Mohammed V", "12 شارع محمد الخامس"),
    "owner": ("Fatima Benraza", "Fatima Benraza", "فاطمة بنرازا"),
    "owner, misspelt": ("Fatma Benrazaa", "Fatma Benrazza", "فاطمه بنرازة"),
    "generic word": ("street", "avenue", "شارع"),
    "nothing": ("xqzwv", "xqzwv", "ظظظغغ"),
}


def fill(parcels: int) -> Commune:
    """The town with addresses and owners, drawn from some thousands of names, and its index of words."""
    connection.ensure_connection()
    commune = load_town(connection.connection, make_town(parcels))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE territory_parcel SET address = format('%%s, avenue %%s', id %% 180 + 1, "
            "(%s::text[])[id %% 8 + 1]), address_ar = format('%%s شارع %%s', id %% 180 + 1, "
            "(%s::text[])[id %% 8 + 1]) WHERE commune_id = %s",
            [STREETS, STREETS_AR, commune],
        )
        cursor.execute(
            "INSERT INTO territory_parcelowner (parcel_id, name, name_ar, national_id, share_numerator, "
            "share_denominator) SELECT id, format('%%s %%s', (%s::text[])[id %% 15 + 1], initcap(concat("
            "s[id %% 16 + 1], s[id / 16 %% 16 + 1], s[id / 256 %% 16 + 1], s[id / 4096 %% 16 + 1]))), "
            "(%s::text[])[id %% 15 + 1], '', 1, 1 FROM territory_parcel, (SELECT %s::text[] AS s) syllables "
            "WHERE commune_id = %s",
            [FIRST, FIRST_AR, SYLLABLES, commune],
        )
        cursor.execute(
            "UPDATE territory_street SET name_fr = 'Avenue ' || (%s::text[])[id %% 8 + 1], "
            "name_ar = 'شارع ' || (%s::text[])[id %% 8 + 1] WHERE commune_id = %s AND id %% 40 = 0",
            [STREETS, STREETS_AR, commune],
        )
        refresh_search([commune])
        cursor.execute("VACUUM ANALYZE")
    return Commune.objects.get(pk=commune)


class Slowest:
    """Remembers the slowest statement of each kind of query."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[float, str, Any]] = {}
        self.kind = ""

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            took = time.perf_counter() - begun
            if took > self.found.get(self.kind, (0.0,))[0]:
                self.found[self.kind] = (took, sql, params)


def timed(work: Callable[[], Any], rounds: int) -> list[float]:
    work()
    times = []
    for _round in range(rounds):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1000)
    return times


def tell(name: str, times: list[float]) -> None:
    times = sorted(times)
    print(f"{name:<40}{statistics.median(times):8.1f} ms {times[int(0.95 * (len(times) - 1))]:8.1f} ms")


def measure(commune: Commune, rounds: int, slowest: Slowest) -> None:
    officer, _new = User.objects.get_or_create(username="bench-officer", defaults={"full_name": "Officer"})
    Membership.objects.get_or_create(user=officer, commune_id=commune.pk, role=Role.URBANISM_OFFICER)
    slugs = some_slugs(commune)
    print(f"{'':<40}{'median':>11} {'p95':>11}")
    for who, user in (("officer", officer), ("nobody", AnonymousUser())):
        every: list[float] = []
        for kind, texts in QUERIES.items():
            slowest.kind = f"{who}: {kind}"
            times = []
            for language, text in zip(("en", "fr", "ar"), texts, strict=True):
                with translation.override(language):
                    times += timed(partial(search, text, user=user), rounds)
            tell(slowest.kind, times)
            every += times
        tell(f"{who}: all searches", every)
    for who, user in (("officer", officer), ("nobody", AnonymousUser())):
        slowest.kind = f"{who}: dossier"
        times = []
        for slug in slugs:
            times += timed(partial(open_dossier, slug, user), 1)
        tell(slowest.kind, times)


def open_dossier(slug: str, user: Any) -> dict[str, Any]:
    """A dossier as the API gives it."""
    return present(read_dossier(find_parcel(slug, user=user), user=user))


def some_slugs(commune: Commune) -> list[str]:
    """Forty parcels from all over the town."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT slug FROM territory_parcel WHERE commune_id = %s ORDER BY md5(slug) LIMIT 40",
            [commune.pk],
        )
        return [slug for (slug,) in cursor.fetchall()]


def show_plans(slowest: Slowest) -> None:
    for kind, (took, sql, params) in sorted(slowest.found.items(), key=lambda item: -item[1][0])[:6]:
        print(f"\n== {kind}: {took * 1000:.1f} ms\n{sql[:1500]}\n{params}")
        if sql.startswith(("SELECT", "(SELECT")):
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {sql}", params)
                print("\n".join(line for (line,) in cursor.fetchall()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--parcels", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--plans", action="store_true")
    options = parser.parse_args()
    lift_statement_timeout()
    slowest = Slowest()
    commune = Commune.objects.filter(code="000.00.01").first() or fill(options.parcels)
    with connection.execute_wrapper(slowest):
        measure(commune, options.rounds, slowest)
    if options.plans:
        show_plans(slowest)


if __name__ == "__main__":
    main()
