"""The probability that a region is a building's change, from its figures.

A logistic model. Its weights were set by hand and looked at on a few of the demo's tuning seeds; they are not
fitted yet (tests/bench/accuracy.py --fit prints a fit), so a confidence ranks more than it measures.
"""

import math
from collections.abc import Mapping

WEIGHTS: Mapping[str, float] = {
    "one": 2.0,
    "rough": -2.0,
    "uneven": -2.0,
    "wall": 2.0,
    "green": -4.0,
    "edge": -2.0,
    "rectangular": 3.0,
    "significant": 0.5,
    "vehicle": -5.0,
}


WIDEST_VEHICLE_M = 3.15
"""The 2.55 m that roads allow, mirrors and a surface model's blur."""


def terms(facts: Mapping[str, float]) -> dict[str, float]:
    """The model's terms, each bounded, so that no single figure decides."""
    return {
        "one": 1.0,
        "rough": min(facts["roughness_m"], 1.0),
        "uneven": min(facts["unevenness"], 1.5),
        "wall": min(max(facts["wall"], 0.0), 1.2) - 0.8,
        "green": facts["leafy_share"] + _leaf_coloured(facts),
        "edge": facts["edge_share"],
        "rectangular": facts["rectangularity"] - 0.75,
        "vehicle": _like_a_vehicle(facts),
        "significant": min(math.log(max(facts["significance"], 1.0) / 3), 2.0),
    }


def _leaf_coloured(facts: Mapping[str, float]) -> float:
    """Green counts as far as the surface is rough, too: there are green roofs, but no flat crowns."""
    green = min(max(facts.get("greenness", 0.0), 0.0) * 6, 1.0)
    return green * min(facts["roughness_m"] / 0.3, 1.0)


def _like_a_vehicle(facts: Mapping[str, float]) -> float:
    """1 for what is as narrow as the road allows (2.55 m), longer than wide, and lower than a bridge."""
    narrow = min(max((WIDEST_VEHICLE_M - facts["breadth_m"]) / 0.35, 0.0), 1.0)
    long = min(max(facts["length_m"] / max(facts["breadth_m"], 0.1) - 1.6, 0.0), 1.0)
    return narrow * long * (1.0 if facts["height_m"] < 4.3 else 0.0)


def confidence_of_heights(facts: Mapping[str, float]) -> float:
    total = sum(WEIGHTS[name] * value for name, value in terms(facts).items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
