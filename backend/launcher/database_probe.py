"""Looks into the database behind DATABASE_URL and prints what it found as JSON.

Run by the launcher with `.venv`'s Python: it is the one module here that needs a package (psycopg).
"""

import json
import os

import psycopg

# Tables of people or programs: not the system's, not an extension's.
_TABLES = """
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
      AND n.nspname NOT LIKE 'pg\\_%'
      AND NOT EXISTS (
          SELECT FROM pg_depend d
          WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
    ORDER BY c.relname
"""


def look(url: str) -> dict[str, object]:
    """What is there: version, PostGIS (installed or not, None: not on offer), tables, migrated apps."""
    with psycopg.connect(url, connect_timeout=10) as connection:
        tables = [row[0] for row in connection.execute(_TABLES)]
        apps: list[str] = []
        if "django_migrations" in tables:
            apps = [row[0] for row in connection.execute("SELECT DISTINCT app FROM django_migrations")]
        extensions = {
            name: installed is not None
            for name, installed in connection.execute(
                "SELECT name, installed_version FROM pg_available_extensions WHERE name = 'postgis'"
            )
        }
        superuser = connection.execute(
            "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        return {
            "version": connection.info.server_version,
            "postgis": extensions.get("postgis"),
            "superuser": bool(superuser and superuser[0]),
            "tables": tables,
            "apps": apps,
        }


if __name__ == "__main__":
    try:
        print(json.dumps(look(os.environ["DATABASE_URL"])))
    except psycopg.Error as error:
        print(json.dumps({"error": str(error).strip()}))
