"""Addresses of the OGC API (under /ogc/)."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
