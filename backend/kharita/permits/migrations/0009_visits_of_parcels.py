import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

import kharita.core.geo


class Migration(migrations.Migration):
    dependencies = [
        ("permits", "0008_queues_of_several_communes"),
        ("territory", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="inspection",
            name="parcel",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="territory.parcel",
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="place",
            field=kharita.core.geo.OfficialGeometryField(
                blank=True, geom_type="POINT", null=True, spatial_index=False
            ),
        ),
        migrations.AlterField(
            model_name="inspection",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("routine", "Visit during works"),
                    ("foundations", "Foundations"),
                    ("completion", "Completion survey"),
                    ("complaint", "After a complaint"),
                    ("offence", "Follow-up of an offence"),
                    ("finding", "Check of what a survey found"),
                ],
                default="routine",
                max_length=11,
            ),
        ),
        migrations.RemoveConstraint(model_name="inspection", name="an_inspection_of_something"),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=Q(permit__isnull=False)
                | Q(offence__isnull=False)
                | Q(parcel__isnull=False)
                | Q(place__isnull=False),
                name="an_inspection_of_something",
            ),
        ),
    ]
