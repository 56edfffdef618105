"""Surveys, findings, measurements and irrigation zones are on the map."""

from django.db import migrations

from kharita.maps.revision_triggers import CountedTable


class Migration(migrations.Migration):
    dependencies = [("maps", "0006_blocks_found_by_zoom"), ("surveys", "0002_audit")]

    operations = [
        CountedTable("surveys_survey"),
        CountedTable("surveys_finding"),
        CountedTable("surveys_measurement"),
        CountedTable("surveys_irrigationzone"),
    ]
