"""Changed rows are counted by a statement that is planned once for a connection, no longer at each write."""

from django.db import migrations

from kharita.maps.revision_triggers import CREATE_COUNT


class Migration(migrations.Migration):
    dependencies = [("maps", "0007_surveys_counted")]

    operations = [migrations.RunSQL(CREATE_COUNT, migrations.RunSQL.noop)]
