"""Addresses of the dossier outside the API."""

from django.urls import path

from kharita.territory.printing import html_file, print_page

urlpatterns = [
    path("<str:slug>/print", print_page, name="parcel-print"),
    path("<str:slug>/dossier.html", html_file, name="parcel-file"),
]
