"""Changes are counted for each tile that shows them, no longer for cells of zoom 12."""

from django.db import migrations, models

from kharita.maps.revision_triggers import CREATE_COUNT, CREATE_SPAN, CountedTable

MAPPED = [
    "commune",
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
KEEP_COUNTS = """
WITH gone AS (DELETE FROM maps_revision RETURNING table_name, changes)
INSERT INTO maps_revision (table_name, z, x, y, changes)
SELECT table_name, -1, 0, 0, sum(changes) FROM gone GROUP BY table_name;
"""


class Migration(migrations.Migration):
    dependencies = [("maps", "0002_triggers")]

    operations = [
        migrations.RemoveIndex("revision", "revision_of_an_area"),
        migrations.AddField("revision", "z", models.SmallIntegerField(default=-1), preserve_default=False),
        migrations.AddIndex(
            "revision",
            models.Index(
                fields=["z", "x", "y", "table_name"], include=("changes",), name="revision_of_a_tile"
            ),
        ),
        migrations.RunSQL(KEEP_COUNTS, migrations.RunSQL.noop),
        migrations.RunSQL(
            CREATE_SPAN.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"), migrations.RunSQL.noop
        ),
        migrations.RunSQL(CREATE_COUNT, migrations.RunSQL.noop),
        *[CountedTable(f"territory_{table}") for table in MAPPED],
        CountedTable("territory_zoningplan", shape=""),
        CountedTable("maps_block"),
    ]
