"""The append-only record of every change to a table, written by the database in the same transaction.

`AuditedTable("territory_parcel")` in a migration puts statement-level triggers on a table. Being triggers
they see bulk SQL too; being statement-level they cost one set-based insert per statement, not one call per
row. An insert is recorded by its key alone (the row itself is there, and later changes carry what they
replaced), an update by the old values of the columns that changed, a delete by the whole old row (geometry
as GeoJSON).
Who did it comes from `acting_as`, which the middleware opens for each request that may write.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, migrations
from django.http import HttpRequest, HttpResponse

READ_ONLY_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@contextmanager
def acting_as(actor_id: int | None, reason: str) -> Iterator[None]:
    """Name the person (None: the system) and the reason for all changes made inside."""
    _set_context("" if actor_id is None else str(actor_id), reason)
    try:
        yield
    finally:
        if connection.connection is not None and not connection.needs_rollback:
            _set_context("", "")


def _set_context(actor: str, reason: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('kharita.actor', %s, false), set_config('kharita.reason', %s, false)",
            [actor, reason[:200]],
        )


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Name the logged-in person for each request that may write; reading costs nothing."""

    def handle(request: HttpRequest) -> HttpResponse:
        if request.method in READ_ONLY_METHODS:
            return get_response(request)
        user = getattr(request, "user", None)
        with acting_as(user.pk if user is not None and user.is_authenticated else None, request.path):
            return get_response(request)

    return handle


CREATE_FUNCTIONS = """
CREATE FUNCTION core_audit_actor() RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('kharita.actor', true), '')::bigint $$;

CREATE FUNCTION core_audit_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO core_auditrecord (at, actor_id, reason, table_name, row_id, action)
  SELECT transaction_timestamp(), core_audit_actor(), coalesce(current_setting('kharita.reason', true), ''),
         TG_TABLE_NAME, id, 'insert' FROM new_rows;
  RETURN NULL;
END $$;

CREATE FUNCTION core_audit_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO core_auditrecord (at, actor_id, reason, table_name, row_id, action, before)
  SELECT transaction_timestamp(), core_audit_actor(), coalesce(current_setting('kharita.reason', true), ''),
         TG_TABLE_NAME, pair.id, 'update', changed.before
  FROM (SELECT o.id, core_row_as_json(to_jsonb(o.*)) AS old, core_row_as_json(to_jsonb(n.*)) AS new
        FROM old_rows o JOIN new_rows n USING (id)) pair
  CROSS JOIN LATERAL (SELECT jsonb_object_agg(key, value) AS before FROM jsonb_each(pair.old)
                      WHERE pair.new -> key IS DISTINCT FROM value) changed
  WHERE changed.before IS NOT NULL;
  RETURN NULL;
END $$;

CREATE FUNCTION core_audit_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO core_auditrecord (at, actor_id, reason, table_name, row_id, action, before)
  SELECT transaction_timestamp(), core_audit_actor(), coalesce(current_setting('kharita.reason', true), ''),
         TG_TABLE_NAME, o.id, 'delete', core_row_as_json(to_jsonb(o.*)) FROM old_rows o;
  RETURN NULL;
END $$;

CREATE FUNCTION core_audit_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an audited table is never truncated: %', TG_TABLE_NAME;
END $$;

CREATE FUNCTION core_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON core_auditrecord
FOR EACH STATEMENT EXECUTE FUNCTION core_append_only();
"""

# to_jsonb writes a geometry as GeoJSON, rounded to nine digits and without its CRS: good enough to say what
# changed, not to restore it (that is the import's own business). Derived columns follow their source.
CREATE_ROW_AS_JSON = """
CREATE FUNCTION core_row_as_json(row_json jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS
$$ SELECT row_json - 'web_geometry' $$;
"""

DROP_FUNCTIONS = """
DROP TRIGGER append_only ON core_auditrecord;
DROP FUNCTION core_append_only(), core_audit_truncate(), core_audit_delete(), core_audit_update(),
              core_audit_insert(), core_row_as_json(jsonb), core_audit_actor();
"""


class AuditedTable(migrations.RunSQL):
    """A migration step that puts the audit's triggers on `table` (whose primary key is `id`)."""

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(
            sql=f"""
CREATE TRIGGER audit_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION core_audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON {table} REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION core_audit_update();
CREATE TRIGGER audit_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS old_rows
FOR EACH STATEMENT EXECUTE FUNCTION core_audit_delete();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION core_audit_truncate();
""",
            reverse_sql=f"""
DROP TRIGGER audit_insert ON {table};
DROP TRIGGER audit_update ON {table};
DROP TRIGGER audit_delete ON {table};
DROP TRIGGER audit_truncate ON {table};
""",
        )
