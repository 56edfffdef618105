from django.db import migrations

from kharita.maps.blocks import CREATE_MARK_DIRTY, DROP_MARK_DIRTY, GeneralisedTable
from kharita.maps.revision_triggers import CREATE_FUNCTIONS, DROP_FUNCTIONS, CountedTable

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


class Migration(migrations.Migration):
    dependencies = [("maps", "0001_initial"), ("territory", "0002_audit")]

    operations = [
        migrations.RunSQL(sql=CREATE_FUNCTIONS, reverse_sql=DROP_FUNCTIONS),
        migrations.RunSQL(sql=CREATE_MARK_DIRTY, reverse_sql=DROP_MARK_DIRTY),
        *[CountedTable(f"territory_{table}") for table in MAPPED],
        CountedTable("territory_zoningplan", shape=""),
        CountedTable("maps_block"),
        GeneralisedTable("territory_parcel", layer="parcels"),
    ]
