from django.db import migrations

from kharita.core.audit import AuditedTable


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("core", "0002_audit")]

    operations = [AuditedTable("accounts_user", commune=None), AuditedTable("accounts_membership")]
