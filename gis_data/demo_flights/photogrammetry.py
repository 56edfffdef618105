"""From what is there to what a photogrammetric model shows: wandering edges, noise, bends, haze, holes."""

import cv2
import numpy as np
from numpy.typing import NDArray
from shapely import Polygon

from gis_data.demo_flights.flight import Flight
from gis_data.demo_flights.grid import Grid
from gis_data.demo_flights.noise import Field, Floats, Singles, smoothstep, white
from gis_data.demo_flights.shadows import Light

EDGE_CELL_M = 0.8  # how far apart the places are where an edge wanders this way and that
Bytes = NDArray[np.uint8]
Bools = NDArray[np.bool_]


def wander(height: Singles, colour: Singles, grid: Grid, flight: Flight) -> tuple[Singles, Singles]:
    """Surface and image with edges that wander and façades that smear, as dense matching leaves them."""
    reach = flight.roughness.wander_m / grid.gsd
    cell = max(EDGE_CELL_M, grid.gsd * 2.5)
    size = max(3, round(0.35 / grid.gsd) | 1)
    kernel = np.ones((size, size), dtype=np.uint8)
    jump = cv2.GaussianBlur(cv2.dilate(height, kernel) - cv2.erode(height, kernel), (0, 0), size / 3)
    near_edge = smoothstep(0.4, 1.6, np.asarray(jump, dtype=np.float32)) * np.float32(reach)
    aside, down = (Field(flight.seed + n, cell).over(grid.xs, grid.ys) for n in (1, 2))
    columns = np.arange(grid.width, dtype=np.float32)[None, :] + near_edge * aside
    rows = np.arange(grid.height, dtype=np.float32)[:, None] + near_edge * down
    moved = cv2.remap(height, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    smeared = cv2.remap(colour, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    rounded = cv2.GaussianBlur(moved, (0, 0), max(1.1, 0.06 / grid.gsd))
    return np.asarray(rounded, dtype=np.float32), np.asarray(smeared, dtype=np.float32)


def illuminated(colour: Singles, falling: Light) -> Singles:
    """Colours in the sun and in the blue light of the sky."""
    direct = falling.sun * falling.slant * np.float32(0.60)
    ambient = falling.sky
    tints = (0.40, 0.425, 0.47)
    for channel, tint in enumerate(tints):
        colour[..., channel] *= direct + ambient * np.float32(tint)
    return colour


def exposed(colour: Singles, grid: Grid, flight: Flight) -> Bytes:
    """What camera and mosaic make of it: blur, uneven light, gains, contrast, noise, whole numbers."""
    blurred = np.asarray(cv2.GaussianBlur(colour, (0, 0), 0.62), dtype=np.float32)
    uneven = np.float32(1) + np.float32(0.018) * Field(flight.seed + 3, 60.0).over(grid.xs, grid.ys)
    level = np.float32(flight.contrast)
    for channel in range(3):
        plane: Singles = blurred[..., channel]
        plane *= uneven * np.float32(flight.gain[channel])
        plane -= np.float32(112)
        plane *= level
        plane += np.float32(112)
        plane += white(grid.columns, grid.rows, flight.seed + 10 + channel) * np.float32(1.7)
        plane += np.float32(0.5)
    return np.asarray(np.clip(blurred, 0, 255), dtype=np.uint8)


def measured(
    height: Singles,
    falling: Light,
    plants: Singles,
    grid: Grid,
    flight: Flight,
    centre: tuple[float, float],
    half: float,
) -> Singles:
    """Heights as the model has them: with the flight's bend and the noise of matching, metres."""
    rough = flight.roughness
    dark = np.float32(1) + (np.float32(1) - falling.sun) * np.float32(rough.in_shadow - 1)
    fine = Field(flight.seed + 4, max(0.5, grid.gsd * 3)).over(grid.xs, grid.ys)
    noise = np.float32(rough.correlated_m) * Field(flight.seed + 5, 1.7).over(grid.xs, grid.ys)
    noise += np.float32(rough.white_m) * white(grid.columns, grid.rows, flight.seed + 6)
    noise += np.float32(rough.correlated_m * 0.6) * fine
    noise *= dark
    noise += np.float32(rough.broad_m) * Field(flight.seed + 7, 14.0).over(grid.xs, grid.ys)
    noise += np.float32(rough.on_plants_m) * plants * fine
    if rough.blunders:
        rare = Field(flight.seed + 8, 0.9).over(grid.xs, grid.ys)
        noise += smoothstep(2.35, 2.9, rare) * (np.float32(1) - falling.sun) * np.float32(1.4) * np.sign(fine)
    return height + noise + _bend(grid, flight, centre, half)


def _bend(grid: Grid, flight: Flight, centre: tuple[float, float], half: float) -> Singles:
    x, y = (grid.xs - centre[0])[None, :], (grid.ys - centre[1])[:, None]
    bend = (
        flight.offset_m + flight.tilt[0] * x + flight.tilt[1] * y + flight.doming_m * (x**2 + y**2) / half**2
    )
    return np.asarray(bend, dtype=np.float32)


def covered(window: Polygon, grid: Grid, flight: Flight) -> Bools:
    """Where the flight has data: the window with a ragged outer edge."""
    west, south, east, north = window.bounds
    side = east - west
    margin = min(4.5, side * 0.03)
    x = np.minimum(grid.xs - west, east - grid.xs)[None, :]
    y = np.minimum(grid.ys - south, north - grid.ys)[:, None]
    corner = _hypot(np.maximum(margin * 4 - x, 0), np.maximum(margin * 4 - y, 0))
    inside = margin * 4 - corner
    ragged = Field(flight.seed + 20, margin * 6).over(grid.xs, grid.ys) * np.float32(margin * 0.3)
    if margin > grid.gsd * 4:
        ragged = ragged + Field(flight.seed + 21, margin * 0.5).over(grid.xs, grid.ys) * np.float32(
            margin * 0.06
        )
    return np.asarray(inside + ragged > margin, dtype=np.bool_)


def _hypot(x: Floats, y: Floats) -> Floats:
    return np.asarray(np.sqrt(x * x + y * y))


def holes(falling: Light, grid: Grid, flight: Flight) -> Bools:
    """Where matching failed and the surface model has nothing: small spots, mostly in shadow."""
    if not flight.roughness.holes:
        return np.zeros(grid.shape, dtype=np.bool_)
    spot = Field(flight.seed + 9, 0.8).over(grid.xs, grid.ys)
    return np.asarray(spot + np.float32(0.5) * (np.float32(1) - falling.sun) > 3.0, dtype=np.bool_)
