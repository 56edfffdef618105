"""What one written row costs beside the same table without its triggers, over 200,000 parcels.

    python tests/bench/bench_writes.py         # in a database of its own on the server of DATABASE_URL
    python tests/bench/bench_writes.py --keep  # leave that database for the next run

`--rounds` times over one connection, each statement taken back:

raw      the statement alone: its user triggers are off (keys and constraints stay)
counted  with the trigger that counts the change for tiles and tells listeners, the others off
ours     as it is: audit, search index and generalised blocks too

Medians in milliseconds. No targets: a row that a person writes should not be felt.
"""

import argparse
import statistics
import sys
import time
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "backend")]

from tests.bench.serving import town_database  # noqa: E402  # the path must be set first

WRITES = {
    "a parcel's address": (
        "territory_parcel",
        "UPDATE territory_parcel SET address = %(turn)s::text WHERE id = (SELECT max(id) - %(turn)s"
        " FROM territory_parcel)",
    ),
    "a building's floors": (
        "territory_building",
        "UPDATE territory_building SET floors = %(turn)s %% 9 WHERE id = (SELECT max(id) - %(turn)s"
        " FROM territory_building)",
    ),
    "a role given": (
        "accounts_membership",
        "INSERT INTO accounts_membership (user_id, commune_id, role)"
        " SELECT (SELECT min(id) FROM accounts_user), min(id), 'crew' FROM territory_commune",
    ),
}
WAYS = {
    "raw": ["DISABLE TRIGGER USER"],
    "counted": [
        "DISABLE TRIGGER USER",
        *(f"ENABLE TRIGGER maps_count_{what}" for what in ("insert", "update")),
    ],
    "ours": ["ENABLE TRIGGER USER"],
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--parcels", type=int, default=200_000)
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    with town_database(options.parcels, keep=options.keep) as url, psycopg.connect(url) as connection:
        connection.execute(
            "INSERT INTO accounts_user (username, password, email, is_superuser, is_staff, is_active,"
            " date_joined, full_name, full_name_ar, phone, language, arabic_digits, must_change_password,"
            " password_is_public)"
            " SELECT 'bench', '', '', false, false, true, now(), '', '', '', 'fr', false, false, false"
            " WHERE NOT EXISTS (SELECT FROM accounts_user)"
        )
        print(f"{'ms for one row':24}" + "".join(f"{way:>10}" for way in WAYS))
        for title, (table, statement) in WRITES.items():
            times = measured(connection, table, statement, options.rounds)
            print(f"{title:24}" + "".join(f"{times[way]:10.2f}" for way in WAYS))
        connection.rollback()


def measured(
    connection: "psycopg.Connection[tuple[object, ...]]", table: str, statement: str, rounds: int
) -> dict[str, float]:
    """The median milliseconds of each way; the first tenth of the rounds warms up."""
    times: dict[str, list[float]] = {way: [] for way in WAYS}
    for way, changes in WAYS.items():  # each in one piece: to switch triggers makes the session plan anew
        for change in changes:
            connection.execute(f"ALTER TABLE {table} {change}")  # type: ignore[call-overload]  # ours
        for turn in range(rounds + rounds // 10):
            connection.execute("SAVEPOINT before")
            started = time.perf_counter()
            connection.execute(statement, {"turn": turn})  # type: ignore[call-overload]  # ours
            times[way].append((time.perf_counter() - started) * 1000)
            connection.execute("ROLLBACK TO before")
            connection.execute("RELEASE before")
        connection.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")  # type: ignore[call-overload]  # ours
    return {way: statistics.median(found[rounds // 10 :]) for way, found in times.items()}


if __name__ == "__main__":
    main()
