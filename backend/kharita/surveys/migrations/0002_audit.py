from django.db import migrations

from kharita.core.audit import AuditedTable

OF_COMMUNE = [
    "flightauthorisation",
    "campaign",
    "survey",
    "detectionsettings",
    "comparison",
    "finding",
    "measurement",
    "irrigationplan",
    "irrigationzone",
]


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_initial"), ("core", "0002_audit")]

    operations = [
        *[AuditedTable(f"surveys_{table}") for table in OF_COMMUNE],
        AuditedTable("surveys_product", through=("surveys_survey", "survey_id")),
        AuditedTable("surveys_surveyshare", through=("surveys_survey", "survey_id")),
    ]
