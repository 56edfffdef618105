"""What everyone may search for, as static files: names on the map, references of parcels.

Addresses and owners are the desk's, and draft plans nobody's: the rows come by the same `visible_to` and
through the same door as the server's own answers.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.gis.db.models.functions import Transform
from django.db import connection

from kharita.catalog.publishing.files import Desk
from kharita.core.geo import WGS84
from kharita.core.layers import layers
from kharita.core.text import rules
from kharita.maps.door import open_layer
from kharita.territory.models import Commune, SearchEntry

SHARD_LENGTH = 2
_DECIMALS = 6  # a tenth of a metre: enough to show the place
Box = list[float]


def write_search(desk: Desk, folder: str) -> dict[str, Any]:
    """Write the index below `folder`; what the manifest says of it."""
    desk.json(f"{folder}names.json", {"rules": rules(), "communes": _communes(), "names": list(_names())})
    shards = []
    for shard, rows in groupby(_parcels(), key=lambda row: shard_of(row[1])):
        desk.json(f"{folder}parcels/{shard}.json", list(rows))
        shards.append(shard)
    return {"names": f"{folder}names.json", "parcels": f"{folder}parcels/", "shards": shards}


def shard_of(slug: str) -> str:
    """The file in which a parcel is looked for: the first letters and digits of its key."""
    return re.sub(r"[^a-z0-9]", "", slug.lower())[:SHARD_LENGTH] or "other"


def _communes() -> dict[str, list[str]]:
    """Names in Arabic, French and English by id."""
    found = Commune.objects.visible_to(AnonymousUser()).values_list("pk", "name_ar", "name_fr", "name_en")
    return {str(key): names for key, *names in found}


def _names() -> Iterator[list[Any]]:
    """Rows: kind, commune, name in Arabic, French, English, words in one spelling, box."""
    entries = (
        SearchEntry.objects.visible_to(AnonymousUser())
        .exclude(kind__in=SearchEntry.OF_PARCELS)
        .annotate(shown=Transform("extent", WGS84))
        .order_by("pk")
        .values_list("kind", "commune_id", "name_ar", "name_fr", "name_en", "text", "shown")
    )
    for *told, shown in entries.iterator():
        box = None if shown is None or shown.empty else [round(edge, _DECIMALS) for edge in shown.extent]
        yield [*told, box]


def _parcels() -> Iterator[tuple[str, str, int, Box]]:
    """Rows: reference, key, commune, box; in the order of their shards."""
    layer = layers.get("parcels")
    if layer is None:
        return
    opened = open_layer(layer, None)
    key = f"left(regexp_replace(lower(slug), '[^a-z0-9]', '', 'g'), {SHARD_LENGTH})"
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT reference, slug, commune, ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box) FROM (
                  SELECT reference, slug, commune, {key} COLLATE "C" AS key,
                         ST_Transform(ST_Envelope(web_geometry), {WGS84}) AS box
                  FROM {opened.source}) AS parcel ORDER BY key, reference COLLATE "C" """,  # noqa: S608  # from the door
            opened.params,
        )
        for reference, slug, commune, *box in cursor:
            yield reference, slug, commune, [round(edge, _DECIMALS) for edge in box]
