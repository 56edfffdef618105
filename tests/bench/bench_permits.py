"""An officer's queue of many dossiers, beside the bare SQL that finds the same page.

    python tests/bench/bench_permits.py [--parcels 20000] [--permits 50000] [--rounds 40] [--plans]

Uses the database of `DATABASE_URL`, migrated and made for this: the town and its desk are kept for the
next run. First a holiday is put into the calendar (and taken back): the legal dates of all open dossiers are
worked out again. Then opening, filtering, sorting, the next page and a page from the middle, each as the API
gives it and as one would write it by hand; medians and 95th percentiles in milliseconds, interleaved, caches
warm. Fails when the median of any takes more than `LIMIT_MS`: a page that one waits for. At last whole
requests beside one that reads next to nothing. `--plans` shows the plans.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "backend"), str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("KHARITA_LOG_LEVEL", "WARNING")
django.setup()

from django.conf import settings  # noqa: E402 - after the settings
from django.db import connection, transaction  # noqa: E402 - after the settings
from django.test import Client  # noqa: E402 - after the settings
from django.test.utils import CaptureQueriesContext  # noqa: E402 - after the settings
from django.utils import timezone  # noqa: E402 - after the settings

from kharita.accounts.models import Membership, User  # noqa: E402 - after the settings
from kharita.accounts.roles import Role  # noqa: E402 - after the settings
from kharita.demo.permit_rows import fill_desk  # noqa: E402 - after the settings
from kharita.importing.sessions import lift_statement_timeout  # noqa: E402 - after the settings
from kharita.permits import presenting  # noqa: E402 - after the settings
from kharita.permits.models import UNDECIDED, Holiday, Permit  # noqa: E402 - after the settings
from kharita.permits.models.entity import VIEW  # noqa: E402 - after the settings
from kharita.permits.queue import (  # noqa: E402 - after the settings
    Counts,
    Filters,
    counts_of,
    filtered,
    of_states,
    page_of,
)
from kharita.permits.services.calendars import recompute_due  # noqa: E402 - after the settings
from kharita.permits.services.law import load_law  # noqa: E402 - after the settings
from kharita.territory.models import Commune  # noqa: E402 - after the settings
from tests.bench.town import load_town, make_town  # noqa: E402 - after the settings

LIMIT_MS = 50.0
PAGE = 50
HEAVY = ("site", "footprint", "web_geometry", "answers", "project", "attributes")
BARE = """
    SELECT p.id, p.reference, p.kind, p.state, p.title, p.address, p.submitted_at, p.due_at, p.owner_name,
      t.name_ar, t.name_fr, u.full_name
    FROM permits_permit p JOIN permits_permittype t ON t.code = p.kind
    LEFT JOIN accounts_user u ON u.id = p.assignee_id
    WHERE {commune} AND p.state <> 'draft' AND {where} ORDER BY {order} LIMIT 51"""


@dataclass(frozen=True)
class Question:
    """What an officer asks of the queue, and the same in SQL. `skip`: how many pages on."""

    name: str
    filters: Filters
    where: str = "true"
    sort: str = "due"
    order: str = "p.due_at, p.id"
    skip: int = 0
    commune: str = "p.commune_id = %(commune)s"


def questions(commune: Commune, officer: User) -> list[Question]:
    own = Filters(commune=commune.pk)
    entry = "p.submitted_at DESC NULLS LAST, p.id DESC"
    late = "p.state = ANY(%(owed)s) AND p.due_at < now()"
    every, all_own = Filters(), "p.commune_id = ANY(%(communes)s)"
    return [
        Question("open", own, "p.due_at IS NOT NULL"),
        Question("open, by entry", own, sort="entry", order=entry),
        Question("open, by number", own, sort="reference", order="p.reference, p.id"),
        Question("next page", own, "p.due_at IS NOT NULL AND (p.due_at, p.id) > (%(due)s, %(last)s)", skip=1),
        Question(
            "a page far in, by entry",
            own,
            "(p.submitted_at, p.id) < (%(entry)s, %(deep)s)",
            "entry",
            entry,
            400,
        ),
        Question(
            "one state",
            replace(own, states=("circulated",)),
            "p.state = 'circulated' AND p.due_at IS NOT NULL",
        ),
        Question(
            "one type, by entry", replace(own, kinds=("DEMOLISH",)), "p.kind = 'DEMOLISH'", "entry", entry
        ),
        Question("late", replace(own, is_late=True), late),
        Question(
            "mine",
            replace(own, assignee=officer.pk),
            f"p.assignee_id = {officer.pk} AND p.due_at > '-infinity'",
        ),
        Question("words", replace(own, text="jardin"), "p.title ~* 'jardin' AND p.due_at IS NOT NULL"),
        Question(
            "a number", replace(own, text="2026-00042"), "p.reference ~* '2026-00042'", order="p.due_at, p.id"
        ),
        Question("two letters", replace(own, text="lo"), "p.title ~* 'lo' AND p.due_at IS NOT NULL"),
        Question("two communes", every, "p.due_at IS NOT NULL", commune=all_own),
        Question("two communes, by entry", every, sort="entry", order=entry, commune=all_own),
    ]


def fill(parcels: int, permits: int) -> Commune:
    """The town with its desk: people, the law, dossiers in every state."""
    connection.ensure_connection()
    with transaction.atomic():
        pk = load_town(connection.connection, make_town(parcels))
        load_law()
        commune = Commune.objects.get(pk=pk)
        other = Commune.objects.create(code="000.00.02", name_fr="Ville voisine")
        people = {}
        for role in (Role.URBANISM_OFFICER, Role.COMMISSION_MEMBER, Role.COUNCIL_PRESIDENT):
            people[role] = User.objects.create(username=f"bench-{role}", full_name=role.label)
            for held in (commune, other):
                Membership.objects.create(user=people[role], commune_id=held.pk, role=role)
        fill_desk(
            commune=commune, count=permits, officer=people[Role.URBANISM_OFFICER],
            member=people[Role.COMMISSION_MEMBER], president=people[Role.COUNCIL_PRESIDENT],
            now=timezone.now(), zone=settings.TIME_ZONE,
        )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return commune


def edit_holiday(commune: Commune) -> None:
    """Four more closed days, and what they move; undone, so that the desk stays as it is."""
    with transaction.atomic():
        Holiday.objects.create(commune=commune, code="bench", on=timezone.localdate(), days=4)
        begun = time.perf_counter()
        moved = recompute_due(commune_id=commune.pk)
        print(f"a holiday edited: {moved:,} legal dates moved in {time.perf_counter() - begun:.1f} s")
        transaction.set_rollback(True)


def page(officer: User, asked: Question, cursor: str) -> tuple[list[dict[str, Any]], str]:
    """A page as the API gives it."""
    rows = filtered(Permit.objects.handled_by(officer), asked.filters, user=officer, now=timezone.now())
    shown = of_states(rows, asked.filters).select_related("kind", "assignee").defer(*HEAVY)
    found, following = page_of(shown, asked.sort, cursor, PAGE)
    return [presenting.row(permit, officer) for permit in found], following


def counts(officer: User, asked: Question) -> Counts:
    now = timezone.now()
    return counts_of(
        filtered(Permit.objects.handled_by(officer), asked.filters, user=officer, now=now), now=now
    )


def bare(asked: Question, values: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(BARE.format(commune=asked.commune, where=asked.where, order=asked.order), values)
        return list(cursor.fetchall())


def took(work: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def p95(times: list[float]) -> float:
    return sorted(times)[int(0.95 * (len(times) - 1))]


def measure(commune: Commune, rounds: int, plans: bool) -> bool:
    officer = User.objects.get(username=f"bench-{Role.URBANISM_OFFICER}")
    ok = True
    print(f"{'':<28}{'median':>9}{'p95':>9}{'bare':>9}{'p95':>9}{'ratio':>7}   (ms)")
    for asked in questions(commune, officer):
        cursor, values = (
            "",
            {
                "commune": commune.pk,
                "communes": sorted(officer.communes_with(VIEW) or ()),
                "owed": [state.value for state in UNDECIDED],
            },
        )
        for _page in range(asked.skip):
            rows, cursor = page(officer, asked, cursor)
            last = rows[-1]
            values |= {
                "due": last["due_at"],
                "last": last["id"],
                "entry": last["submitted_at"],
                "deep": last["id"],
            }
        ours, theirs = [], []
        page(officer, asked, cursor), bare(asked, values)
        for _round in range(rounds):
            ours.append(took(lambda asked=asked, cursor=cursor: page(officer, asked, cursor)))
            theirs.append(took(lambda asked=asked, values=values: bare(asked, values)))
        ok &= tell(asked.name, ours, theirs)
        if plans:
            show(lambda asked=asked, cursor=cursor: page(officer, asked, cursor))
    every = Question("counts", Filters(commune=commune.pk))
    total = (
        "SELECT state, count(*), count(*) FILTER (WHERE due_at < now()) FROM permits_permit "
        "WHERE commune_id = %s AND state <> 'draft' GROUP BY 1"
    )
    ours = [took(lambda: counts(officer, every)) for _round in range(rounds)]
    with connection.cursor() as cursor:
        theirs = [
            took(lambda: (cursor.execute(total, [commune.pk]), cursor.fetchall())) for _r in range(rounds)
        ]
    ok &= tell("counts by state", ours, theirs)
    return ok & whole_requests(commune, officer, rounds)


def whole_requests(commune: Commune, officer: User, rounds: int) -> bool:
    """What a browser waits for: session, rights, page and JSON too."""
    client = Client(headers={"host": "localhost"})
    client.force_login(officer)
    ok = True
    for path in ("/api/v1/permits", "/api/v1/permits?sort=entry", "/api/v1/permits/counts"):
        client.get(path)
        times = [took(lambda path=path: client.get(path)) for _round in range(rounds)]
        nothing = [took(lambda: client.get("/api/v1/permits/views")) for _round in range(rounds)]
        ok &= tell(path.removeprefix("/api/v1"), times, nothing)
    return ok


def tell(name: str, ours: list[float], theirs: list[float]) -> bool:
    median, beside = statistics.median(ours), statistics.median(theirs)
    print(f"{name:<28}{median:9.1f}{p95(ours):9.1f}{beside:9.1f}{p95(theirs):9.1f}{median / beside:7.1f}")
    return median <= LIMIT_MS


def show(work: Callable[[], Any]) -> None:
    with CaptureQueriesContext(connection) as captured:
        work()
    slowest = max(captured.captured_queries, key=lambda query: float(query["time"]))
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {slowest['sql']}")
        print("\n".join(line for (line,) in cursor.fetchall()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--parcels", type=int, default=20_000)
    parser.add_argument("--permits", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--plans", action="store_true")
    options = parser.parse_args()
    lift_statement_timeout()
    begun = time.perf_counter()
    commune = Commune.objects.filter(code="000.00.01").first() or fill(options.parcels, options.permits)
    count = Permit.objects.filter(commune=commune).count()
    print(f"{count:,} dossiers, ready in {time.perf_counter() - begun:.0f} s")
    edit_holiday(commune)
    if not measure(commune, options.rounds, options.plans):
        sys.exit(f"some page takes more than {LIMIT_MS:.0f} ms")


if __name__ == "__main__":
    main()
