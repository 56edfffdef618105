"""How right the changes between two flights are, on scenes whose every change is known.

    python tests/bench/accuracy.py [--seeds 101 102 103] [--noises low high] [--side 200] [--gsd 0.1]
        [--images] [--fit] [--wrong]

The table: of the illegal changes of at least 15 m² the share that was found (at least half of it covered by
findings), of the findings the share that is true (at least half on what was built, raised or demolished,
legally or not), the median error of heights and areas, each findings' area against what it covers.

Seeds 1 to 5 are for tuning: thresholds and weights are chosen on them alone (`--fit` fits the weights of
`confidence.py` and prints them). Seeds 101 to 103 are held out: they are what is reported and nothing was
ever chosen by them. Scenes are kept under var/bench/accuracy. `--wrong` lists what was missed and invented,
`--images` compares the orthophotos alone. Exits 1 where what was demanded is not met.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from shapely.affinity import translate

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "backend"), str(ROOT)]

from gis_data.demo_flights import make_scene, plan_flight, render, truth  # noqa: E402 - after the path
from gis_data.demo_town import generate  # noqa: E402 - after the path
from kharita.rasters.change.confidence import WEIGHTS, terms  # noqa: E402 - after the path
from kharita.rasters.change.finder import find_changes  # noqa: E402 - after the path
from kharita.rasters.change.results import (  # noqa: E402 - after the path
    Changes,
    ChangeSettings,
    FlightFiles,
    Region,
)

TUNING, HELD_OUT = (1, 2, 3, 4, 5), (101, 102, 103)
NOISES = ("low", "high")
LEAST_M2 = 15.0
KEPT = ROOT / "var" / "bench" / "accuracy"
DEMANDED = {"recall": 0.95, "precision": 0.90, "height_m": 0.3, "area": 0.10}


Pair = tuple[FlightFiles, FlightFiles, gpd.GeoDataFrame]


def flights(seed: int, noise: str, *, side: float, gsd: float) -> Pair:
    """The pair of a seed and what is true of it, in the place where the later flight shows it."""
    folder = KEPT / f"{seed}-{noise}-{side:g}-{gsd:g}"
    stored = folder / "truth.gpkg"
    if not stored.exists():
        scene = make_scene(generate(3000, 7), seed=seed, side_m=side)
        for epoch in ("before", "after"):
            render(folder / epoch, scene=scene, epoch=epoch, gsd_m=gsd, noise=noise)  # type: ignore[arg-type]
        cases = truth(scene)
        east, north = plan_flight(scene, "after", noise).shift_m
        cases.geometry = cases.geometry.map(lambda shape: translate(shape, east, north))
        cases.drop(columns=["before", "after", "permitted"]).to_file(stored)
    before, after = (
        FlightFiles(ortho=folder / epoch / "ortho.tif", dsm=folder / epoch / "dsm.tif")
        for epoch in ("before", "after")
    )
    return before, after, gpd.read_file(stored)


@dataclass
class Score:
    """What was found and what was right, over any number of scenes."""

    sought: int = 0
    found: int = 0
    findings: int = 0
    right: int = 0
    heights: list[float] = field(default_factory=list)
    areas: list[float] = field(default_factory=list)
    confidences: list[tuple[float, bool]] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    @property
    def figures(self) -> dict[str, float]:
        return {
            "recall": self.found / max(self.sought, 1),
            "precision": self.right / max(self.findings, 1),
            "height_m": float(np.median(np.abs(self.heights))) if self.heights else float("nan"),
            "area": float(np.median(np.abs(self.areas))) if self.areas else float("nan"),
            "area_bias": float(np.median(self.areas)) if self.areas else float("nan"),
        }

    @property
    def good(self) -> bool:
        f = self.figures
        return (
            f["recall"] >= DEMANDED["recall"]
            and f["precision"] >= DEMANDED["precision"]
            and f["height_m"] <= DEMANDED["height_m"]
            and f["area"] <= DEMANDED["area"]
        )


def judge(cases: gpd.GeoDataFrame, changes: Changes) -> Score:
    """The findings of one scene against its truth."""
    score = Score()
    real = cases[~cases["decoy"] & (cases["change_m"].abs() > 0.5)]
    findings = [region.geometry for region in changes.regions]
    everything = shapely.union_all(findings)
    for _row, case in real[~real["legal"] & (real.geometry.area >= LEAST_M2)].iterrows():
        covered = case.geometry.intersection(everything).area / case.geometry.area
        score.sought += 1
        score.found += covered >= 0.5
        if covered < 0.5:
            size = f"{case.geometry.area:.0f} m² {case['change_m']:.1f} m"
            score.missed.append(f"{case['kind']} {size} {covered:.0%}")
    for region in changes.regions:
        _judge_region(region, cases, real, score)
    return score


def _judge_region(region: Region, cases: gpd.GeoDataFrame, real: gpd.GeoDataFrame, score: Score) -> None:
    outline = region.geometry
    true = real.geometry.to_numpy()
    on_it = shapely.area(shapely.intersection(true, outline))
    covered = real[on_it > 0.5 * shapely.area(true)]
    truly = shapely.union_all(true).buffer(0.3).intersection(outline).area
    right = bool(truly >= 0.5 * outline.area)
    score.findings += 1
    score.right += right
    score.confidences.append((region.confidence, right))
    if not right:
        near = cases[cases.geometry.intersects(outline)]["kind"].tolist()
        score.invented.append(
            f"{near or 'nothing'} {region.direction} {region.area_m2:.0f} m² {region.height_m:.1f} m "
            f"p={region.confidence:.2f} {region.facts}"
        )
    if right and len(covered):
        score.areas.append(outline.area / shapely.union_all(covered.geometry.to_numpy()).area - 1)
        if len(covered) == 1 and region.direction != "surface":
            score.heights.append(region.height_m - abs(float(covered["change_m"].iloc[0])))


def compare(seed: int, noise: str, options: argparse.Namespace) -> tuple[Score, Changes]:
    before, after, cases = flights(seed, noise, side=options.side, gsd=options.gsd)
    if options.images:
        before, after = replace(before, dsm=None), replace(after, dsm=None)
    settings = ChangeSettings()
    if options.fit:
        settings = replace(settings, min_confidence=0.0, min_image_confidence=0.0)
    changes = find_changes(before, after, area=None, settings=settings, told=lambda share, step: None)
    return judge(cases, changes), changes


def fit(rows: list[tuple[dict[str, float], bool]]) -> dict[str, float]:
    """Logistic weights by Newton's method, held near those in use where the scenes say little of a figure."""
    names = list(terms(rows[0][0]))
    x = np.array([[terms(facts)[name] for name in names] for facts, _right in rows])
    y = np.array([right for _facts, right in rows], float)
    prior = np.array([WEIGHTS[name] for name in names])
    weights = prior
    held = np.full(len(names), 0.3)
    for _round in range(60):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (y - p) - held * (weights - prior)
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(held)
        weights = weights + np.linalg.solve(hessian, gradient)
    return {name: round(float(w), 2) for name, w in zip(names, weights, strict=True)}


def reliability(confidences: list[tuple[float, bool]]) -> Iterator[str]:
    """What a confidence meant: the share that was true in each tenth."""
    values = np.array(confidences, float).reshape(-1, 2)
    for low in (0.0, 0.1, 0.3, 0.5, 0.7, 0.9):
        high = {0.0: 0.1, 0.1: 0.3, 0.3: 0.5, 0.5: 0.7, 0.7: 0.9, 0.9: 1.01}[low]
        here = values[(values[:, 0] >= low) & (values[:, 0] < high)]
        if len(here):
            share = here[:, 1].mean()
            yield f"  confidence {low:.1f} to {min(high, 1):.1f}: {share:4.0%} of {len(here)} true"


def row(name: str, score: Score, seconds: float) -> str:
    f = score.figures
    return (
        f"{name:14} {score.found:4}/{score.sought:<4} {f['recall']:6.1%}  "
        f"{score.right:4}/{score.findings:<4} {f['precision']:6.1%}  {f['height_m']:6.3f}  "
        f"{f['area']:6.1%} ({f['area_bias']:+.1%})  {seconds:6.1f}"
    )


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, nargs="+", default=HELD_OUT)
    parser.add_argument("--noises", nargs="+", default=NOISES, choices=NOISES)
    parser.add_argument("--side", type=float, default=200.0)
    parser.add_argument("--gsd", type=float, default=0.1)
    parser.add_argument("--images", action="store_true")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--facts", type=Path)
    options = parser.parse_args()
    print("seed  noise         found          true findings      height m  area (bias)   seconds")
    total, rows, spent = Score(), [], 0.0
    for seed in options.seeds:
        for noise in options.noises:
            flights(seed, noise, side=options.side, gsd=options.gsd)
            start = time.monotonic()
            score, changes = compare(seed, noise, options)
            took = time.monotonic() - start
            spent += took
            print(row(f"{seed:4}  {noise}", score, took), *changes.report.notices, flush=True)
            rows += [(r.facts, ok) for r, (_c, ok) in zip(changes.regions, score.confidences, strict=True)]
            total.add(score)
            if options.wrong:
                print(*(f"    missed {m}" for m in score.missed), sep="\n")
                print(*(f"    invented {m}" for m in score.invented), sep="\n")
    print(row("all", total, spent))
    print(*reliability(total.confidences), sep="\n")
    if options.fit:
        print(json.dumps(fit(rows), indent=2))
    if options.facts:
        options.facts.write_text(json.dumps(rows))
    return 0 if total.good or options.fit else 1


if __name__ == "__main__":
    sys.exit(main())
