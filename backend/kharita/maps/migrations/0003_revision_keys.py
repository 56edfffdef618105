"""Changes are counted for each tile that shows them, no longer for cells of zoom 12."""

from django.db import migrations, models

from kharita.maps.revision_triggers import CREATE_COUNT, CREATE_KEY, CREATE_SPAN, CountedTable

MAPPED = [
    "district",
    "parcel",
    "zone",
    "easement",
    "reservation",
    "street",
    "building",
    "place",
    "landcover",
]
# What was counted so far stays counted, for the whole world: revisions never go back.
CHANGE_TABLE = """
CREATE TEMPORARY TABLE counted ON COMMIT DROP AS
SELECT table_name, sum(changes) AS changes FROM maps_revision GROUP BY table_name;
TRUNCATE maps_revision;
ALTER TABLE maps_revision DROP COLUMN table_name, DROP COLUMN x, DROP COLUMN y, ADD COLUMN key bigint NOT NULL;
CREATE INDEX revision_of_a_tile ON maps_revision (key) INCLUDE (changes);
INSERT INTO maps_revision (key, changes)
SELECT maps_revision_key(table_name, -1, 0, 0), changes FROM counted;
"""


class Migration(migrations.Migration):
    dependencies = [("maps", "0002_triggers")]

    operations = [
        migrations.RunSQL(CREATE_SPAN.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")),
        migrations.RunSQL(CREATE_KEY),
        migrations.RunSQL(
            CHANGE_TABLE,
            state_operations=[
                migrations.RemoveIndex("revision", "revision_of_an_area"),
                migrations.RemoveField("revision", "table_name"),
                migrations.RemoveField("revision", "x"),
                migrations.RemoveField("revision", "y"),
                migrations.AddField("revision", "key", models.BigIntegerField(), preserve_default=False),
                migrations.AddIndex(
                    "revision",
                    models.Index(fields=["key"], include=("changes",), name="revision_of_a_tile"),
                ),
            ],
        ),
        migrations.RunSQL(CREATE_COUNT),
        *[CountedTable(f"territory_{table}") for table in MAPPED],
        # What a commune shows at all hangs on its row, wherever its boundary lies.
        CountedTable("territory_commune", shape=""),
        CountedTable("territory_zoningplan", shape=""),
        CountedTable("maps_block"),
    ]
