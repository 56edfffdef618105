"""Addresses of the tiles (the rest of the maps is in `api`)."""

from django.urls import path

from kharita.maps import views

urlpatterns = [
    path("<str:ids>/<str:z>/<str:x>/<str:y>.mvt", views.tile, name="tile"),
    path("<str:ids>.json", views.tilejson, name="tilejson"),
    path("<path:path>", views.no_such_tile),
]
