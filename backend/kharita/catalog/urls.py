"""Addresses of the catalogue's machine-readable forms; the rest is in `api` and in the browser's app."""

from django.urls import path

from kharita.catalog import stac_api, views
from kharita.catalog.stac_items import COLLECTION

urlpatterns = [
    path("catalogue.jsonld", views.jsonld, name="catalogue"),
    path("catalogue.ttl", views.turtle, name="catalogue-turtle"),
    path("stac", stac_api.landing, name="stac"),
    path("stac/conformance", stac_api.conformance, name="stac-conformance"),
    path("stac/search", stac_api.search, name="stac-search"),
    path("stac/collections", stac_api.collections, name="stac-collections"),
    path(f"stac/collections/{COLLECTION}", stac_api.survey_collection, name="stac-surveys"),
    path(f"stac/collections/{COLLECTION}/items", stac_api.items, name="stac-items"),
    path(f"stac/collections/{COLLECTION}/items/<str:number>", stac_api.item, name="stac-item"),
    path("stac/collections/<str:layer_id>", views.stac_collection, name="stac-collection"),
]
