"""Communes, search, and the dossier of a parcel."""

import time
from typing import Any

from django.contrib.gis.db.models.functions import Transform
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from ninja import Query, Router

from kharita.accounts.rules import public
from kharita.core.geo import WGS84
from kharita.territory import presenting
from kharita.territory.dossier import find_parcel, parcel_at, read_dossier
from kharita.territory.models import Commune, Parcel
from kharita.territory.models.base import DESK
from kharita.territory.permissions import may
from kharita.territory.schemas import CommuneOut, DossierOut, ParcelKeyOut, PointIn, SearchIn, SearchOut
from kharita.territory.search import search as find

router = Router(tags=["territory"])


@router.get("/communes", response=list[CommuneOut])
@public
def communes(request: HttpRequest) -> list[dict[str, Any]]:
    """The communes that the reader may see."""
    counts = Parcel.objects.current().filter(commune=OuterRef("pk")).order_by().values("commune")
    rows = (
        Commune.objects.visible_to(request.user)
        .annotate(
            shown=Transform("boundary", WGS84),
            parcels=Coalesce(Subquery(counts.annotate(n=Count("*")).values("n")), 0),
        )
        .defer("boundary", "web_geometry")
    )
    return [_commune(row, request.user) for row in rows]


def _commune(row: Any, user: Any) -> dict[str, Any]:
    box = row.shown.extent if row.shown else None
    return {
        "id": row.pk,
        "code": row.code,
        "name": presenting.names(row),
        "population": row.population,
        "bbox": box,
        "center": box and ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2),
        "serves": may(user, DESK, row.pk),
        "parcels": row.parcels,
    }


@router.get("/search", response=SearchOut)
@public
def search(request: HttpRequest, wanted: Query[SearchIn]) -> dict[str, Any]:
    """What `q` names, best first: a title, an address, an owner, a street, a place, a zone, coordinates."""
    begun = time.perf_counter()
    hits = find(wanted.q, user=request.user, commune_id=wanted.commune, limit=wanted.limit)
    return {"items": hits, "took_ms": round((time.perf_counter() - begun) * 1000, 1)}


@router.get("/parcels/at", response=ParcelKeyOut)
@public
def at(request: HttpRequest, wanted: Query[PointIn]) -> Any:
    """The parcel under a point."""
    return parcel_at(longitude=wanted.lon, latitude=wanted.lat, user=request.user)


@router.get("/parcels/{slug}", response=DossierOut)
@public
def dossier(
    request: HttpRequest, slug: str, commune: int | None = None, version: int | None = None
) -> dict[str, Any]:
    """The dossier of a parcel; `version` (a parcel's id) asks for one that has been retired."""
    parcel = find_parcel(slug, user=request.user, commune_id=commune, version=version)
    return presenting.dossier(read_dossier(parcel, user=request.user))
