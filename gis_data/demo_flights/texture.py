"""What things look like from above: the colour of every pixel before light falls on it."""

from dataclasses import dataclass

import numpy as np

from gis_data.demo_flights.grid import Grid
from gis_data.demo_flights.noise import Field, Singles, smoothstep
from gis_data.demo_flights.objects import Colour
from gis_data.demo_flights.stage import Labels, Stage, Surface

# Octaves: seed and the width of the features, metres.
OCTAVES = {
    "grain": (8101, 0.11),
    "fine": (8102, 0.32),
    "mid": (8103, 1.3),
    "broad": (8104, 5.5),
    "wide": (8105, 24.0),
}


@dataclass(frozen=True)
class Material:
    """How much a colour varies with each octave (share of its brightness), and what grows on it.

    `weeds`: share of the surface that plants take in a green season. `rows`: depth of furrows or planks,
    which are `spacing` metres apart.
    """

    grain: float = 0.0
    fine: float = 0.0
    mid: float = 0.0
    broad: float = 0.0
    wide: float = 0.0
    weeds: float = 0.0
    rows: float = 0.0
    spacing: float = 1.0


MATERIALS: dict[str, Material] = {
    "plain": Material(fine=0.02),
    "mast": Material(),
    "paint": Material(mid=0.03),
    "glass": Material(mid=0.10),
    "wall": Material(fine=0.04, mid=0.05),
    "roof": Material(grain=0.022, fine=0.03, mid=0.045, broad=0.05),
    "sheet": Material(fine=0.02, mid=0.03, broad=0.05, rows=0.10, spacing=0.9),
    "planks": Material(fine=0.10, rows=0.28, spacing=0.6),
    "pavement": Material(grain=0.03, fine=0.03, mid=0.05, broad=0.06, wide=0.04, weeds=0.02),
    "paving": Material(grain=0.03, fine=0.04, mid=0.05, broad=0.05),
    "cement": Material(grain=0.025, fine=0.03, mid=0.07, broad=0.08),
    "asphalt": Material(grain=0.035, fine=0.025, mid=0.04, broad=0.07, wide=0.06),
    "alley": Material(grain=0.03, fine=0.05, mid=0.06, broad=0.06),
    "marking": Material(grain=0.05, fine=0.09, mid=0.06),
    "soil": Material(grain=0.04, fine=0.05, mid=0.08, broad=0.08, weeds=0.10),
    "waste": Material(grain=0.05, fine=0.07, mid=0.10, broad=0.10, weeds=0.30),
    "gravel": Material(grain=0.08, fine=0.08, mid=0.08, broad=0.1, weeds=0.16),
    "rubble": Material(grain=0.12, fine=0.20, mid=0.14),
    "tilled": Material(
        grain=0.04, fine=0.05, mid=0.05, broad=0.05, wide=0.05, rows=0.09, spacing=0.9, weeds=0.05
    ),
    "stubble": Material(grain=0.04, fine=0.04, mid=0.04, broad=0.05, wide=0.06, rows=0.07, spacing=1.1),
    "crop": Material(grain=0.06, fine=0.07, mid=0.05, broad=0.07, wide=0.09, rows=0.13, spacing=0.75),
    "grass": Material(grain=0.05, fine=0.06, mid=0.07, broad=0.09, wide=0.05),
    "water": Material(mid=0.03, broad=0.04),
}
NAMES = list(MATERIALS)
PLANTS = np.array((94, 106, 62), dtype=np.float32)
STRAW = np.array((186, 166, 112), dtype=np.float32)
GREEN = ("grass", "crop")


@dataclass(frozen=True)
class Season:
    """How green the plants are that nobody waters: 1 in spring, 0 at the end of summer."""

    green: float


class Palette:
    """Colours and materials of a stage's labels: rows 0 … patches for the ground, then the solids."""

    def __init__(self, stage: Stage, season: Season) -> None:
        self.season = season
        ground: list[tuple[Colour, str]] = [((174, 164, 152), "pavement")]
        ground += [(patch.colour, patch.material) for patch in stage.patches]
        solids = [(solid.colour, solid.material) for solid in stage.solids]
        everything = [*ground, *solids]
        self.first_solid = len(ground) - 1
        self.colour = np.array([colour for colour, _material in everything], dtype=np.float32)
        dry = np.array([material in GREEN for _colour, material in everything])
        self.green = np.array([material in GREEN for _colour, material in ground])
        faded = self.colour[dry] * season.green + STRAW * (1 - season.green)
        self.colour[dry] = 0.45 * self.colour[dry] + 0.55 * faded
        kind = np.array([NAMES.index(material) for _colour, material in everything])
        table = np.array(
            [
                [getattr(MATERIALS[name], key) for key in (*OCTAVES, "weeds", "rows", "spacing")]
                for name in NAMES
            ],
            dtype=np.float32,
        )
        self.material = table[kind]
        # Furrows run in a direction of each patch's own.
        turn = (np.arange(len(everything)) * 2.399) % np.pi
        spacing = np.maximum(self.material[:, -1], 0.1)
        self.wave = (
            np.column_stack([np.cos(turn), np.sin(turn)]).astype(np.float32) * (2 * np.pi / spacing)[:, None]
        )
        crowns = [dome.colour for dome in stage.domes]
        self.crown = np.array([(0, 0, 0), *crowns], dtype=np.float32)
        self.leafy = np.array([False, *(dome.kind != "heap" for dome in stage.domes)], dtype=bool)


def octaves(grid: Grid) -> dict[str, Singles]:
    """The noise of each octave over a block; those finer than the pixels are left out as zeros."""
    zero = np.zeros((1, 1), dtype=np.float32)
    return {
        name: Field(seed, cell).over(grid.xs, grid.ys) if cell >= grid.gsd * 1.4 else zero
        for name, (seed, cell) in OCTAVES.items()
    }


def paint(stage: Stage, palette: Palette, surface: Surface, grid: Grid) -> Singles:
    """The colour of each pixel in even light: shape (rows, columns, 3), 0 to 255."""
    label = np.where(surface.solid > 0, surface.solid + palette.first_solid, surface.patch)
    noise = octaves(grid)
    material = palette.material
    tone = np.ones(grid.shape, dtype=np.float32)
    for number, name in enumerate(OCTAVES):
        tone += material[:, number][label] * noise[name]
    _add_rows(tone, label, palette, grid, stage)
    colour = palette.colour[label]
    plants = _plants(label, palette, noise)
    if plants.any():
        green = PLANTS * palette.season.green + STRAW * (1 - palette.season.green)
        colour += plants[..., None] * (green - colour) * np.float32(0.8)
    colour *= tone[..., None]
    _paint_crowns(colour, surface, palette)
    return colour


def _add_rows(tone: Singles, label: Labels, palette: Palette, grid: Grid, stage: Stage) -> None:
    """Furrows, ribs of metal sheets, planks."""
    depth = palette.material[:, -2][label]
    rows, columns = np.nonzero(depth)
    if not len(rows) or grid.gsd > 0.4:
        return
    wave = palette.wave[label[rows, columns]]
    x = (grid.xs - stage.origin[0]).astype(np.float32)[columns]
    y = (grid.ys - stage.origin[1]).astype(np.float32)[rows]
    tone[rows, columns] += depth[rows, columns] * np.sin(wave[:, 0] * x + wave[:, 1] * y)


def _plants(label: Labels, palette: Palette, noise: dict[str, Singles]) -> Singles:
    """The share of each pixel that wild plants cover."""
    share = palette.material[:, -3][label]
    mixed = (
        noise["broad"] * np.float32(0.75) + noise["mid"] * np.float32(0.5) + noise["fine"] * np.float32(0.35)
    )
    return np.where(
        share > 0, smoothstep(0.0, 0.7, mixed - np.float32(1.3) + share * np.float32(3.2)), 0
    ).astype(np.float32)


def _paint_crowns(colour: Singles, surface: Surface, palette: Palette) -> None:
    """Leaves, brighter where a crown bulges; evergreen, so the season changes little."""
    rows, columns = np.nonzero(surface.crown)
    if not len(rows):
        return
    crown = surface.crown[rows, columns]
    leaf = surface.leaf[rows, columns]
    tint = palette.crown[crown] * (np.float32(1) + np.where(palette.leafy[crown], 0.17, 0.04) * leaf)[:, None]
    colour[rows, columns] = tint


def vigour(palette: Palette, surface: Surface, grid: Grid, colour: Singles) -> Singles:
    """How much green leaf each pixel holds, 0 to 1: crops in zones of good and poor growth, crowns, weeds."""
    noise = Field(OCTAVES["wide"][0] + 50, 34.0).over(grid.xs, grid.ys)
    local = Field(OCTAVES["broad"][0] + 50, 4.0).over(grid.xs, grid.ys)
    zone = np.float32(0.5) + np.float32(0.2) * noise + np.float32(0.06) * local
    covered = surface.solid > 0
    crop = palette.green[surface.patch] & ~covered
    greenness = (np.float32(2) * colour[..., 1] - colour[..., 0] - colour[..., 2]) / (
        colour.sum(axis=-1) + 1e-3
    )
    found = np.where(covered, 0, smoothstep(0.03, 0.2, greenness) * np.float32(0.55))
    found = np.where(crop, np.clip(zone + np.float32(1.2) * greenness - np.float32(0.05), 0.06, 0.95), found)
    leafy = palette.leafy[surface.crown]
    return np.where(leafy, np.clip(zone + np.float32(0.3), 0.3, 0.98), found).astype(np.float32)
