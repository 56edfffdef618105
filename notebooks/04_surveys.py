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
# # 4 · What changed between two flights
#
# A district was flown over twice. This is what the product does with the two pairs of files (an
# orthophoto and a surface model each), step by step, beside what is true: the flights are drawn from
# a town that was generated, so that every change in them is known, and so is everything that only
# looks like one.
#
# A finding is a place to go and look, not an offence: permits, exemptions and the visit decide.
#
# **بالعربية**: حُلّق فوق الحي مرتين. يقارن هذا الدفتر نموذجي السطح ويعرض التغييرات المكتشفة إلى جانب
# الحقيقة المعروفة. النتيجة مكان يُعايَن، لا مخالفة.
#
# **En français** : le quartier a été survolé deux fois. Ce carnet compare les deux modèles de surface
# et montre les changements trouvés à côté de la vérité, connue. Un constat est un endroit à visiter,
# pas une infraction.

# %%
import os
import tempfile
from pathlib import Path

import folium
import geopandas as gpd
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import rasterio
from IPython.display import display
from rasterio.plot import plotting_extent, show
from rasterio.warp import Resampling, reproject

from gis_data.demo_flights import make_scene, render, telling_centre, truth
from gis_data.demo_town import generate
from kharita.rasters.change.finder import find_changes
from kharita.rasters.change.results import ChangeSettings, FlightFiles

SIDE_M, GSD_M = 110.0, 0.25

# %% [markdown]
# ## Two flights
# Your own come in their place: any GeoTIFFs, in any projected system.

# %%
town = generate(parcels=int(os.environ.get("KHARITA_TOWN_PARCELS", "1200")))
centre = telling_centre(town, side_m=SIDE_M, commune=0)
scene = make_scene(town, seed=4, side_m=SIDE_M, centre=centre)
folder = Path(tempfile.mkdtemp(prefix="kharita-flights-"))
before, after = (
    render(folder / epoch, scene=scene, epoch=epoch, gsd_m=GSD_M, noise="low")
    for epoch in ("before", "after")
)
figure, axes = plt.subplots(1, 2, figsize=(12, 6))
for axis, flight, title in zip(axes, (before, after), ("first flight", "second flight"), strict=True):
    with rasterio.open(flight.ortho) as picture:
        show(picture.read([1, 2, 3]), transform=picture.transform, ax=axis, title=title)
        print(title, picture.crs, f"{picture.width} × {picture.height} pixels of {picture.res[0]} m")
figure.tight_layout()

# %% [markdown]
# ## The plain difference of heights
# Subtracting the two models tells much, and too much: the second flight lies some decimetres off the
# first, trees grew, lorries left, edges are uncertain.

# %%
with rasterio.open(before.dsm) as first, rasterio.open(after.dsm) as second:
    laid = np.full(first.shape, np.nan, dtype="float32")
    reproject(
        rasterio.band(second, 1),
        laid,
        dst_transform=first.transform,
        dst_crs=first.crs,
        dst_nodata=np.nan,
        resampling=Resampling.bilinear,
    )
    difference = laid - first.read(1, masked=True).filled(np.nan)
    extent, crs = plotting_extent(first), first.crs
figure, axis = plt.subplots(figsize=(8, 7))
drawn = axis.imshow(difference, extent=extent, cmap="RdBu_r", vmin=-6, vmax=6)
figure.colorbar(drawn, label="metres")
axis.set_title("Second flight less the first")
print(f"median {np.nanmedian(difference):+.2f} m: the offset between the flights")

# %% [markdown]
# ## What the product finds
# It lays the flights upon each other, takes the offset and the bend between them away, looks for what
# rose or sank by more than the noise, and says of each how sure it is that a building was built,
# raised or pulled down.

# %%
changes = find_changes(
    FlightFiles(before.ortho, before.dsm),
    FlightFiles(after.ortho, after.dsm),
    area=None,
    settings=ChangeSettings(workers=1),
    told=lambda share, step: None,
)
report = changes.report
print(f"moved by {report.shift.east_m:+.2f} m east, {report.shift.north_m:+.2f} m north")
print(
    f"heights by {report.offset_m:+.2f} m; noise {report.sigma_m:.2f} m; threshold {report.threshold_m:.2f} m"
)
found = gpd.GeoDataFrame(
    [
        {
            "direction": one.direction,
            "area_m2": one.area_m2,
            "height_m": one.height_m,
            "confidence": one.confidence,
        }
        for one in changes.regions
    ],
    geometry=[one.geometry for one in changes.regions],
    crs=changes.crs_wkt,
).round(2)
display(found.drop(columns="geometry").sort_values("confidence", ascending=False))

# %% [markdown]
# ## Beside what is true
# The overlay says which case each finding lies on. What is smaller or lower than the thresholds (15
# m², 2 m) is not sought: a commune may set its own.

# %%
cases = truth(scene)[["kind", "verdict", "decoy", "area_m2", "change_m", "geometry"]]
met = gpd.sjoin(found.to_crs(cases.crs), cases, rsuffix="case", how="left")
display(pd.crosstab(met["kind"].fillna("nothing"), met["direction"]))
sought = cases[~cases["decoy"] & (cases["area_m2"] >= 15) & (cases["change_m"].abs() >= 2)]
hit = sought.index.isin(met["index_case"])
print(f"{hit.sum()} of {len(sought)} works of a building's size were found")
print(f"{met['kind'].isna().sum()} findings lie where nothing changed")

# %% [markdown]
# ## On a map
# Red: findings. Blue: works that took place. Grey: what only looks like works.

# %%
middle = gpd.GeoSeries([scene.window.centroid], crs=cases.crs).to_crs(4326).iloc[0]
page = folium.Map(location=[middle.y, middle.x], zoom_start=18, tiles=None)
layers = (
    ("only look like works", cases[cases["decoy"]], "#777777"),
    ("works", cases[~cases["decoy"]], "#2B5F9E"),
    ("findings", found.to_crs(cases.crs), "#B3261E"),
)
for name, rows, colour in layers:
    style = {"color": colour, "weight": 2, "fillOpacity": 0.25}
    told = [column for column in rows.columns if column != "geometry"]
    folium.GeoJson(
        rows.to_crs(4326).to_json(),
        name=name,
        style_function=lambda _row, style=style: style,
        tooltip=folium.GeoJsonTooltip(told),
    ).add_to(page)
folium.LayerControl(collapsed=False).add_to(page)
display(page)
