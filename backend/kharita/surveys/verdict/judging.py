"""The verdict on one piece of a change, beside what was permitted there and what may be built at all.

In this order, the first that holds is told (`severity` in the data says why): building where nothing may be
built; without a permit; beyond the permitted footprint; higher than permitted. What a permit covers is as
permitted, also on ground that the plan keeps free: the permit was given knowing it, and the fact is told.
What is gone is demolished, unless a permit to demolish covers it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from kharita.permits.checks.tidy import NOWHERE, common, merged, polygons_in
from kharita.surveys.verdict.limits import VerdictLimits
from kharita.surveys.verdict.scoring import score_of
from kharita.surveys.verdict.splitting import opened
from kharita.surveys.verdict.things import Between, Change, Fact, Judged, Permission, Piece, Surroundings


@dataclass(frozen=True)
class Covered:
    """How a piece stands to the permits that cover it. `outside` is what lies beyond all their footprints."""

    permit: Permission
    outside: MultiPolygon
    permitted_height_m: float | None
    is_higher: bool
    confidence: float
    facts: tuple[Fact, ...]


def judge(piece: Piece, around: Surroundings, *, when: Between, limits: VerdictLimits) -> Judged:
    """The verdict on `piece` as of the day of the later flight."""
    change = piece.change
    beside = _beside(piece, around)
    if change.direction == "down":
        return _gone(piece, around, when, limits, beside)
    covering = [
        one for one in around.permissions
        if one.purpose in ("building", "occupation") and _counts(one, when) and _covers(one, piece, limits)
    ]  # fmt: skip
    if not covering:
        return _without_permit(piece, around, when, limits, beside)
    covered = _covered(change, covering, limits)
    forbidden = _forbidden(covered.outside, around, limits)
    outside_m2 = round(float(covered.outside.area), 1)
    if forbidden:
        verdict = "in_servitude"
    elif outside_m2 > 0:
        verdict = "footprint_exceeds"
    elif covered.is_higher:
        verdict = "height_exceeds"
    else:
        verdict = "authorised"
        forbidden = _forbidden(polygons_in(change.geometry), around, limits)
    return _judged(
        verdict, piece, limits, covered.permit, outside_m2, covered.permitted_height_m,
        round(change.confidence * covered.confidence, 4),
        (*(forbidden if verdict == "in_servitude" else ()), *covered.facts,
         *(() if verdict == "in_servitude" else forbidden), *beside),
    )  # fmt: skip


def _without_permit(
    piece: Piece, around: Surroundings, when: Between, limits: VerdictLimits, beside: tuple[Fact, ...]
) -> Judged:
    change = piece.change
    forbidden = _forbidden(polygons_in(change.geometry), around, limits)
    none = Fact("no-permit", {"day": when.after.isoformat()})
    here = [one for one in around.permissions if one.purpose == "building" and _covers(one, piece, limits)]
    others = tuple(_not_counting(one, when) for one in here if not _counts(one, when))
    facts = (*forbidden, none, *others, *beside)
    verdict = "in_servitude" if forbidden else "no_permit"
    return _judged(
        verdict, piece, limits, None, change.area_m2, None, _known(change, limits) * change.confidence, facts
    )


def _gone(
    piece: Piece, around: Surroundings, when: Between, limits: VerdictLimits, beside: tuple[Fact, ...]
) -> Judged:
    counting = [one for one in around.permissions if one.purpose == "demolition" and _counts(one, when)]
    permits = [one for one in counting if _covers(one, piece, limits)]
    permit = max(permits, key=lambda one: one.issued_on, default=None)
    if permit is None:
        fact = Fact("demolished-without-permit", {"day": when.after.isoformat()})
        return _judged("demolished", piece, limits, None, 0.0, None, piece.change.confidence, (fact, *beside))
    facts = (Fact("demolition-permitted", _of(permit)), *beside)
    return _judged("authorised", piece, limits, permit, 0.0, None, piece.change.confidence, facts)


def _judged(
    verdict: str, piece: Piece, limits: VerdictLimits, permit: Permission | None, outside_m2: float,
    permitted_height_m: float | None, confidence: float, facts: tuple[Fact, ...],
) -> Judged:  # fmt: skip
    score = score_of(
        verdict, piece.change, outside_m2=outside_m2, permitted_height_m=permitted_height_m,
        confidence=confidence, limits=limits,
    )  # fmt: skip
    return Judged(verdict, permit, outside_m2, permitted_height_m, round(confidence, 4), score, facts)


def _covered(change: Change, covering: Sequence[Permission], limits: VerdictLimits) -> Covered:
    """Beside all that cover it together: two permits of one parcel allow two buildings."""
    ground = polygons_in(change.geometry)
    permit = max(covering, key=lambda one: (_overlap(one, ground), one.issued_on, one.id))
    facts = [Fact("permit", _of(permit))]
    confidence = _known(change, limits)
    outside = NOWHERE
    if any(one.footprint is None for one in covering):
        facts.append(Fact("footprint-unknown", _of(permit)))
        confidence *= limits.confidence.footprint_unknown
    else:
        outside = _outside(change, merged(polygons_in(one.footprint) for one in covering), limits)
        if not outside.is_empty:
            tolerance = round(_reach(change, limits), 2)
            values = {"area": round(float(outside.area), 1), "tolerance": tolerance}
            facts.insert(0, Fact("footprint-exceeds", values))
    allowed, height_facts, is_higher = _height(change, permit, limits)
    if allowed is None and permit.purpose == "building":
        confidence *= limits.confidence.height_unknown
    at = 0 if is_higher and outside.is_empty else len(facts)
    facts[at:at] = height_facts
    return Covered(permit, outside, allowed, is_higher, confidence, tuple(facts))


def _outside(change: Change, footprint: MultiPolygon, limits: VerdictLimits) -> MultiPolygon:
    """What lies beyond the permitted footprint: what is told is measured from the footprint itself, whether
    it is told from the tolerance on."""
    ground = polygons_in(change.geometry)
    reach = _reach(change, limits)
    beyond = shapely.difference(ground, shapely.buffer(footprint, reach, join_style="mitre"))
    kept = [
        part for part in opened(beyond, limits.footprint.sliver_m).geoms
        if part.area >= limits.footprint.outside_min_m2
    ]  # fmt: skip
    if not kept:
        return NOWHERE
    near = shapely.buffer(MultiPolygon(kept), reach * 1.5, join_style="mitre")
    return common(polygons_in(shapely.difference(ground, footprint)), polygons_in(near))


def _reach(change: Change, limits: VerdictLimits) -> float:
    return max(limits.footprint.tolerance_m, limits.footprint.position_sigmas * change.position_m)


def allowed_height(permit: Permission, limits: VerdictLimits) -> float | None:
    """The height in metres that a permit allows: as it says, else as its floors make it; None: not said."""
    if permit.height_m is not None or permit.floors is None:
        return permit.height_m
    return round((permit.floors + 1) * limits.height.storey_m + limits.height.parapet_m, 2)


def _height(
    change: Change, permit: Permission, limits: VerdictLimits
) -> tuple[float | None, list[Fact], bool]:
    """The height that the permit allows, what is to be told of it, and whether more stands there."""
    facts: list[Fact] = []
    allowed = allowed_height(permit, limits)
    if permit.height_m is None and permit.floors is not None:
        facts.append(Fact("height-from-floors", {"floors": permit.floors, "allowed": allowed}))
    if allowed is None:
        return None, [] if permit.purpose == "occupation" else [Fact("height-unknown", _of(permit))], False
    tolerance = max(limits.height.tolerance_m, limits.height.sigmas * change.sigma_m)
    stands = change.built_height_m
    if stands is None or stands <= allowed + tolerance:
        return allowed, facts, False
    values = {"height": round(stands, 2), "allowed": allowed, "tolerance": round(tolerance, 2)}
    return allowed, [Fact("height-exceeds", values), *facts], True


def _known(change: Change, limits: VerdictLimits) -> float:
    return 1.0 if change.height_m is not None else limits.confidence.heights_not_measured


def _forbidden(ground: MultiPolygon, around: Surroundings, limits: VerdictLimits) -> tuple[Fact, ...]:
    """The forbidden ground that `ground` lies on, the largest part first."""
    found: list[tuple[float, Fact]] = []
    if ground.is_empty:
        return ()
    for burden in around.burdens:
        part = opened(common(ground, polygons_in(burden.geometry)), limits.footprint.sliver_m)
        if part.area >= limits.ground.least_m2:
            values = {
                "area": round(float(part.area), 1), "kind": burden.kind, "name": dict(burden.names),
                "legal_ref": burden.legal_ref or limits.ground.legal_ref,
            }  # fmt: skip
            found.append((float(part.area), Fact(f"on-{burden.sort}", values)))
    return tuple(fact for _area, fact in sorted(found, key=lambda one: -one[0]))


def _beside(piece: Piece, around: Surroundings) -> tuple[Fact, ...]:
    """What is told beside every verdict."""
    facts = []
    if piece.parcel is None:
        facts.append(Fact("on-no-parcel"))
    if piece.share < 0.99:
        facts.append(Fact("part-of-larger", {"area": round(piece.change.area_m2 / piece.share, 1)}))
    if piece.change.height_m is None:
        facts.append(Fact("heights-not-measured"))
    if around.zone:
        facts.append(Fact("zone", {"code": around.zone}))
    return tuple(facts)


def _counts(permit: Permission, when: Between) -> bool:
    """Issued by the later flight and not lapsed before it; and what it allowed did not stand at the earlier
    one already, for then what has changed since is something else."""
    is_issued = permit.issued_on <= when.after
    is_over = permit.ended_on is not None and permit.ended_on < when.after
    is_used = permit.completed_on is not None and permit.completed_on < when.before
    return is_issued and not is_over and not is_used


def _not_counting(permit: Permission, when: Between) -> Fact:
    if permit.issued_on > when.after:
        return Fact("permit-later", _of(permit))
    if permit.completed_on is not None and permit.completed_on < when.before:
        return Fact("permit-used", _of(permit) | {"completed": permit.completed_on.isoformat()})
    ended = permit.ended_on.isoformat() if permit.ended_on else ""
    return Fact("permit-ended", _of(permit) | {"ended": ended})


def _of(permit: Permission) -> dict[str, str]:
    return {"reference": permit.reference, "day": permit.issued_on.isoformat()}


def _covers(permit: Permission, piece: Piece, limits: VerdictLimits) -> bool:
    """Whether the permit is one of the piece's parcel, or of ground that holds most of the piece."""
    if piece.parcel is not None and piece.parcel.id in permit.parcels:
        return True
    if permit.site is None or permit.site.is_empty:
        return False
    ground = polygons_in(piece.change.geometry)
    return _part(ground, permit.site) >= limits.permits.covers_share


def _overlap(permit: Permission, ground: MultiPolygon) -> float:
    shape = permit.footprint if permit.footprint is not None else permit.site
    return 0.0 if shape is None else _part(ground, shape)


def _part(ground: MultiPolygon, shape: BaseGeometry) -> float:
    return float(common(ground, polygons_in(shape)).area / ground.area) if ground.area else 0.0
