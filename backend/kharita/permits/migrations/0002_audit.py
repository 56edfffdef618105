from django.db import migrations

from kharita.core.audit import AuditedTable

OF_COMMUNE = [
    "permit",
    "commissionsession",
    "inspection",
    "offence",
    "entitymember",
    "entity",
    "holiday",
    "permittypeversion",
    "refusalreason",
    "sizerule",
    "taxrate",
    "offencerule",
]
OF_COUNTRY = ["permittype", "documentkind"]
OF_PERMIT = [
    "permitparcel",
    "pause",
    "circulation",
    "document",
    "opinion",
    "sessionitem",
    "decision",
    "feeorder",
    "payment",
    "sitedeclaration",
    "checkrun",
]
OF_OTHERS = ["annotation", "opinion_reasons", "decision_reasons"]


class Migration(migrations.Migration):
    dependencies = [("permits", "0001_initial"), ("core", "0002_audit")]

    operations = [
        *[AuditedTable(f"permits_{table}") for table in OF_COMMUNE],
        *[AuditedTable(f"permits_{table}", commune=None) for table in OF_COUNTRY],
        *[AuditedTable(f"permits_{table}", through=("permits_permit", "permit_id")) for table in OF_PERMIT],
        AuditedTable("permits_attendance", through=("permits_commissionsession", "session_id")),
        AuditedTable("permits_inspectionphoto", through=("permits_inspection", "inspection_id")),
        *[AuditedTable(f"permits_{table}", commune=None) for table in OF_OTHERS],
    ]
