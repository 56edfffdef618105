from django.db import migrations

from kharita.core.audit import AuditedTable


class Migration(migrations.Migration):
    dependencies = [("permits", "0003_paper"), ("core", "0002_audit")]

    operations = [
        AuditedTable("permits_letterhead"),
        AuditedTable("permits_paperwording"),
        AuditedTable("permits_issuedpaper"),
    ]
