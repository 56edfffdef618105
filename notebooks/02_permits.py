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
# # 2 · The permits of a town
#
# How long permits take against the law, where they were granted, and what stands without one.
# Everything comes from a running Kharita through its open interfaces, narrowed to what the reader
# may see: the desk's figures as CSV, permits and buildings through the OGC API.
#
# **بالعربية**: مدة دراسة الرخص مقارنة بالآجال القانونية، وأين سُلمت، وما بُني دون رخصة مسجلة.
#
# **En français** : les délais des autorisations face à la loi, où elles ont été accordées, et ce
# qui est bâti sans autorisation connue.
#
# `KHARITA_URL` is the address of a running Kharita (`./kharita up`), `KHARITA_TOKEN` an access
# token of someone who handles permits, from the page *Access tokens*.

# %%
import io
import json
import os
import urllib.parse
import urllib.request

import folium
import geopandas as gpd
import matplotlib.pyplot as plt
import pandas as pd
from IPython.display import display

SITE = os.environ.get("KHARITA_URL", "http://127.0.0.1:8000").rstrip("/")
TOKEN = os.environ.get("KHARITA_TOKEN", "")
OFFICIAL = os.environ.get("KHARITA_SRID", "26191")


def ask(path, **query):
    """One answer of the server; the token travels in a header, never in the address."""
    address = f"{SITE}{path}?{urllib.parse.urlencode(query)}" if query else f"{SITE}{path}"
    headers = {"Authorization": f"Bearer {TOKEN}"} if TOKEN else {}
    request = urllib.request.Request(address, headers=headers)  # noqa: S310  # the address is one's own server
    return urllib.request.urlopen(request).read()  # noqa: S310  # as above


def figures(table):
    """One of the desk's tables."""
    return pd.read_csv(io.BytesIO(ask("/api/v1/permits/figures.csv", table=table)), encoding="utf-8-sig")


def layer(name):
    """A layer in metres of the official system, page by page."""
    pages, path = [], f"/ogc/collections/{name}/items?f=json&limit=10000"
    while path:
        page = json.loads(ask(path))
        pages.append(gpd.GeoDataFrame.from_features(page["features"], crs="OGC:CRS84"))
        path = next(
            (link["href"].removeprefix(SITE) for link in page["links"] if link["rel"] == "next"), None
        )
    return pd.concat(pages, ignore_index=True).to_crs(int(OFFICIAL))


# %% [markdown]
# ## Delays against the law
# `on_time` is the share of decisions within the legal delay, `first_time` that of dossiers that
# were complete when they came. Days are of the calendar, half of the dossiers took fewer.

# %%
kinds = figures("kinds").set_index("kind")
display(kinds)

# %%
figure, axes = plt.subplots(figsize=(9, 3.5))
axes.barh(kinds.index, kinds["on_time"].fillna(0) * 100, color="#0F6B6B")
axes.set_xlim(0, 100)
axes.set_xlabel("decided within the legal delay (%)")
figure.tight_layout()

# %% [markdown]
# ## Who holds the dossiers
# From the step that brought a dossier to somebody to the one that took it on. `waiting` are there
# now.

# %%
figures("holders").set_index("holder")

# %%
months = figures("months")
months["month"] = pd.to_datetime(months["month"])
figure, axes = plt.subplots(figsize=(9, 3))
axes.plot(months["month"], months["submitted"], color="#5B7DB1", label="submitted")
axes.plot(months["month"], months["decided"], color="#0F6B6B", label="of these decided")
axes.legend()
figure.tight_layout()

# %% [markdown]
# ## Why permits are refused

# %%
reasons = figures("reasons")
reasons[["name_fr", "name_ar", "count"]] if len(reasons) else "no refusal yet"

# %% [markdown]
# ## Granted permits on a map

# %%
permits = layer("permits")
granted = permits[permits["issued_at"].notna()].copy()
granted["issued_at"] = granted["issued_at"].astype(str).str[:10]
print(f"{len(granted):,} of {len(permits):,} dossiers with a place were granted")
shown = granted[["reference", "kind", "state", "issued_at", "geometry"]].to_crs(4326)
west, south, east, north = shown.total_bounds
drawn = folium.Map([(south + north) / 2, (west + east) / 2], zoom_start=14, tiles=None, control_scale=True)
folium.GeoJson(
    shown,
    style_function=lambda plot: {
        "fillColor": "#9CA3AF" if plot["properties"]["state"] == "expired" else "#0F6B6B",
        "fillOpacity": 0.7,
        "weight": 0.6,
        "color": "#3B3B3B",
    },
    tooltip=folium.GeoJsonTooltip(["reference", "kind", "state", "issued_at"]),
).add_to(drawn)
display(drawn)

# %% [markdown]
# ## Built without a permit on record
# A building none of whose ground lies on a granted site. It is no offence by itself: most of a town
# is older than its register. Largest first, it is a list to look into.

# %%
buildings = layer("buildings")
covered = gpd.sjoin(buildings, granted[["geometry"]], predicate="intersects").index.unique()
without = buildings.drop(index=covered)
without = without.assign(ground_m2=without.area.round(0)).sort_values("ground_m2", ascending=False)
print(f"{len(without):,} of {len(buildings):,} buildings, {len(without) / len(buildings):.0%}, have none")
without.drop(columns="geometry").head(10)

# %%
figure, axes = plt.subplots(figsize=(8, 8))
buildings.plot(ax=axes, color="#D8D0C4")
without.head(200).plot(ax=axes, color="#C8643C")
granted.boundary.plot(ax=axes, color="#0F6B6B", linewidth=0.8)
axes.set_axis_off()
axes.set_title("Granted sites, and the 200 largest buildings without one")
figure.tight_layout()
