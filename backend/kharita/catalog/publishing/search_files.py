"""What everyone may search for, as static files: names on the map, references of parcels.

Addresses and owners are the desk's, and draft plans nobody's: the rows come by the same `visible_to` and
through the same door as the server's own answers.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.gis.db.models.functions import Transform
from django.db import connection

from kharita.catalog.entries import Entry
from kharita.catalog.publishing.files import Desk
from kharita.catalog.publishing.layer_files import LayerFiles
from kharita.core.geo import WGS84
from kharita.core.text import rules
from kharita.territory.models import Commune, SearchEntry

SHARD_LENGTH = 3
PARCELS = "parcels"
KINDS = {
    "communes": "commune",
    "districts": "district",
    "streets": "street",
    "places": "place",
    "zones": "zone",
}
"""What is found by its name, by the layer that shows it."""
_DECIMALS = 6  # a tenth of a metre: enough to show the place
_ROWS_AT_ONCE = 5_000
Known = Mapping[str, int]


def write_search(desk: Desk, folder: str, layers: Mapping[str, LayerFiles], known: Known) -> dict[str, Any]:
    """Write the index of the published `layers` below `folder`; what the manifest says of it.

    References lie beside the parcels' own files, so that those `known` to be there are not stored again.
    """
    names = {"rules": rules(), "communes": _communes(), "names": list(_names(layers))}
    path = desk.json(f"{folder}names.json", names).path
    if PARCELS not in layers:
        return {"names": path, "parcels": "", "shards": []}
    place = f"{layers[PARCELS].folder}search/"
    shards = []
    for shard, rows in groupby(_parcels(layers[PARCELS].entry), key=lambda row: row[0]):
        desk.json(f"{place}{shard}.json", [row[1:] for row in rows], unless_known=known)
        shards.append(shard)
    return {"names": path, "parcels": place, "shards": shards}


def _communes() -> dict[str, list[str]]:
    """Names in Arabic, French and English by id."""
    found = Commune.objects.visible_to(AnonymousUser()).values_list("pk", "name_ar", "name_fr", "name_en")
    return {str(key): names for key, *names in found}


def _names(layers: Iterable[str]) -> Iterator[list[Any]]:
    """Rows: kind, commune, name in Arabic, French, English, words in one spelling, box."""
    entries = (
        SearchEntry.objects.visible_to(AnonymousUser())
        .filter(kind__in=[KINDS[layer] for layer in layers if layer in KINDS])
        .annotate(shown=Transform("extent", WGS84))
        .order_by("pk")
        .values_list("kind", "commune_id", "name_ar", "name_fr", "name_en", "text", "shown")
    )
    for *told, shown in entries.iterator():
        box = None if shown is None or shown.empty else [round(edge, _DECIMALS) for edge in shown.extent]
        yield [*told, box]


def _parcels(entry: Entry) -> Iterator[tuple[Any, ...]]:
    """Rows: shard (the first letters and digits of the key), reference, key, commune, centre; by shard."""
    key = f"left(regexp_replace(lower(slug), '[^a-z0-9]', '', 'g'), {SHARD_LENGTH})"
    sql = f"""
        SELECT coalesce(nullif(shard, ''), 'other'), reference, slug, commune, ST_X(centre), ST_Y(centre)
        FROM (SELECT reference, slug, commune, {key} COLLATE "C" AS shard,
                     ST_Transform(ST_Centroid(ST_Envelope(web_geometry)), {WGS84}) AS centre
              FROM {entry.opened.source}) AS parcel ORDER BY 1, reference COLLATE "C" """  # noqa: S608  # from the door
    with connection.cursor() as cursor:
        cursor.execute(sql, entry.opened.params)
        while rows := cursor.fetchmany(_ROWS_AT_ONCE):
            for shard, reference, slug, commune, lon, lat in rows:
                yield shard, reference, slug, commune, round(lon, _DECIMALS), round(lat, _DECIMALS)
