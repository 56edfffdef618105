"""Addresses of the tiles and styles (those of the features are in `urls`)."""

from django.urls import path

from kharita.ogc import matrix_sets, styles, tilesets

_TILE = "<str:matrix_set>/<str:z>/<str:row>/<str:column>"

urlpatterns = [
    path("tileMatrixSets", matrix_sets.matrix_sets, name="matrix-sets"),
    path("tileMatrixSets/<str:matrix_set>", matrix_sets.matrix_set, name="matrix-set"),
    path("tiles", tilesets.dataset_tilesets, name="tilesets"),
    path("tiles/<str:matrix_set>", tilesets.dataset_tileset, name="tileset"),
    path(f"tiles/{_TILE}", tilesets.dataset_tile, name="dataset-tile"),
    path("collections/<str:layer_id>/tiles", tilesets.collection_tilesets),
    path("collections/<str:layer_id>/tiles/<str:matrix_set>", tilesets.collection_tileset),
    path(f"collections/<str:layer_id>/tiles/{_TILE}", tilesets.collection_tile),
    path("styles", styles.styles, name="styles"),
    path("styles/<str:style_id>", styles.style, name="style"),
    path("collections/<str:layer_id>/styles", styles.collection_styles),
    path("collections/<str:layer_id>/styles/<str:style_id>", styles.collection_style),
]
