"""The checks of one dossier in a town of many parcels, beside the bare SQL that finds the same surroundings.

    python tests/bench/bench_checks.py [--parcels 200000] [--dossiers 60] [--rounds 5] [--plans]

Uses the database of `DATABASE_URL`, migrated and made for this: the town is kept for the next run. Each
dossier is a house on a parcel of its own, with permits on every twentieth; milliseconds, interleaved, caches
warm. Each dossier is checked `--rounds` times and stands with its median, so that what others do on the
machine at one moment is not taken for a slow dossier; shown are the median, the 95th percentile and the
slowest of all dossiers, and the processor's time in this process. Fails when any dossier takes `LIMIT_MS`.
`--plans` shows the plans of the statements of the slowest.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "backend"), str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("KHARITA_LOG_LEVEL", "WARNING")
django.setup()

import shapely  # noqa: E402 - after the settings
from django.db import connection, transaction  # noqa: E402 - after the settings
from django.test.utils import CaptureQueriesContext  # noqa: E402 - after the settings

from kharita.importing.sessions import lift_statement_timeout  # noqa: E402 - after the settings
from kharita.permits.checks.dossier import run_checks  # noqa: E402 - after the settings
from kharita.permits.checks.limits import load_limits  # noqa: E402 - after the settings
from kharita.permits.checks.loading import load_site  # noqa: E402 - after the settings
from kharita.permits.checks.presenting import as_json  # noqa: E402 - after the settings
from kharita.territory.models import Commune  # noqa: E402 - after the settings
from tests.bench.town import load_town, make_town  # noqa: E402 - after the settings

LIMIT_MS = 200.0
TODAY = date(2026, 11, 27)
PROJECT = {"use": "individual_housing", "floors": 2, "height_m": 11.5, "floor_area_m2": 300, "dwellings": 1}

# What one would write by hand: everything around a plot in one statement, boxes only, geometry as WKB.
BARE = """
    WITH plot AS (SELECT geometry, ST_Expand(geometry, 60) AS box FROM territory_parcel WHERE id = %s)
    SELECT ST_AsBinary(found.geometry) FROM plot CROSS JOIN LATERAL (
      SELECT geometry FROM territory_zone z WHERE z.geometry && plot.geometry
      UNION ALL SELECT geometry FROM territory_easement e WHERE e.geometry && plot.geometry
      UNION ALL SELECT geometry FROM territory_reservation r WHERE r.geometry && plot.geometry
      UNION ALL SELECT geometry FROM territory_street s WHERE s.geometry && plot.box
      UNION ALL SELECT geometry FROM territory_parcel n WHERE n.geometry && ST_Expand(plot.geometry, 8.5)
      UNION ALL SELECT site FROM permits_permit p WHERE p.site && plot.geometry
    ) AS found"""

FILL = (
    """
    WITH plan AS (
      INSERT INTO territory_zoningplan (commune_id, name_ar, name_fr, name_en, kind, state, approved_on,
        expires_on, legal_ref, cos_means_ground_ratio)
      VALUES (%(commune)s, '', 'Plan', '', 'development_plan', 'in_force', '2021-01-01', '2031-01-01', '',
        false)
      RETURNING id), rules AS (
      INSERT INTO territory_zonerule (plan_id, code, category, uses, min_plot_m2, min_frontage_m, max_cos,
        max_ground_ratio, max_floors, max_height_m, setback_front_m, setback_side_m, setback_rear_m,
        parking_ratio, article_ref, name_ar, name_fr, name_en)
      SELECT id, code, 'housing', '{housing}', 100, 8, 2.2, 0.8, 2, 11.5, 2, 0, 3, 1, 'art. 6', '', '', ''
      FROM plan, unnest(ARRAY['Z0', 'Z1', 'Z2']) AS code)
    INSERT INTO territory_zone (commune_id, plan_id, code, category, geometry)
    SELECT %(commune)s, plan.id, 'Z' || (row_number() OVER ()) %% 3, 'housing', ST_Segmentize(cell.geom, 2)
    FROM plan, (SELECT ST_SetSRID(ST_Extent(geometry)::geometry, 26191) AS extent FROM territory_parcel) town,
         ST_SquareGrid(500, town.extent) AS cell""",
    """
    INSERT INTO territory_easement (commune_id, kind, geometry, name_ar, name_fr, name_en, legal_ref)
    SELECT %(commune)s, 'power_line', ST_Buffer(geometry, 6), '', 'Ligne', '', '' FROM territory_street
    WHERE id %% 40 = 0""",
    """
    INSERT INTO territory_reservation (commune_id, plan_id, kind, geometry, name_ar, name_fr, name_en,
      legal_ref)
    SELECT %(commune)s, (SELECT min(id) FROM territory_zoningplan), 'planned_road', ST_Buffer(geometry, 8),
           '', 'Voie', '', '' FROM territory_street WHERE id %% 60 = 0""",
    "INSERT INTO permits_permittype (code, family, name_ar, name_fr, name_en) "
    "VALUES ('BUILD_SMALL', 'building', '', '', '') "
    "ON CONFLICT DO NOTHING",
    """
    INSERT INTO permits_permit (commune_id, kind, number, reference, state, owner_kind, site, created_at,
      changed_at)
    SELECT %(commune)s, 'BUILD_SMALL', 'B-' || id, 'B-' || id, 'issued', 'person', geometry, now(), now()
    FROM territory_parcel WHERE id %% 20 = 0""",
)


def fill(parcels: int) -> Commune:
    """The town with zones of a thousand corners, servitudes, planned roads and permits."""
    connection.ensure_connection()
    with transaction.atomic(), connection.cursor() as cursor:
        commune = load_town(connection.connection, make_town(parcels))
        for statement in FILL:
            cursor.execute(statement, {"commune": commune})
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return Commune.objects.get(pk=commune)


def dossiers(commune: Commune, count: int) -> list[tuple[int, shapely.Geometry]]:
    """The same parcels each time, from all over the town, with a house on each."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, ST_AsBinary(ST_Buffer(geometry, -1)) FROM territory_parcel WHERE commune_id = %s "
            "AND valid_to IS NULL ORDER BY md5(slug) LIMIT %s",
            [commune.pk, count],
        )
        return [(pk, shapely.from_wkb(bytes(wkb))) for pk, wkb in cursor.fetchall()]


def bare(pk: int, _house: shapely.Geometry) -> object:
    with connection.cursor() as cursor:
        cursor.execute(BARE, [pk])
        return cursor.fetchall()


def loaded(pk: int, _house: shapely.Geometry) -> object:
    return load_site(parcel_ids=[pk], limits=load_limits())


def checked(pk: int, house: shapely.Geometry) -> object:
    return as_json(run_checks(parcel_ids=[pk], project=PROJECT, footprint=house, today=TODAY))


WAYS: dict[str, Callable[[int, Any], object]] = {
    "bare SQL": bare,
    "the site loaded": loaded,
    "all checks, as JSON": checked,
}


def measure(
    chosen: list[tuple[int, shapely.Geometry]], rounds: int
) -> dict[str, dict[int, tuple[float, float]]]:
    """By way and dossier the median milliseconds: passed, and of the processor."""
    times: dict[str, dict[int, list[tuple[float, float]]]] = {
        way: {pk: [] for pk, _house in chosen} for way in WAYS
    }
    for turn in range(rounds + 1):
        for pk, house in chosen:
            for way, work in WAYS.items():
                begun, used = time.perf_counter(), time.process_time()
                work(pk, house)
                spent = (time.perf_counter() - begun) * 1000, (time.process_time() - used) * 1000
                if turn:  # the first warms the caches
                    times[way][pk].append(spent)
    return {
        way: {
            pk: (
                statistics.median(one for one, _used in spent),
                statistics.median(one for _passed, one in spent),
            )
            for pk, spent in found.items()
        }
        for way, found in times.items()
    }


def show_plans(pk: int) -> None:
    with CaptureQueriesContext(connection) as queries:
        load_site(parcel_ids=[pk], limits=load_limits())
    for query in queries:
        with connection.cursor() as cursor:
            # already with its values; a share sign in it stays one
            cursor.execute("EXPLAIN (ANALYZE, BUFFERS) " + query["sql"].replace("%", "%%"), [])
            print("\n".join(line for (line,) in cursor.fetchall()), "\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--parcels", type=int, default=200_000)
    parser.add_argument("--dossiers", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--plans", action="store_true")
    options = parser.parse_args()
    lift_statement_timeout()
    commune = Commune.objects.filter(code="000.00.01").first() or fill(options.parcels)
    chosen = dossiers(commune, options.dossiers)
    times = measure(chosen, options.rounds)
    base = statistics.median(passed for passed, _used in times["bare SQL"].values())
    print(f"{'':<24}{'median':>9}{'p95':>9}{'slowest':>9}{'× bare SQL':>12}{'processor':>11}")
    for way, found in times.items():
        passed = sorted(one for one, _used in found.values())
        median, slow = statistics.median(passed), passed[int(0.95 * (len(passed) - 1))]
        used = statistics.median(one for _passed, one in found.values())
        print(f"{way:<24}{median:9.1f}{slow:9.1f}{passed[-1]:9.1f}{median / base:12.1f}{used:11.1f}")
    checks = times["all checks, as JSON"]
    slowest = max(checks, key=lambda pk: checks[pk])
    if options.plans:
        show_plans(slowest)
    kept = checks[slowest][0] < LIMIT_MS
    print(f"limit {LIMIT_MS:.0f} ms for each: {'kept' if kept else 'BROKEN'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
