"""A person's rights may be remembered for as long as nothing has changed about people."""

from django.db import migrations

from kharita.maps.revision_triggers import CountedTable


class Migration(migrations.Migration):
    dependencies = [
        ("maps", "0003_revision_keys"),
        ("accounts", "0002_audit"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        CountedTable("accounts_user", shape=""),
        CountedTable("accounts_membership", shape=""),
        CountedTable("django_session", shape=""),
    ]
