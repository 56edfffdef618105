"""What the routes of findings and thresholds take and answer."""

from datetime import date, datetime
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from kharita.permits.api.schemas import ActorOut
from kharita.surveys.api.schemas import SurveyRowOut

Verdict = Literal[
    "no_permit", "footprint_exceeds", "height_exceeds", "in_servitude", "authorised", "demolished"
]
State = Literal["open", "accepted", "visit", "rejected"]
Reason = Literal[
    "vegetation", "vehicle", "temporary", "roof_object", "shadow", "misplaced", "public_works", "permitted",
    "other",
]  # fmt: skip


class FindingsIn(Schema):
    """Which findings; `verdict` and `state` may be given several times. `cursor`: the `next` of a page."""

    comparison: int | None = None
    commune: int | None = None
    parcel: int | None = None
    permit: int | None = None
    survey: int | None = Field(None, description="The later survey.")
    verdict: list[Verdict] = Field(default_factory=list)
    state: list[State] = Field(default_factory=list)
    min_confidence: float = Field(0, ge=0, le=1)
    cursor: str = Field("", max_length=200)
    size: int = Field(50, ge=1, le=200)


class ParcelRefOut(Schema):
    """`slug` is the parcel's place in addresses."""

    id: int
    reference: str
    slug: str


class PermitRefOut(Schema):
    id: int
    reference: str


class PicturesOut(Schema):
    """Addresses of the pictures of a finding's place; null: there is none."""

    before: str | None = None
    after: str | None = None


class FindingRowOut(Schema):
    """A line of the list. Areas in m², heights in metres (null: not known), `score` orders it.

    `outside_m2` lies beyond what the permit allows; `height_m` was gained or lost, `built_height_m` stands
    above the ground, `permitted_height_m` is what the permit allows. `parcel` null: on no parcel.
    """

    id: int
    number: int
    comparison_id: int
    commune_id: int
    verdict: Verdict
    verdict_title: str
    state: State
    state_title: str
    direction: str = Field(description="up, down, or surface: seen in pictures alone.")
    area_m2: float
    outside_m2: float
    height_m: float | None
    built_height_m: float | None
    permitted_height_m: float | None
    volume_m3: float | None
    confidence: float
    score: float
    reason: str
    reason_title: str
    note: str
    parcel: ParcelRefOut | None
    permit: PermitRefOut | None
    offence_id: int | None
    inspection_id: int | None
    judged_at: datetime | None
    bbox: tuple[float, float, float, float] | None
    place: tuple[float, float] | None = Field(description="Longitude and latitude of a point on it.")
    pictures: PicturesOut


class FindingCountsOut(Schema):
    """Of all that fits the other filters, by verdict and by state."""

    verdicts: dict[str, int]
    states: dict[str, int]


class FindingsOut(Schema):
    items: list[FindingRowOut]
    next: str = Field(description='The cursor of the next page; "" at the end.')
    counts: FindingCountsOut


class ExplainedOut(Schema):
    """A sentence on what the verdict rests on, in the reader's language."""

    code: str
    text: str


class OffenceRefOut(Schema):
    id: int
    number: str


class VisitRefOut(Schema):
    """The planned visit; `result` is "" until it is held."""

    id: int
    planned_on: date | None
    held_at: datetime | None
    result: str
    inspector: ActorOut | None


class JudgementOut(Schema):
    at: datetime
    action: str
    source: str
    target: str
    note: str
    actor: ActorOut | None


class EvidenceOut(Schema):
    """A printed evidence, a PDF in Arabic and French that can be verified by its code."""

    code: str
    made_at: datetime
    pages: int
    size: int
    sha256: str
    is_withdrawn: bool
    href: str


class SurveyFindingOut(FindingRowOut):
    """A finding with all that it rests on: `sources` are the files compared, with their sha256."""

    geometry: dict[str, Any]
    explained: list[ExplainedOut]
    measured: dict[str, Any]
    before: SurveyRowOut
    after: SurveyRowOut
    sources: dict[str, Any]
    report: dict[str, Any]
    thresholds: int | None
    judged_by: ActorOut | None
    offence: OffenceRefOut | None
    visit: VisitRefOut | None
    history: list[JudgementOut]
    evidence: list[EvidenceOut]
    may_judge: bool
    may_open_offence: bool = Field(description="Whether the reader may record it as an offence.")


class AcceptIn(Schema):
    """`offence`: also record an offence, which only an inspector may."""

    offence: bool = False
    note: str = Field("", max_length=20_000)


class RejectIn(Schema):
    reason: Reason
    note: str = Field("", max_length=20_000, description="Needed where the reason is another one.")


class VisitIn(Schema):
    """`inspector` null: the reader."""

    planned_on: date
    inspector: int | None = None
    note: str = Field("", max_length=20_000)


class ReopenIn(Schema):
    note: str = Field("", max_length=20_000)


class ParcelChangeOut(Schema):
    """What was measured on one parcel (m², metres; null: the flights do not tell)."""

    parcel: ParcelRefOut
    built_before_m2: float | None
    built_after_m2: float | None
    height_before_m: float | None
    height_after_m: float | None
    share_seen: float
    changed_m2: float
    confidence: float


class ParcelChangesOut(Schema):
    items: list[ParcelChangeOut]
    next: int | None = Field(description="What to ask for as `after`; null at the end.")


class ThresholdsIn(Schema):
    commune: int


class ThresholdOut(Schema):
    """A threshold as it holds now, and the span and steps in which it may be set."""

    name: str
    title: str
    unit: str
    default: float
    least: float
    most: float
    step: float
    value: float


class ThresholdVersionOut(Schema):
    """`basis`: the figures that were shown when it was set; empty: a person's own choice."""

    version: int
    values: dict[str, float]
    reason: str
    basis: dict[str, Any]
    set_by: ActorOut | None
    set_at: datetime


class ThresholdsOut(Schema):
    fields: list[ThresholdOut]
    versions: list[ThresholdVersionOut]


class SetThresholdsIn(Schema):
    """`values` by name; those not named get their defaults. `by_suggestion`: keep the present figures as its
    basis."""

    commune: int
    values: dict[str, float] = Field(max_length=20)
    reason: str = Field(max_length=5_000)
    by_suggestion: bool = False


class StepOut(Schema):
    """What a threshold of `value` would have dropped of the judged findings."""

    value: float
    accepted_lost: int
    rejected_dropped: int


class AdviceOut(Schema):
    """What the judged findings say of one threshold; `suggested` null: leave it as it is."""

    name: str
    value: float
    accepted: int
    rejected: int
    suggested: float | None
    would_drop: int
    steps: list[StepOut]


class SuggestionOut(Schema):
    """`rejected` counts what was wrongly seen, `other` what was rejected for another reason."""

    accepted: int
    rejected: int
    other: int
    is_enough: bool = Field(description="Whether enough was judged for the figures to say anything.")
    advice: list[AdviceOut]
    values: dict[str, float]


class OfPermitOut(SurveyRowOut):
    """A survey that shows a permit's site; `findings` counts those of this permit in it."""

    findings: int
