from django.db import migrations

from kharita.core.audit import AuditedTable


class Migration(migrations.Migration):
    dependencies = [("permits", "0006_plans_read"), ("core", "0002_audit")]

    operations = [AuditedTable("permits_planreading", through=("permits_permit", "permit_id"))]
