"""What the routes of surveys take and answer."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

from kharita.permits.api.schemas import ActorOut
from kharita.territory.schemas import NamesOut

Kind = Literal["ortho", "dsm", "dtm", "multispectral"]
Georeference = Literal["rtk", "control_points", "gps"]


class AuthorisationIn(Schema):
    """`area`: GeoJSON in WGS84; null: the whole commune."""

    commune: int
    reference: str = Field(max_length=80)
    issued_by: str = Field("", max_length=200)
    valid_from: date
    valid_until: date
    area: dict[str, Any] | None = None
    pilot_name: str = Field(max_length=200)
    pilot_licence: str = Field("", max_length=80)


class AuthorisationOut(Schema):
    id: int
    commune_id: int
    reference: str
    issued_by: str
    valid_from: date
    valid_until: date
    area: dict[str, Any] | None
    pilot_name: str
    pilot_licence: str


class CampaignIn(Schema):
    commune: int
    name_ar: str = Field("", max_length=200)
    name_fr: str = Field("", max_length=200)
    name_en: str = Field("", max_length=200)
    purpose: str = Field("", max_length=5_000)


class CampaignOut(Schema):
    id: int
    commune_id: int
    name: NamesOut
    purpose: str


class SurveyIn(Schema):
    """A flight, before its files: `gsd_cm` and `accuracy_cm` are what the pilot knows of them."""

    authorisation: int
    title: str = Field(max_length=200)
    flown_at: AwareDatetime
    sensor: str = Field("", max_length=120)
    georeference: Georeference = "gps"
    gsd_cm: float | None = None
    accuracy_cm: float | None = None
    campaign: int | None = None
    note: str = Field("", max_length=20_000)


class PublishIn(Schema):
    is_public: bool


class RefusalOut(Schema):
    code: str
    title: str
    detail: str


class ProductOut(Schema):
    """One file of a survey. `step` and `fraction` tell how far its preparation is."""

    id: int
    kind: Kind
    state: str
    state_title: str
    source: str
    file_name: str
    size: int | None
    sha256: str
    facts: dict[str, Any]
    bands: dict[str, int]
    statistics: list[dict[str, Any]]
    step: str
    fraction: float
    error: RefusalOut | None
    created_at: datetime
    ready_at: datetime | None


class SurveyRowOut(Schema):
    """A line of the list; `bbox` in degrees (null: nothing to show yet)."""

    id: int
    number: str
    title: str
    state: str
    state_title: str
    commune_id: int
    campaign_id: int | None
    flown_at: datetime
    sensor: str
    gsd_cm: float | None
    published_at: datetime | None
    version: int
    bbox: tuple[float, float, float, float] | None
    kinds: list[str] = Field(description="The kinds of file that are ready.")


class SurveyOut(SurveyRowOut):
    """A survey; `authorisation`, `note` and `created_by` are null for who is not of its commune's desk."""

    georeference: str
    accuracy_cm: float | None
    footprint: dict[str, Any] | None
    note: str | None
    authorisation: AuthorisationOut | None
    created_by: ActorOut | None
    created_at: datetime
    products: list[ProductOut]
    may_upload: bool
    may_publish: bool


class ProductIn(Schema):
    """A complete upload taken as a survey's file; `bands`: which band is red, nir … (from 1)."""

    kind: Kind
    upload: UUID
    bands: dict[str, int] = Field(default_factory=dict, max_length=20)


class ComparisonIn(Schema):
    """Two surveys to compare, within `area` (GeoJSON in WGS84; null: all they share)."""

    before: int
    after: int
    area: dict[str, Any] | None = None


class ChangeTallyOut(Schema):
    """Where the changes of a run went: `seen` by the detection; `found` as findings (one over several parcels
    may be several), of them `on_no_parcel`; `outside` the commune, on `outside_m2`, and so no finding."""

    seen: int
    found: int
    on_no_parcel: int
    outside: int
    outside_m2: float


class SurveyComparisonOut(Schema):
    """A run of the change detection; `findings` counts by state, `changes` tells where all went (null: the
    run is not finished)."""

    id: int
    commune_id: int
    before: SurveyRowOut
    after: SurveyRowOut
    state: str
    state_title: str
    step: str
    fraction: float
    sources: dict[str, Any]
    report: dict[str, Any]
    changes: ChangeTallyOut | None
    thresholds: int | None = Field(description="The version of the commune's thresholds; null: the defaults.")
    error: RefusalOut | None
    created_by: ActorOut | None
    created_at: datetime
    finished_at: datetime | None
    findings: dict[str, int]
