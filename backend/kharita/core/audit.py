"""The append-only record of every change to a table, written by the database in the same transaction.

`AuditedTable("territory_parcel")` in a migration puts statement-level triggers on a table. Being triggers
they see bulk SQL too; being statement-level they cost one set-based insert per statement, not one call per
row. An insert is recorded by its key alone (the row itself is there, and later changes carry what they
replaced), an update by the old values of the columns that changed, a delete by the whole old row.
Geometry is recorded as EWKB; passwords never, only that they changed.
Who did it comes from `acting_as`, which the middleware opens for each request that may write.
docs/decisions/0001-audit-by-statement-triggers.md says why it is done here.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, migrations
from django.http import HttpRequest, HttpResponse
from psycopg.pq import TransactionStatus

READ_ONLY_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


_context: ContextVar[tuple[str, str]] = ContextVar("audit_context", default=("", ""))


@contextmanager
def acting_as(actor_id: int | None, reason: str) -> Iterator[None]:
    """Name the person (None: the system) and the reason for all changes made inside; may be nested."""
    # An address may hold a character that no text of the database can.
    told = reason.replace("\0", "")[:200]
    outside = _context.set(("" if actor_id is None else str(actor_id), told))
    try:
        _tell_database()  # a failure of it must not leave this name to the thread's next request
        yield
    finally:
        _context.reset(outside)
        if not _is_rolling_back():
            _tell_database()


def _tell_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('kharita.actor', %s, false), set_config('kharita.reason', %s, false)",
            _context.get(),
        )


def _is_rolling_back() -> bool:
    """Whether the connection is gone or its transaction has failed, whose end restores them."""
    if connection.connection is None or connection.needs_rollback:
        return True
    return connection.connection.info.transaction_status in (
        TransactionStatus.INERROR,
        TransactionStatus.UNKNOWN,
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


# Each function builds its statement for the table at hand and has it planned for the number of rows at hand:
# a plan kept from a change of one row would join 200,000 by nested loops.
# Arguments of a trigger: the SQL for the row's commune, then a join that this needs (see `AuditedTable`).
CREATE_FUNCTIONS = """
CREATE FUNCTION core_audit_actor() RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('kharita.actor', true), '')::bigint $$;

CREATE FUNCTION core_audit_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format(
    'INSERT INTO core_auditrecord (at, actor_id, reason, table_name, row_id, action, commune_id)
     SELECT transaction_timestamp(), $1, $2, $3, r.id, ''insert'', %s FROM new_rows r %s',
    TG_ARGV[0], TG_ARGV[1])
  USING core_audit_actor(), coalesce(current_setting('kharita.reason', true), ''), TG_TABLE_NAME;
  RETURN NULL;
END $$;

-- The columns of a table with the SQL for their JSON. Generated ones follow their source; a geometry stays
-- EWKB: exact, and far cheaper than GeoJSON; of a password only the change is told.
CREATE FUNCTION core_audit_columns(relation oid) RETURNS TABLE (name name, place smallint, json text)
LANGUAGE sql STABLE AS $$
  SELECT attname, attnum,
         CASE WHEN attname = 'password' THEN 'NULL::jsonb'
              WHEN atttypid::regtype::text = 'geometry' THEN format('to_jsonb(r.%I::text)', attname)
              ELSE format('to_jsonb(r.%I)', attname) END
  FROM pg_attribute
  WHERE attrelid = relation AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
$$;

CREATE FUNCTION core_audit_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  differences text;
BEGIN
  -- Only what changed becomes JSON: an untouched geometry costs a comparison of bytes.
  SELECT string_agg(
           format('CASE WHEN r.%1$I IS DISTINCT FROM n.%1$I THEN %2$L || coalesce((%3$s)::text, ''null'')
                   END', name, to_json(name::text)::text || ': ', json), ', ' ORDER BY place)
    INTO differences FROM core_audit_columns(TG_RELID);
  EXECUTE format(
    'INSERT INTO core_auditrecord (at, actor_id, reason, table_name, row_id, action, commune_id, before)
     SELECT transaction_timestamp(), $1, $2, $3, r.id, ''update'', r.commune_id,
            (''{'' || r.changed || ''}'')::jsonb
     FROM (SELECT r.id, %s AS commune_id, concat_ws('', '', %s) AS changed
           FROM old_rows r JOIN new_rows n USING (id) %s OFFSET 0) r
     WHERE r.changed <> ''''',
    TG_ARGV[0], differences, TG_ARGV[1])
  USING core_audit_actor(), coalesce(current_setting('kharita.reason', true), ''), TG_TABLE_NAME;
  RETURN NULL;
END $$;

CREATE FUNCTION core_audit_delete() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  whole text;
BEGIN
  SELECT string_agg(format('%L, %s', name, json), ', ' ORDER BY place)
    INTO whole FROM core_audit_columns(TG_RELID) WHERE name <> 'password';
  EXECUTE format(
    'INSERT INTO core_auditrecord (at, actor_id, reason, table_name, row_id, action, commune_id, before)
     SELECT transaction_timestamp(), $1, $2, $3, r.id, ''delete'', %s, jsonb_build_object(%s)
     FROM old_rows r %s',
    TG_ARGV[0], whole, TG_ARGV[1])
  USING core_audit_actor(), coalesce(current_setting('kharita.reason', true), ''), TG_TABLE_NAME;
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
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON core_workflowevent
FOR EACH STATEMENT EXECUTE FUNCTION core_append_only();
"""

DROP_FUNCTIONS = """
DROP TRIGGER append_only ON core_workflowevent;
DROP TRIGGER append_only ON core_auditrecord;
DROP FUNCTION core_append_only(), core_audit_truncate(), core_audit_delete(), core_audit_update(),
              core_audit_insert(), core_audit_columns(oid), core_audit_actor();
"""


class AuditedTable(migrations.RunSQL):
    """A migration step that puts the audit's triggers on `table` (whose primary key is `id`).

    `commune` is its column with the commune's id, by which the record is shown to that commune alone
    (None: only to superusers); with `through=(parent table, foreign key)` it is the parent's column.
    """

    def __init__(
        self, table: str, *, commune: str | None = "commune_id", through: tuple[str, str] | None = None
    ) -> None:
        self.table = table
        place, join = "NULL::bigint" if commune is None else f"r.{commune}", ""
        if through is not None:
            parent, link = through
            place, join = f"parent.{commune}", f"LEFT JOIN {parent} parent ON parent.id = r.{link}"
        arguments = f"'{place}', '{join}'"
        super().__init__(
            sql=f"""
CREATE TRIGGER audit_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION core_audit_insert({arguments});
CREATE TRIGGER audit_update AFTER UPDATE ON {table} REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION core_audit_update({arguments});
CREATE TRIGGER audit_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS old_rows
FOR EACH STATEMENT EXECUTE FUNCTION core_audit_delete({arguments});
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
