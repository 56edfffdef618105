# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 3 · The layers from outside
#
# A planner of another administration wants the commune's zones and parcels in her own analysis.
# She needs no client library of ours: geopandas reads the layers directly, through the OGC API or
# as GeoParquet, narrowed by the server to what her account may see.
#
# **بالعربية**: يقرأ geopandas طبقات الجماعة مباشرة، عبر OGC API أو ملف GeoParquet، ولا يرى القارئ
# إلا ما يحق له.
#
# **En français** : geopandas lit directement les couches de la commune, par l'OGC API ou en
# GeoParquet ; le serveur n'en montre à chacun que ce qu'il peut voir.
#
# `KHARITA_URL` is the address of a running Kharita (`./kharita up`), `KHARITA_TOKEN` an access
# token from the page *Access tokens*; without one the public's view is read.

# %%
import io
import json
import os
import urllib.parse
import urllib.request

import geopandas as gpd
import pyogrio
from IPython.display import display

SITE = os.environ.get("KHARITA_URL", "http://127.0.0.1:8000").rstrip("/")
TOKEN = os.environ.get("KHARITA_TOKEN", "")


def ask(path, token="", **query):
    """One answer of the server; the token travels in a header, never in the address."""
    address = f"{SITE}{path}?{urllib.parse.urlencode(query)}" if query else f"{SITE}{path}"
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    request = urllib.request.Request(address, headers=headers)  # noqa: S310  # the address is one's own server
    return urllib.request.urlopen(request).read()  # noqa: S310  # as above


# %% [markdown]
# ## What there is
# The catalogue tells each layer's rows, columns, licence and date. The same facts stand in
# `/catalogue.jsonld` (DCAT-AP) for open-data portals.

# %%
catalogue = json.loads(ask("/api/v1/catalogue"))
layers = gpd.pd.DataFrame(catalogue["datasets"])[["id", "title", "rows", "changed_at"]]
display(layers)
print(catalogue["licence"]["title"])

# %% [markdown]
# ## A layer through the OGC API
# GDAL speaks OGC API – Features; geopandas hands it the address. Rows come page by page, in
# degrees.

# %%
zones = gpd.read_file(f"OAPIF:{SITE}/ogc", layer="zones")
display(zones.drop(columns="geometry").head())
print(f"{len(zones)} zones, {zones.crs.name}")

# %% [markdown]
# ## Only what is asked for
# A filter in CQL2 runs in the database: only the rows that fit travel.

# %%
rows = json.loads(
    ask(
        "/ogc/collections/parcels/items",
        **{"f": "json", "limit": 1000, "filter-lang": "cql2-text", "filter": "area_m2 < 500"},
    )
)
small = gpd.GeoDataFrame.from_features(rows["features"], crs="OGC:CRS84")
print(f"{rows['numberMatched']} parcels are smaller than 500 m²; {len(small)} of them are here")

# %% [markdown]
# ## A whole layer as GeoParquet
# For an analysis of everything the file is quicker, and its coordinates are the surveyed ones:
# metres of the official system, fit for measuring.

# %%
parcels = gpd.read_parquet(io.BytesIO(ask("/api/v1/layers/parcels/export.parquet")))
print(f"{len(parcels)} parcels, {parcels.crs.name}")
largest = parcels.assign(hectares=parcels.area / 10_000).nlargest(5, "hectares")
display(largest[["reference", "hectares"]])

# %% [markdown]
# ## Both together
# How much land lies in each kind of zone?

# %%
pieces = gpd.overlay(parcels[["reference", "geometry"]], zones.to_crs(parcels.crs)[["category", "geometry"]])
shares = (pieces.area / 10_000).groupby(pieces["category"]).sum().round(2).rename("hectares")
display(shares.to_frame())

# %% [markdown]
# ## What an account adds
# With a token of somebody who works at the commune's desk the same addresses tell more columns,
# in the communes that he serves. Nothing else in the code changes.

# %%
public = {column["name"] for column in json.loads(ask("/api/v1/catalogue/parcels"))["columns"]}
own = {column["name"] for column in json.loads(ask("/api/v1/catalogue/parcels", TOKEN))["columns"]}
print("everyone:", ", ".join(sorted(public)))
print("this account adds:", ", ".join(sorted(own - public)) or "nothing")

# %% [markdown]
# GDAL takes the token as a header too, so that geopandas, ogr2ogr and QGIS read with the same
# rights:

# %%
if TOKEN:
    pyogrio.set_gdal_config_options({"GDAL_HTTP_HEADERS": f"Authorization: Bearer {TOKEN}"})
mine = gpd.read_file(f"OAPIF:{SITE}/ogc", layer="parcels")
pyogrio.set_gdal_config_options({"GDAL_HTTP_HEADERS": None})
print(f"{len(mine)} parcels with the columns: {', '.join(mine.columns.drop('geometry'))}")
