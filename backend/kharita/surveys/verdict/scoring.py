"""Which finding is looked at first.

The score is severity of the verdict × square metres at issue × metres at issue × confidence: roughly the
cubic metres built against the rules, weighed by how grave and how certain that is. At issue is what lies
outside where the footprint is exceeded, the height above the permitted one where the height is; else the
whole.
"""

from kharita.surveys.verdict.limits import VerdictLimits
from kharita.surveys.verdict.things import Change


def score_of(
    verdict: str, change: Change, *, outside_m2: float, permitted_height_m: float | None, confidence: float,
    limits: VerdictLimits,
) -> float:  # fmt: skip
    """The score, larger first."""
    area = outside_m2 if verdict == "footprint_exceeds" and outside_m2 > 0 else change.area_m2
    height = change.height_m if change.height_m else limits.score.storey_m
    if verdict == "height_exceeds" and change.built_height_m is not None and permitted_height_m is not None:
        height = min(height, change.built_height_m - permitted_height_m)
    return round(limits.severity[verdict] * area * max(height, 0.1) * confidence, 2)
