"""Communes in Django's administration (superusers only). Parcels change by imports, never here."""

from django.contrib import admin

from kharita.territory.models import Commune


@admin.register(Commune)
class CommuneAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # generic in stubs only
    list_display = ["code", "name_fr", "name_ar", "is_public", "population"]
    list_filter = ["is_public"]
    search_fields = ["code", "name_fr", "name_ar", "name_en"]
    fields = ["code", "name_fr", "name_ar", "name_en", "is_public", "population"]
