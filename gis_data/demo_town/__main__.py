"""`python -m gis_data.demo_town --parcels 12000 --out town.gpkg`: the town as a GeoPackage."""

import argparse
from pathlib import Path

import geopandas as gpd

from gis_data.demo_town.town import Town, generate


def write(town: Town, path: Path) -> None:
    """One layer for each table that has a geometry, in EPSG:26191. An existing file is replaced."""
    path.unlink(missing_ok=True)
    for name, frame in town.tables().items():
        if isinstance(frame, gpd.GeoDataFrame):
            frame.drop(columns="attributes", errors="ignore").to_file(path, layer=name, driver="GPKG")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m gis_data.demo_town", description=__doc__)
    parser.add_argument("--parcels", type=int, default=12_000)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--out", type=Path, required=True, help="the GeoPackage to write")
    options = parser.parse_args()
    town = generate(options.parcels, options.seed)
    write(town, options.out)
    for name, frame in town.tables().items():
        print(f"{name:16} {len(frame):>9,}")


if __name__ == "__main__":
    main()
