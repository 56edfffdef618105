"""A town in the database for measuring: any number of parcels on a regular plan, buildings, streets.

It has the weight of a real cadastre (eight vertices a parcel, boundaries that coincide, streets between the
blocks), not its looks: that is the demo town's business.
"""

from dataclasses import dataclass

import numpy as np
import psycopg
import shapely

ORIGIN = (781261.0, 484099.0)  # Berkane in EPSG:26191
COLUMNS, ROWS = 10, 2  # parcels of a block
BLOCK = (100.0, 44.0)  # metres
PITCH = (112.0, 54.0)  # a block and its street
TURN = np.radians(17.0)
BUILT = 0.75  # of the parcels
POINTS = 75_000


@dataclass(frozen=True)
class Town:
    """Geometries in EPSG:26191."""

    parcels: np.ndarray
    buildings: np.ndarray
    streets: np.ndarray


def make_town(parcels: int, *, seed: int = 1) -> Town:
    """About as many parcels as asked for, in a square of blocks."""
    random = np.random.default_rng(seed)
    blocks = max(1, round(parcels / (COLUMNS * ROWS)))
    across = max(1, round(np.sqrt(blocks * PITCH[1] / PITCH[0])))
    place = np.stack(np.divmod(np.arange(blocks), across)[::-1], axis=1)[:, None, None, :] * np.array(PITCH)

    def points(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        grid = np.stack(np.meshgrid(x, y, indexing="ij"), axis=-1)
        return place + grid + random.normal(0, 0.4, (blocks, *grid.shape))

    x, y = np.linspace(0, BLOCK[0], COLUMNS + 1), np.linspace(0, BLOCK[1], ROWS + 1)
    corner, along, upward = points(x, y), points(x[:-1] + 5, y), points(x, y[:-1] + 11)
    ring = np.stack(
        [
            corner[:, :-1, :-1],
            upward[:, :-1, :],
            corner[:, :-1, 1:],
            along[:, :, 1:],
            corner[:, 1:, 1:],
            upward[:, 1:, :],
            corner[:, 1:, :-1],
            along[:, :, :-1],
        ],
        axis=-2,
    ).reshape(-1, 8, 2)
    middle = ring.mean(axis=1, keepdims=True)
    built = random.random(len(ring)) < BUILT
    houses = (middle + (ring - middle) * 0.8)[built][:, ::2]
    return Town(shapely.polygons(_placed(ring)), shapely.polygons(_placed(houses)), _streets(blocks, across))


def _streets(blocks: int, across: int) -> np.ndarray:
    """The pieces of street in front of each block and beside it."""
    place = np.stack(np.divmod(np.arange(blocks), across)[::-1], axis=1)[:, None, :] * np.array(PITCH) - 5.0
    front = place + np.array([[0.0, 0.0], [PITCH[0], 0.0]])
    beside = place + np.array([[0.0, 0.0], [0.0, PITCH[1]]])
    return np.asarray(shapely.linestrings(_placed(np.concatenate([front, beside]))))


def _placed(coordinates: np.ndarray) -> np.ndarray:
    turn = np.array([[np.cos(TURN), np.sin(TURN)], [-np.sin(TURN), np.cos(TURN)]])
    return np.asarray(coordinates @ turn + np.array(ORIGIN))


def load_town(connection: psycopg.Connection, town: Town) -> int:
    """Put the town into the tables of a migrated database, uncommitted; the commune's id."""
    commune = connection.execute(
        "INSERT INTO territory_commune (code, name_ar, name_fr, name_en, is_public, boundary) VALUES "
        "('000.00.01', 'مدينة القياس', 'Ville de mesure', 'Measured town', true, "
        "ST_Multi(ST_SetSRID(%s::geometry, 26191))) RETURNING id",
        [shapely.to_wkb(shapely.box(*shapely.total_bounds(town.parcels)))],
    ).fetchone()[0]
    _copy(
        connection,
        "parcel (commune_id, reference, slug, tenure, valid_from, geometry)",
        (
            (commune, f"{number}/40", f"{number}-40", "titled", "2026-01-01")
            for number in range(1, len(town.parcels) + 1)
        ),
        shapely.multipolygons(town.parcels[:, None]),
    )
    _copy(
        connection,
        "building (commune_id, floors, height_m, geometry)",
        ((commune, number % 5, 3.2 + number % 5 * 3) for number in range(len(town.buildings))),
        town.buildings,
    )
    grades = ("primary", "secondary", "tertiary", "residential", "alley")
    chosen = np.random.default_rng(2).choice(5, len(town.streets), p=[0.02, 0.05, 0.13, 0.6, 0.2])
    _copy(
        connection,
        "street (commune_id, name_ar, name_fr, name_en, one_way, grade, geometry)",
        ((commune, "شارع", f"Rue {number}", "", "f", grades[grade]) for number, grade in enumerate(chosen)),
        town.streets,
    )
    return int(commune)


def load_points(connection: psycopg.Connection) -> None:
    """Put points into the town until there are `POINTS`, one in each of so many of its parcels."""
    connection.execute(
        """
        INSERT INTO territory_place (commune_id, kind, name_ar, name_fr, name_en, geometry)
        SELECT commune_id, 'school', 'مكان ' || id, 'Lieu ' || id, '', ST_Centroid(geometry)
        FROM territory_parcel
        ORDER BY md5(id::text) LIMIT %s - (SELECT count(*) FROM territory_place)""",
        [POINTS],
    )


def _copy(connection: psycopg.Connection, target: str, rows, shapes) -> None:
    with connection.cursor().copy(f"COPY territory_{target} FROM STDIN") as copy:
        for row, shape in zip(
            rows, shapely.to_wkb(shapely.set_srid(shapes, 26191), hex=True, include_srid=True), strict=True
        ):
            copy.write_row((*row, shape))
