from django.db import migrations

from kharita.core.audit import AuditedTable

TABLES = [
    "district",
    "parcel",
    "zoningplan",
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
        AuditedTable("territory_commune", commune="id"),
        AuditedTable("territory_parcelowner", through=("territory_parcel", "parcel_id")),
        AuditedTable("territory_parcellineage", through=("territory_parcel", "child_id")),
        AuditedTable("territory_zonerule", through=("territory_zoningplan", "plan_id")),
        *[AuditedTable(f"territory_{table}") for table in TABLES],
    ]
