"""A checksum over a commune's records, to show that undoing restores them to the byte."""

from hashlib import sha256

from django.db import connection

from kharita.importing.targets import import_targets
from kharita.territory.linking import linked_models
from kharita.territory.models import Commune, ParcelLineage, ParcelOwner, StreetNode, ZoneRule, ZoningPlan

_OF_PARCELS = "parcel_id IN (SELECT id FROM territory_parcel WHERE commune_id = %s)"


def cadastre_checksum(commune: Commune) -> str:
    """A digest of every byte of every row that imports into `commune` can touch: parcels with their derived
    columns, lineage, owners, and all located objects with their links."""
    tables = {target.model._meta.db_table: "commune_id = %s" for target in import_targets.all()}
    tables |= {linked.table: "commune_id = %s" for linked in linked_models.all()}
    tables |= {StreetNode._meta.db_table: "commune_id = %s", ZoningPlan._meta.db_table: "commune_id = %s"}
    tables[ZoneRule._meta.db_table] = "plan_id IN (SELECT id FROM territory_zoningplan WHERE commune_id = %s)"
    tables[ParcelOwner._meta.db_table] = _OF_PARCELS
    tables[ParcelLineage._meta.db_table] = _OF_PARCELS.replace("parcel_id", "child_id")
    digest = sha256()
    with connection.cursor() as cursor:
        for table in sorted(tables):
            cursor.execute(
                f"SELECT md5(string_agg(md5(t::text), '' ORDER BY t.id)) FROM {table} t WHERE "
                f"{tables[table]}",
                [commune.pk],
            )
            digest.update(f"{table}={cursor.fetchone()[0]}\n".encode())
    return digest.hexdigest()
