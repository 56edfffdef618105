import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from kharita.core.audit import AuditedTable


class Migration(migrations.Migration):
    dependencies = [
        ("surveys", "0002_audit"),
        ("core", "0002_audit"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Fetch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("error", models.JSONField(null=True)),
                ("language", models.CharField(db_default="ar", default="ar", max_length=2)),
                ("created_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ortho", "Orthophoto"),
                            ("dsm", "Surface heights (DSM)"),
                            ("dtm", "Ground heights (DTM)"),
                            ("multispectral", "Multispectral"),
                        ],
                        max_length=13,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("upload", "Uploaded"),
                            ("path", "From the server"),
                            ("url", "From an address"),
                            ("odm", "From OpenDroneMap"),
                        ],
                        max_length=6,
                    ),
                ),
                ("address", models.CharField(max_length=4000)),
                ("sha256", models.CharField(blank=True, db_default="", default="", max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("working", "Being fetched"),
                            ("done", "Fetched"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=7,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="surveys.product",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fetches",
                        to="surveys.survey",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OdmTask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("error", models.JSONField(null=True)),
                ("language", models.CharField(db_default="ar", default="ar", max_length=2)),
                ("created_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("sending", "Photos are being sent"),
                            ("running", "The node is working"),
                            ("collecting", "Being fetched"),
                            ("done", "Fetched"),
                            ("failed", "Failed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "photos",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None),
                ),
                ("options", models.JSONField()),
                ("node_uuid", models.UUIDField(null=True)),
                ("unanswered_since", models.DateTimeField(null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="odm_tasks",
                        to="surveys.survey",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["waiting", "sending", "running", "collecting"])),
                        fields=("survey",),
                        name="one_odm_task_of_a_survey_at_once",
                    )
                ],
            },
        ),
        AuditedTable("surveys_fetch", through=("surveys_survey", "survey_id")),
        AuditedTable("surveys_odmtask", through=("surveys_survey", "survey_id")),
    ]
