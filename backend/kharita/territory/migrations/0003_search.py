import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

import kharita.core.geo
from kharita.core.text import DROP_SQL_FUNCTION, SQL_FUNCTION
from kharita.territory.search_index import CREATE_TRIGGERS, DROP_TRIGGERS


class Migration(migrations.Migration):
    dependencies = [
        ("territory", "0002_audit"),
    ]

    operations = [
        TrigramExtension(),
        migrations.RunSQL(sql=SQL_FUNCTION, reverse_sql=DROP_SQL_FUNCTION),
        migrations.CreateModel(
            name="SearchBacklog",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("commune_id", models.BigIntegerField(db_index=True)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("word", models.CharField(max_length=200, primary_key=True, serialize=False)),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["word"], name="searchword_trigrams", opclasses=["gin_trgm_ops"]
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_ar", models.CharField(blank=True, max_length=200, verbose_name="name in Arabic")),
                ("name_fr", models.CharField(blank=True, max_length=200, verbose_name="name in French")),
                ("name_en", models.CharField(blank=True, max_length=200, verbose_name="name in English")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("commune", "Commune"),
                            ("district", "District"),
                            ("street", "Street"),
                            ("place", "Place"),
                            ("zone", "Zone"),
                            ("address", "Address"),
                            ("owner", "Owner"),
                        ],
                        max_length=8,
                    ),
                ),
                ("object_id", models.BigIntegerField()),
                (
                    "extent",
                    kharita.core.geo.OfficialGeometryField(
                        geom_type="GEOMETRY", null=True, spatial_index=False
                    ),
                ),
                ("text", models.TextField()),
                ("words", django.contrib.postgres.search.SearchVectorField()),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="territory.commune"
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["words"], name="searchentry_words"),
                    models.Index(fields=["commune", "kind"], name="searchentry_of_a_kind"),
                ],
            },
        ),
        migrations.RunSQL(sql=CREATE_TRIGGERS, reverse_sql=DROP_TRIGGERS),
        # What is there already has not been noted by the triggers.
        migrations.RunSQL(
            sql="INSERT INTO territory_searchbacklog (commune_id, at) SELECT id, now() FROM territory_commune",
            reverse_sql=migrations.RunSQL.noop,
        ),
    ]
