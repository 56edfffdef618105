"""`python -m gis_data.demo_flights FOLDER`: two flights over the demo town, their truth and the permits."""

import argparse
from pathlib import Path

import geopandas as gpd

from gis_data.demo_flights.flight import ROUGHNESS, plan_flight
from gis_data.demo_flights.multispectral import render_multispectral
from gis_data.demo_flights.render import EPOCHS, render
from gis_data.demo_flights.scene import Scene, make_scene, parcels
from gis_data.demo_flights.truth import permits, truth
from gis_data.demo_town import generate

ABOUT = """Two drone flights over a district of a town that does not exist.

before/ortho.tif, after/ortho.tif   orthophoto: red, green, blue, alpha (8 bits)
before/dsm.tif, after/dsm.tif       surface model: metres above the sea (32-bit float), nodata -9999
truth.gpkg                          every change and every decoy, with the verdict a comparison should reach
permits.gpkg                        the permits that were granted
parcels.gpkg                        the parcels

{pixels} x {pixels} pixels of {gsd} m, EPSG:26191, noise "{noise}", town of {town} parcels, seed {seed}.
The flights differ in light, season and exposure. The second one's products lie {east} m east and
{north} m north of the truth; its heights are {offset} m too great at the centre, and {doming} m more at
half the side from it.

Everything here is invented. Made by Kharita (gis_data/demo_flights), Apache-2.0.
"""


def write_tables(scene: Scene, folder: Path) -> None:
    """`truth.gpkg` (cases, their outlines before, after and as permitted), `permits.gpkg`, `parcels.gpkg`."""
    cases = truth(scene)
    plain = cases.drop(columns=["before", "after", "permitted"])
    _write(plain, folder / "truth.gpkg", "truth")
    for column in ("before", "after", "permitted"):
        known = cases[cases[column].notna()]
        shapes = gpd.GeoSeries.from_wkb(known[column], crs=cases.crs)
        _write(plain.loc[known.index].set_geometry(shapes), folder / "truth.gpkg", column)
    _write(permits(scene), folder / "permits.gpkg", "permits")
    _write(parcels(scene), folder / "parcels.gpkg", "parcels")


def _write(frame: gpd.GeoDataFrame, path: Path, layer: str) -> None:
    if layer in ("truth", "permits", "parcels"):
        path.unlink(missing_ok=True)
    if len(frame):
        frame.to_file(path, layer=layer, driver="GPKG")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m gis_data.demo_flights", description=__doc__)
    parser.add_argument("folder", type=Path, help="where to write; files of the same names are replaced")
    parser.add_argument("--parcels", type=int, default=3_000, help="of the town")
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--pixels", type=int, default=4_000, help="along each side")
    parser.add_argument("--gsd", type=float, default=0.05, help="metres a pixel")
    parser.add_argument("--noise", choices=sorted(ROUGHNESS), default="low")
    parser.add_argument("--centre", type=float, nargs=2, metavar=("X", "Y"), help="EPSG:26191")
    parser.add_argument(
        "--multispectral", action="store_true", help="five bands of the second flight as well"
    )
    options = parser.parse_args()
    centre = tuple(options.centre) if options.centre else None
    town = generate(options.parcels, options.seed)
    scene = make_scene(town, seed=options.seed, side_m=options.pixels * options.gsd, centre=centre)
    options.folder.mkdir(parents=True, exist_ok=True)
    for epoch in EPOCHS:
        render(options.folder / epoch, scene=scene, epoch=epoch, gsd_m=options.gsd, noise=options.noise)
        print(options.folder / epoch)
    if options.multispectral:
        print(render_multispectral(options.folder / "after", scene=scene, epoch="after", gsd_m=options.gsd))
    write_tables(scene, options.folder)
    flight = plan_flight(scene, "after", options.noise)
    about = ABOUT.format(
        pixels=options.pixels,
        gsd=options.gsd,
        noise=options.noise,
        town=options.parcels,
        seed=options.seed,
        east=flight.shift_m[0],
        north=flight.shift_m[1],
        offset=flight.offset_m,
        doming=flight.doming_m,
    )
    (options.folder / "README.txt").write_text(about, encoding="utf-8")


if __name__ == "__main__":
    main()
