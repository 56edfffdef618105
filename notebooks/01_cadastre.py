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
# # 1 · The cadastre of a commune
#
# What a cadastre tells before anybody builds on it: how the land is held, how far titles and surveys agree,
# what the plan allows where. The town is the demo's own, generated from a seed; any GeoPackage with the
# layers `parcels`, `streets`, `buildings` and `zones` takes its place through `KHARITA_TOWN`.

# %%
import os

import folium
import geopandas as gpd
import matplotlib.pyplot as plt
import pandas as pd
from branca.colormap import LinearColormap
from IPython.display import display

from gis_data.demo_town.town import generate
from kharita.territory.titles import canonical_references, parse_title

LAYERS = ("parcels", "streets", "buildings", "zones")
path = os.environ.get("KHARITA_TOWN")
if path:
    parcels, streets, buildings, zones = (gpd.read_file(path, layer=layer) for layer in LAYERS)
else:
    town = generate(parcels=int(os.environ.get("KHARITA_TOWN_PARCELS", "1200"))).tables()
    parcels, streets, buildings, zones = (town[layer] for layer in LAYERS)

parcels = parcels[parcels["valid_to"].isna()].reset_index(drop=True)
print(f"{len(parcels):,} parcels, {len(streets):,} pieces of street, {len(buildings):,} buildings")
print(parcels.crs.name)

# %% [markdown]
# ## The ground in one picture
# Distances and areas are metres of the official system: nothing here is measured in degrees.

# %%
figure, axes = plt.subplots(figsize=(9, 9))
zones.plot(
    ax=axes, column="category", alpha=0.25, legend=True, legend_kwds={"loc": "lower left", "fontsize": 8}
)
streets.plot(ax=axes, color="white", linewidth=streets["width_m"].fillna(6) / 6)
parcels.boundary.plot(ax=axes, color="#8A7F70", linewidth=0.3)
buildings.plot(ax=axes, color="#B3A797")
axes.set_facecolor("#F4F1EA")
axes.set_aspect("equal")
axes.set_title("Parcels, buildings and zones")
figure.tight_layout()

# %% [markdown]
# ## How the land is held
# A title is `number/index`; requisitions are on their way to one; the rest has a key of its own. People write
# the same title in many ways, and the package reads them all as one.

# %%
tenure = parcels.groupby("tenure").agg(
    parcels=("reference", "size"), hectares=("geometry", lambda plots: plots.area.sum() / 1e4)
)
tenure["share_of_land"] = (100 * tenure["hectares"] / tenure["hectares"].sum()).round(1)
tenure.sort_values("hectares", ascending=False).round(1)

# %%
titles = parcels["reference"].map(parse_title)
kinds = titles.map(lambda t: "other" if t is None else "requisition" if t.is_requisition else "title")
print(kinds.value_counts().to_string())
written = pd.Series(["T 12345 / 40", "١٢٣٤٥/٤٠", "Réq. 1234/40", "12345/40BIS"])
pd.DataFrame({"written": written, "read": canonical_references(written).to_pylist()})

# %% [markdown]
# ## What the title says, and what was surveyed
# Within 2 % a survey explains the difference; beyond 5 % either the title or the survey wants a second look.

# %%
parcels["area_m2"] = parcels.area
declared = parcels.dropna(subset=["declared_area_m2"])
difference = 100 * (declared["area_m2"] / declared["declared_area_m2"] - 1)
classes = pd.cut(difference.abs(), [-0.01, 2, 5, float("inf")], labels=["≤ 2 %", "2–5 %", "> 5 %"])
print(classes.value_counts().sort_index().to_string())

figure, axes = plt.subplots(figsize=(9, 3))
axes.hist(difference.clip(-15, 15), bins=61, color="#0F6B6B")
axes.set_xlabel("surveyed against declared area (%)")
axes.set_ylabel("parcels")
figure.tight_layout()

# %% [markdown]
# ## How much of each plot is built on
# Footprints are cut by parcel: a building across a boundary counts on each side for what stands there.

# %%
pieces = gpd.overlay(
    buildings[["geometry"]],
    parcels[["reference", "area_m2", "geometry"]],
    how="intersection",
    keep_geom_type=True,
)
covered = pieces.area.groupby(pieces["reference"]).sum()
parcels["ground_ratio"] = parcels["reference"].map(covered).fillna(0) / parcels["area_m2"]
built = parcels[parcels["ground_ratio"] > 0.01]
share, median = len(built) / len(parcels), built["ground_ratio"].median()
print(f"{share:.0%} of the parcels are built on, half of these to {median:.0%} or more")

# %% [markdown]
# ## On a map
# The middle of the town, drawn from our own rows alone: no background is asked of anybody.

# %%
# A point of a real parcel: an average of all may lie in an orchard between two villages.
middle = parcels.geometry.iloc[parcels.distance(parcels.union_all().centroid).argmin()].centroid
around = middle.buffer(250)
shown = parcels[parcels.intersects(around)].to_crs(4326)
centre = gpd.GeoSeries([middle], crs=parcels.crs).to_crs(4326).iloc[0]
drawn = folium.Map([centre.y, centre.x], zoom_start=17, tiles=None, control_scale=True)
colors = LinearColormap(["#F4F1EA", "#C79A3B", "#7A3B1E"], vmin=0, vmax=1, caption="part that is built on")
folium.GeoJson(
    shown[["reference", "tenure", "ground_ratio", "geometry"]].round(2),
    style_function=lambda plot: {
        "fillColor": colors(min(plot["properties"]["ground_ratio"], 1)),
        "fillOpacity": 0.8,
        "color": "#8A7F70",
        "weight": 0.6,
    },
    tooltip=folium.GeoJsonTooltip(["reference", "tenure", "ground_ratio"]),
).add_to(drawn)
nearby = streets[streets.intersects(around)][["name_fr", "geometry"]].to_crs(4326)
folium.GeoJson(nearby, style_function=lambda street: {"color": "#7A6A53", "weight": 3}).add_to(drawn)
colors.add_to(drawn)
display(drawn)
