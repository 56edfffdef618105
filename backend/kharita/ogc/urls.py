"""Addresses of the OGC API (under /ogc/)."""

from django.urls import URLPattern, path

from kharita.ogc import addresses, api, collections, items, landing, schemas
from kharita.ogc.answers import no_such_address

_COLLECTION = "collections/<str:layer_id>"

urlpatterns: list[URLPattern] = [
    path("", landing.landing, name="ogc"),
    path("conformance", landing.conformance, name="ogc-conformance"),
    path("api", api.api, name="ogc-api"),
    path("collections", collections.collections, name="ogc-collections"),
    path(_COLLECTION, collections.collection, name="ogc-collection"),
    path(f"{_COLLECTION}/items", items.items, name="ogc-items"),
    path(f"{_COLLECTION}/items/<str:feature_id>", items.item, name="ogc-item"),
    path(f"{_COLLECTION}/queryables", schemas.queryables, name="ogc-queryables"),
    path(f"{_COLLECTION}/sortables", schemas.sortables, name="ogc-sortables"),
    path(f"{_COLLECTION}/schema", schemas.schema, name="ogc-schema"),
    *addresses.urlpatterns,
    path("<path:path>", no_such_address),
]
