"""Addresses of the OGC API (under /ogc/)."""

from django.urls import URLPattern

from kharita.ogc import addresses

urlpatterns: list[URLPattern] = [*addresses.urlpatterns]
