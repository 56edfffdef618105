"""The indexes of blocks are of one zoom each: as fields they had lost that condition."""

import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("maps", "0005_permits_counted"),
        ("territory", "0003_search"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="block",
            name="blocks_of_a_cell",
        ),
        migrations.RemoveIndex(
            model_name="block",
            name="blocks_at_14",
        ),
        migrations.RemoveIndex(
            model_name="block",
            name="blocks_at_13",
        ),
        migrations.RemoveIndex(
            model_name="block",
            name="blocks_at_12",
        ),
        migrations.RemoveIndex(
            model_name="block",
            name="blocks_at_11",
        ),
        migrations.RemoveIndex(
            model_name="block",
            name="blocks_at_10",
        ),
        migrations.AddIndex(
            model_name="block",
            index=models.Index(fields=["x", "y", "layer", "zoom"], name="blocks_of_a_cell"),
        ),
        migrations.AddIndex(
            model_name="block",
            index=django.contrib.postgres.indexes.GistIndex(
                models.F("web_geometry"), condition=models.Q(("zoom", 14)), name="blocks_at_14"
            ),
        ),
        migrations.AddIndex(
            model_name="block",
            index=django.contrib.postgres.indexes.GistIndex(
                models.F("web_geometry"), condition=models.Q(("zoom", 13)), name="blocks_at_13"
            ),
        ),
        migrations.AddIndex(
            model_name="block",
            index=django.contrib.postgres.indexes.GistIndex(
                models.F("web_geometry"), condition=models.Q(("zoom", 12)), name="blocks_at_12"
            ),
        ),
        migrations.AddIndex(
            model_name="block",
            index=django.contrib.postgres.indexes.GistIndex(
                models.F("web_geometry"), condition=models.Q(("zoom", 11)), name="blocks_at_11"
            ),
        ),
        migrations.AddIndex(
            model_name="block",
            index=django.contrib.postgres.indexes.GistIndex(
                models.F("web_geometry"), condition=models.Q(("zoom", 10)), name="blocks_at_10"
            ),
        ),
    ]
