"""Permits are on the map; who sees which of them also follows from what was sent to whom."""

from django.db import migrations

from kharita.maps.revision_triggers import CountedTable


class Migration(migrations.Migration):
    dependencies = [("maps", "0004_people_counted"), ("permits", "0002_audit")]

    operations = [
        CountedTable("permits_permit"),
        CountedTable("permits_circulation", shape=""),
        CountedTable("permits_entitymember", shape=""),
    ]
