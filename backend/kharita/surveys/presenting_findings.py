"""Findings, what was measured on parcels, and thresholds as the API's answers."""

from collections.abc import Sequence
from typing import Any

from kharita.accounts.models import User
from kharita.core.models import WorkflowEvent
from kharita.permits.models import IssuedPaper
from kharita.permits.shapes import geojson_of
from kharita.permits.workflow import INSPECT
from kharita.surveys import presenting
from kharita.surveys.explaining import explained
from kharita.surveys.models import DetectionSettings, Finding, ParcelChange
from kharita.surveys.models.comparison import JUDGE
from kharita.surveys.services.judging import OFFENCES, evidence_of, place_of
from kharita.surveys.services.tuning import TUNABLES

ROW = (
    "id", "number", "comparison_id", "commune_id", "verdict", "state", "area_m2", "outside_m2", "height_m",
    "built_height_m", "permitted_height_m", "volume_m3", "confidence", "score", "reason", "note",
    "offence_id", "inspection_id", "judged_at",
)  # fmt: skip
EPOCHS = ("before", "after")


def row(one: Finding) -> dict[str, Any]:
    """A line of the list; its parcel and permit are loaded with it."""
    place = geojson_of(place_of(one))
    base = f"/api/v1/surveys/findings/{one.pk}/pictures"
    return {name: getattr(one, name) for name in ROW} | {
        "verdict_title": one.get_verdict_display(),
        "state_title": one.get_state_display(),
        "reason_title": one.get_reason_display() if one.reason else "",
        "direction": one.facts.get("direction", ""),
        "parcel": parcel(one.parcel),
        "permit": None if one.permit is None else {"id": one.permit.pk, "reference": one.permit.reference},
        "bbox": presenting.bbox_of(one.geometry),
        "place": None if place is None else place["coordinates"],
        "pictures": {epoch: f"{base}/{epoch}.webp" for epoch in EPOCHS if one.picture(epoch).is_file()},
    }


def parcel(one: Any) -> dict[str, Any] | None:
    return None if one is None else {"id": one.pk, "reference": one.reference, "slug": one.slug}


def finding(one: Finding, reader: User) -> dict[str, Any]:
    """A finding with all that it rests on."""
    comparison = one.comparison
    may_judge = reader.can(JUDGE, one.commune_id)
    return row(one) | {
        "geometry": geojson_of(one.geometry),
        "explained": explained(one.facts),
        "measured": one.facts.get("measured", {}),
        "before": presenting.survey_row(comparison.before),
        "after": presenting.survey_row(comparison.after),
        "sources": comparison.sources,
        "report": comparison.report,
        "thresholds": None if comparison.thresholds is None else comparison.thresholds.version,
        "judged_by": presenting.actor(one.judged_by),
        "offence": None if one.offence is None else {"id": one.offence.pk, "number": one.offence.number},
        "visit": _visit(one),
        "history": _history(one),
        "evidence": [_paper(one, paper) for paper in evidence_of(one)],
        "may_judge": may_judge,
        "may_open_offence": may_judge and reader.can(INSPECT, one.commune_id) and one.verdict in OFFENCES,
    }


def _visit(one: Finding) -> dict[str, Any] | None:
    visit = one.inspection
    if visit is None:
        return None
    return {
        "id": visit.pk, "planned_on": visit.planned_on, "held_at": visit.held_at, "result": visit.result,
        "inspector": presenting.actor(visit.inspector),
    }  # fmt: skip


def _history(one: Finding) -> list[dict[str, Any]]:
    moves = WorkflowEvent.objects.filter(object_type=Finding._meta.label_lower, object_id=one.pk)
    return [
        {"at": move.at, "action": move.action, "source": move.source, "target": move.target,
         "note": move.note, "actor": presenting.actor(move.actor)}
        for move in moves.select_related("actor").order_by("pk")
    ]  # fmt: skip


def _paper(one: Finding, paper: IssuedPaper) -> dict[str, Any]:
    return {
        "code": paper.code, "made_at": paper.made_at, "pages": paper.pages, "size": paper.size,
        "sha256": paper.sha256, "is_withdrawn": paper.withdrawn_at is not None,
        "href": f"/api/v1/surveys/findings/{one.pk}/evidence/{paper.code}",
    }  # fmt: skip


def measured(one: ParcelChange) -> dict[str, Any]:
    """What was measured on a parcel; its parcel is loaded with it."""
    names = (
        "built_before_m2", "built_after_m2", "height_before_m", "height_after_m", "share_seen", "changed_m2",
        "confidence",
    )  # fmt: skip
    return {name: getattr(one, name) for name in names} | {"parcel": parcel(one.parcel)}


def thresholds(versions: Sequence[DetectionSettings], values: dict[str, float]) -> dict[str, Any]:
    """The thresholds that can be set, as they hold now, and how they came to be so."""
    return {
        "fields": [
            {"name": one.name, "title": str(one.title), "unit": one.unit, "default": one.default,
             "least": one.least, "most": one.most, "step": one.step, "value": values[one.name]}
            for one in TUNABLES.values()
        ],
        "versions": [version(each) for each in versions],
    }  # fmt: skip


def version(one: DetectionSettings) -> dict[str, Any]:
    return {
        "version": one.version, "values": one.values, "reason": one.reason, "basis": one.basis,
        "set_by": presenting.actor(one.set_by), "set_at": one.set_at,
    }  # fmt: skip
