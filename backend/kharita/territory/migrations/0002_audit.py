from django.db import migrations

from kharita.core.audit import AuditedTable

TABLES = [
    "commune",
    "district",
    "parcel",
    "parcellineage",
    "parcelowner",
    "zoningplan",
    "zonerule",
    "zone",
    "easement",
    "reservation",
    "street",
    "streetnode",
    "building",
    "place",
    "landcover",
]


class Migration(migrations.Migration):
    dependencies = [("territory", "0001_initial"), ("core", "0002_audit"), ("accounts", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql="ALTER TABLE accounts_membership ADD CONSTRAINT membership_commune "
            "FOREIGN KEY (commune_id) REFERENCES territory_commune (id) ON DELETE CASCADE "
            "DEFERRABLE INITIALLY DEFERRED",
            reverse_sql="ALTER TABLE accounts_membership DROP CONSTRAINT membership_commune",
        ),
        *[AuditedTable(f"territory_{table}") for table in TABLES],
    ]
