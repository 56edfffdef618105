from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("permits", "0004_paper_audit")]

    operations = [
        migrations.RemoveConstraint(model_name="permit", name="only_a_draft_has_no_number"),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.CheckConstraint(
                condition=Q(state="draft") | Q(number__isnull=False) | Q(created_by_import__isnull=False),
                name="only_drafts_and_past_have_no_number",
            ),
        ),
    ]
