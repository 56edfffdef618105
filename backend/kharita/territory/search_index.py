"""The table that search reads: made from the territory's names, commune by commune, by set-based SQL.

Triggers note the communes whose names changed, in the same transaction as the change and once per statement,
so that no writer can forget it and an import of 200,000 parcels pays nothing noticeable;
`refresh_search` then brings their entries up to date: by the import's own job, and each minute by the worker.
"""

from django.db import connection, transaction

from kharita.territory.models import SearchBacklog

# Named things: (kind, object, commune, names, extent). Edges of one street lie within 150 m of one another;
# streets of one name in two quarters are two streets.
_CREATE_NAMES = """
CREATE TEMP TABLE search_names ON COMMIT DROP AS
SELECT row_number() OVER () AS number, names.* FROM (
SELECT 'commune' AS kind, c.id AS object_id, c.id AS commune_id, c.name_ar, c.name_fr, c.name_en,
       ST_Envelope(c.boundary) AS extent
FROM territory_commune c WHERE c.id = %(commune)s
UNION ALL
SELECT 'district', d.id, d.commune_id, d.name_ar, d.name_fr, d.name_en, ST_Envelope(d.geometry)
FROM territory_district d WHERE d.commune_id = %(commune)s
UNION ALL
SELECT 'place', p.id, p.commune_id, p.name_ar, p.name_fr, p.name_en, ST_Envelope(p.geometry)
FROM territory_place p WHERE p.commune_id = %(commune)s
UNION ALL
SELECT 'street', min(s.id), s.commune_id, s.name_ar, s.name_fr, s.name_en, ST_Envelope(ST_Collect(s.geometry))
FROM (SELECT *, ST_ClusterDBSCAN(geometry, 150, 1) OVER (PARTITION BY name_ar, name_fr, name_en) AS cluster
      FROM territory_street WHERE commune_id = %(commune)s AND (name_ar, name_fr, name_en) <> ('', '', '')) s
GROUP BY s.commune_id, s.name_ar, s.name_fr, s.name_en, s.cluster
UNION ALL
SELECT 'zone', min(z.id), z.commune_id, left(concat_ws(' · ', z.code, nullif(r.name_ar, '')), 200),
       left(concat_ws(' · ', z.code, nullif(r.name_fr, '')), 200),
       left(concat_ws(' · ', z.code, nullif(r.name_en, '')), 200),
       ST_Envelope(ST_Collect(ST_Envelope(z.geometry)))
FROM territory_zone z JOIN territory_zoningplan l ON l.id = z.plan_id AND l.state <> 'draft'
LEFT JOIN territory_zonerule r ON r.plan_id = z.plan_id AND r.code = z.code
WHERE z.commune_id = %(commune)s
GROUP BY z.commune_id, z.plan_id, z.code, r.name_ar, r.name_fr, r.name_en
UNION ALL
SELECT 'address', p.id, p.commune_id, p.address_ar, p.address, '', ST_Envelope(p.geometry)
FROM territory_parcel p
WHERE p.commune_id = %(commune)s AND p.valid_to IS NULL AND (p.address, p.address_ar) <> ('', '')
UNION ALL
SELECT DISTINCT 'owner', p.id, p.commune_id, o.name_ar, o.name, '', ST_Envelope(p.geometry)
FROM territory_parcelowner o JOIN territory_parcel p ON p.id = o.parcel_id
WHERE p.commune_id = %(commune)s AND p.valid_to IS NULL
) names
"""

_SAME = """d.kind = e.kind AND d.object_id = e.object_id AND d.name_ar = e.name_ar AND d.name_fr = e.name_fr
AND d.name_en = e.name_en AND d.extent IS NOT DISTINCT FROM e.extent"""

_DELETE_STALE = """
DELETE FROM territory_searchentry e
WHERE e.commune_id = %(commune)s AND NOT EXISTS (SELECT FROM search_names d WHERE SAME)
""".replace("SAME", _SAME)

_FORGET_KNOWN = """
DELETE FROM search_names d USING territory_searchentry e WHERE e.commune_id = %(commune)s AND SAME
""".replace("SAME", _SAME)

_FAMILY = "CASE n.kind WHEN 'address' THEN 'A' WHEN 'owner' THEN 'O' ELSE 'M' END"

# The words of 200,000 addresses are some thousands: each is brought into its one spelling once. This looks
# at one word at a time, so that words make the same text as the whole name would.
_INSERT_NEW = """
WITH pieces AS (
  SELECT n.number, piece, place
  FROM search_names n,
       string_to_table(concat_ws(' ', n.name_fr, n.name_ar, nullif(n.name_en, n.name_fr)), ' ')
         WITH ORDINALITY split(piece, place)
), spelt AS MATERIALIZED (
  SELECT piece, core_search_text(piece) AS word FROM (SELECT DISTINCT piece FROM pieces) different
), texts AS (
  SELECT number, string_agg(word, ' ' ORDER BY place) AS text
  FROM pieces JOIN spelt USING (piece) WHERE word <> '' GROUP BY number
)
INSERT INTO territory_searchentry
  (kind, object_id, commune_id, name_ar, name_fr, name_en, extent, text, words)
SELECT n.kind, n.object_id, n.commune_id, n.name_ar, n.name_fr, n.name_en, n.extent, t.text,
       array_to_tsvector(string_to_array(FAMILY || replace(t.text, ' ', ' ' || FAMILY), ' '))
FROM search_names n JOIN texts t USING (number)
""".replace("FAMILY", _FAMILY)

_INSERT_WORDS = """
INSERT INTO territory_searchword (word)
SELECT DISTINCT left(word, 200) FROM territory_searchentry, string_to_table(text, ' ') word
WHERE commune_id = %(commune)s AND word !~ '[0-9]' AND length(word) >= 3
ON CONFLICT DO NOTHING
"""


@transaction.atomic
def refresh_search(commune_ids: list[int] | None = None) -> int:
    """Bring the search entries of these communes (None: of all that changed) up to date; returns how many."""
    if commune_ids is None:
        commune_ids = sorted(SearchBacklog.objects.values_list("commune_id", flat=True).distinct())
    for commune_id in commune_ids:
        _refresh(commune_id)
    return len(commune_ids)


def _refresh(commune_id: int) -> None:
    with connection.cursor() as cursor:
        # One refresh of a commune at a time. Changes committed after this statement stay in the backlog.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('territory.search'), %s)", [commune_id])
        cursor.execute("SET LOCAL statement_timeout = 0")  # a job's work, not a request's
        cursor.execute("DELETE FROM territory_searchbacklog WHERE commune_id = %s", [commune_id])
        cursor.execute("DROP TABLE IF EXISTS search_names")
        values = {"commune": commune_id}
        cursor.execute(_CREATE_NAMES, values)
        cursor.execute("ANALYZE search_names")
        cursor.execute(_DELETE_STALE, values)
        cursor.execute(_FORGET_KNOWN, values)
        cursor.execute(_INSERT_NEW, values)
        cursor.execute(_INSERT_WORDS, values)
        # What was inserted waits in a list that each search would read from end to end, until a vacuum comes.
        cursor.execute(
            "SELECT gin_clean_pending_list('searchentry_words'), "
            "gin_clean_pending_list('searchword_trigrams')"
        )


# Tables with names, and of each row its commune.
_COMMUNE_OF = {
    "territory_commune": "id",
    "territory_district": "commune_id",
    "territory_place": "commune_id",
    "territory_street": "commune_id",
    "territory_zone": "commune_id",
    "territory_parcel": "commune_id",
    "territory_parcelowner": "(SELECT p.commune_id FROM territory_parcel p WHERE p.id = parcel_id)",
    "territory_zoningplan": "commune_id",
    "territory_zonerule": "(SELECT l.commune_id FROM territory_zoningplan l WHERE l.id = plan_id)",
}
_EVENTS = {"insert": "NEW TABLE AS rows", "update": "NEW TABLE AS rows", "delete": "OLD TABLE AS rows"}

_CREATE_FUNCTION = """
CREATE FUNCTION territory_note_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('INSERT INTO territory_searchbacklog (commune_id, at)
                  SELECT DISTINCT commune, transaction_timestamp()
                  FROM (SELECT %s AS commune FROM rows) changed WHERE commune IS NOT NULL', TG_ARGV[0]);
  RETURN NULL;
END $$;
"""
CREATE_TRIGGERS = _CREATE_FUNCTION + "".join(
    f"CREATE TRIGGER search_{event} AFTER {event.upper()} ON {table} REFERENCING {rows} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION territory_note_search('{commune}');\n"
    for table, commune in _COMMUNE_OF.items()
    for event, rows in _EVENTS.items()
)
DROP_TRIGGERS = "DROP FUNCTION territory_note_search() CASCADE;"
