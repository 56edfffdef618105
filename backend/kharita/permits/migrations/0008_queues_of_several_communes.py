from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("permits", "0007_plans_read_audit")]

    operations = [
        migrations.AddIndex(
            model_name="permit",
            index=models.Index(
                fields=["due_at", "id"], name="permit_queues_due", condition=~Q(state="draft")
            ),
        ),
        migrations.AddIndex(
            model_name="permit",
            index=models.Index(
                F("submitted_at").desc(nulls_last=True),
                F("id").desc(),
                name="permit_queues_entry",
                condition=~Q(state="draft"),
            ),
        ),
        migrations.AddIndex(
            model_name="permit",
            index=models.Index(fields=["reference", "id"], name="permit_queues_reference"),
        ),
    ]
