"""Addresses of the catalogue's machine-readable forms; the rest is in `api` and in the browser's app."""

from django.urls import path

from kharita.catalog import views

urlpatterns = [
    path("catalogue.jsonld", views.jsonld, name="catalogue"),
    path("catalogue.ttl", views.turtle, name="catalogue-turtle"),
    path("stac", views.stac_landing, name="stac"),
    path("stac/collections/<str:layer_id>", views.stac_collection, name="stac-collection"),
]
