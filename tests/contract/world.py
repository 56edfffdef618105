"""Two communes with everything in them: one open to the public, one that only its own people may see.

Every text that the public must never read carries a canary.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from kharita.accounts.models import User
from kharita.accounts.roles import Role
from kharita.core.layers import layers
from kharita.permits.models import (
    Annotation,
    Circulation,
    CommissionSession,
    Decision,
    Document,
    DocumentKind,
    Entity,
    EntityMember,
    Inspection,
    InspectionPhoto,
    IssuedPaper,
    Notice,
    Offence,
    Permit,
    PermitParcel,
    PermitType,
    PlanReading,
    SavedView,
    SessionItem,
    State,
)
from kharita.permits.paper.codes import new_code
from kharita.surveys.models import (
    Campaign,
    Comparison,
    DetectionSettings,
    Finding,
    IrrigationPlan,
    IrrigationZone,
    Measurement,
    ParcelChange,
    Product,
    Survey,
    SurveyShare,
)
from kharita.territory.models import (
    Building,
    Commune,
    District,
    Easement,
    LandCover,
    Parcel,
    ParcelOwner,
    Place,
    Reservation,
    Street,
    Zone,
    ZoneRule,
    ZoningPlan,
)
from tests.factories import (
    CENTRE,
    SIDE,
    line,
    make_commune,
    make_neighbour,
    make_parcel,
    make_user,
    point,
    square,
)
from tests.surveys.making import make_authorisation, make_survey

OWNER, OWNER_AR = "Canaryowner Benali", "مالكسري بنعلي"
NATIONAL_ID = "CANARY4711"
PHONE = "0612345678"
EMAIL = "canary.person@example.org"
RETIRED = "66666/66"
DRAFT = "CANARYDRAFT"
CLOSED = "Canaryclosed"
CLOSED_REFERENCE = "77777/77"
USE = "canaryuse"
ADDRESS = "Canary street 9"
APPLICANT = "Canaryapplicant Zahri"
SUBMITTED = "Canarysubmitted project"
DRAFTED = "Canarydrafted project"
OFFENDER = "Canaryoffender"
PILOT = "Canarypilot"
UNPUBLISHED = "Canaryunpublished flight"
FINDING = "Canaryfinding"

PERSONAL = (OWNER, OWNER_AR, NATIONAL_ID, PHONE, EMAIL)
DESK_ONLY = (RETIRED, "66666-66", DRAFT, USE)
CLOSED_ONLY = (CLOSED, CLOSED_REFERENCE, "77777-77")


@dataclass(frozen=True)
class World:
    """`parcel` stands in the open commune at CENTRE, `hidden` in the closed one."""

    open: Commune
    closed: Commune
    parcel: Parcel
    hidden: Parcel
    people: dict[str, User | None]
    permits: tuple[Permit, ...]


def make_world() -> World:
    open_commune, closed = make_commune(), make_neighbour(is_public=False)
    Commune.objects.filter(pk=closed.pk).update(name_fr=CLOSED, name_ar=CLOSED)
    parcel = _furnish(open_commune, "12345/40", east=0, name="Massira")
    hidden = _furnish(closed, CLOSED_REFERENCE, east=1, name=CLOSED)
    people: dict[str, User | None] = {"nobody": None}
    for role in Role:
        people[f"{role} here"] = make_user(role, open_commune, username=f"{role}.here")
    # Someone whose own session is not walked, so that only others could see these.
    make_user(Role.CREW, open_commune, phone=PHONE, email=EMAIL, full_name="Hidden colleague")
    for role in (Role.URBANISM_OFFICER, Role.ADMINISTRATOR, Role.CITIZEN):
        people[f"{role} there"] = make_user(role, closed, username=f"{role}.there")
    people["superuser"] = make_user(is_superuser=True, username="root")
    permits = (*_permits(parcel), *_permits(hidden))
    member = people["commission_member here"]
    for ground in (parcel, hidden):
        _surveyed(ground)
    Circulation.objects.create(
        permit=permits[1], entity=_spoken_for(member, open_commune), sent_at=timezone.now(),
        due_at=timezone.now(),
    )  # fmt: skip
    return World(
        open=open_commune, closed=closed, parcel=parcel, hidden=hidden, people=people, permits=permits
    )


def _spoken_for(member: User | None, commune: Commune) -> Entity:
    entity: Entity = Entity.objects.create(code="agency", kind="urban_agency", name_fr="Agence")
    EntityMember.objects.create(entity=entity, commune=commune, user=member)
    return entity


def _permits(parcel: Parcel) -> tuple[Permit, ...]:
    """A granted permit, a submitted one and a draft, of a person whose own session is not walked."""
    now, code = timezone.now(), parcel.commune_id
    kind, _new = PermitType.objects.get_or_create(code="BUILD_SMALL", family="building")
    paper, _new = DocumentKind.objects.get_or_create(code="application")
    who = make_user(full_name=APPLICANT)
    made = []
    for number, (state, title) in enumerate(
        ((State.ISSUED, "Granted"), (State.SUBMITTED, SUBMITTED), (State.DRAFT, DRAFTED)), start=1
    ):
        is_draft = state == State.DRAFT
        permit = Permit.objects.create(
            commune_id=code, kind=kind, state=state, title=title, applicant=who, owner_name=APPLICANT,
            site=parcel.geometry, created_at=now, changed_at=now,
            number=None if is_draft else f"PC-{code}-{number}",
            reference="" if is_draft else f"PC-{code}-{number}",
            submitted_at=None if is_draft else now, issued_at=now if state == State.ISSUED else None,
        )  # fmt: skip
        PermitParcel.objects.create(permit=permit, parcel=parcel, reference=parcel.reference)
        Document.objects.create(
            permit=permit, kind=paper, name=f"{title}.pdf", media_type="application/pdf", size=1,
            sha256="0" * 64, uploaded_by=who, uploaded_at=now, file=ContentFile(title.encode(), "paper.pdf"),
        )  # fmt: skip
        made.append(permit)
    Decision.objects.create(
        permit=made[0], kind="grant", number=f"DEC-{code}-1", code=new_code(), signed_at=now,
        text=f"Granted to {APPLICANT}",
    )  # fmt: skip
    Offence.objects.create(
        commune_id=code, number=f"INF-{code}-1", kind="no_permit", parcel=parcel, description=OFFENDER,
        offender_name=OFFENDER, observed_at=now, report_due_at=now,
    )  # fmt: skip
    visit = Inspection.objects.create(commune_id=code, permit=made[0], planned_on=now.date(), note=OFFENDER)
    InspectionPhoto.objects.create(
        inspection=visit, file=ContentFile(OFFENDER.encode(), "photo.jpg"), sha256="0" * 64, size=1,
        media_type="image/jpeg",
    )  # fmt: skip
    _examined(made[1], who)
    _kept(made[0], who)
    return tuple(made)


def _examined(permit: Permit, who: User) -> None:
    """A dossier on a session's agenda, with a remark, a drawing read, and what its people were told."""
    now = timezone.now()
    session = CommissionSession.objects.create(
        commune_id=permit.commune_id, number=f"CU-{permit.commune_id}-1", starts_at=now
    )
    SessionItem.objects.create(session=session, permit=permit, rank=1, note=SUBMITTED)
    document = Document.objects.get(permit=permit)
    Annotation.objects.create(document=document, x=0.5, y=0.5, text=SUBMITTED, author=who, created_at=now)
    told = {"footprint": None, "area_m2": 0, "crs": "", "remarks": [SUBMITTED], "plan": None}
    PlanReading.objects.create(
        permit=permit, document=document, name=SUBMITTED, sha256="0" * 64, size=1, told=told, read_at=now
    )
    Notice.objects.create(user=who, permit=permit, event="submit", at=now)
    SavedView.objects.create(user=who, name=SUBMITTED, created_at=now)


def _kept(permit: Permit, who: User) -> None:
    """The paper of a granted permit, under its decision's code."""
    IssuedPaper.objects.create(
        commune_id=permit.commune_id, permit=permit, kind="decision_granted", cause=f"permit:{permit.pk}",
        reference=permit.reference, languages=["fr"], code=Decision.objects.get(permit=permit).code,
        file=ContentFile(APPLICANT.encode(), "paper.pdf"), size=1, sha256="0" * 64, pages=1, made_by=who,
        made_at=timezone.now(),
    )  # fmt: skip


def _surveyed(parcel: Parcel) -> None:
    """A published flight, a later one that is not, and what was found between them."""
    now, commune = timezone.now(), parcel.commune
    inside: dict[str, Any] = {"commune": commune, "created_at": now}
    first = "Massira" if commune.is_public else CLOSED
    permission = make_authorisation(commune, reference=PILOT, pilot_name=PILOT)
    Campaign.objects.create(**inside, name_fr=UNPUBLISHED)
    published, later = (
        make_survey(
            commune, f"VOL-{commune.pk}-{number}", days_ago=10 - number, authorisation=permission,
            title=title, footprint=parcel.geometry, note=PILOT, published_at=now if number == 1 else None,
        )
        for number, title in ((1, first), (2, UNPUBLISHED))
    )  # fmt: skip
    for survey in (published, later):
        Product.objects.create(survey=survey, kind="dsm", state="ready", file_name=PILOT, created_at=now)
    thresholds = DetectionSettings.objects.create(commune=commune, version=1, reason=FINDING, set_at=now)
    comparison = Comparison.objects.create(
        **inside, before=published, after=later, state="ready", thresholds=thresholds,
        sources={"after": [{"file_name": FINDING}]},
    )  # fmt: skip
    ParcelChange.objects.create(
        comparison=comparison, parcel=parcel, share_seen=1, changed_m2=20, confidence=1
    )
    Finding.objects.create(
        commune=commune, comparison=comparison, number=1, parcel=parcel, verdict="no_permit", note=FINDING,
        geometry=parcel.geometry, area_m2=400, confidence=0.9, score=1,
    )  # fmt: skip
    for shape, drawn in (
        ("point", parcel.geometry.centroid),
        ("line", parcel.geometry.boundary[0]), ("polygon", parcel.geometry),
    ):  # fmt: skip
        Measurement.objects.create(
            **inside, survey=later, kind="note", shape=shape, note=UNPUBLISHED, geometry=drawn
        )
    SurveyShare.objects.create(
        survey=later, digest=f"{later.pk:064x}", created_by=make_user(), created_at=now,
        expires_at=now + timedelta(days=1),
    )  # fmt: skip
    plan = IrrigationPlan.objects.create(
        **inside, survey=later, title=UNPUBLISHED, breaks=[0.4], rates_mm=[2, 4], zone_min_m2=10
    )
    IrrigationZone.objects.create(
        commune=commune, plan=plan, vigour_class=1, geometry=parcel.geometry, area_m2=400, ndvi_mean=0.5,
        rate_mm=4, volume_m3=1.6,
    )  # fmt: skip


def _furnish(commune: Commune, reference: str, *, east: int, name: str) -> Parcel:
    """One row (and one that is not everyone's) in every table that is on the map."""
    x, y = CENTRE[0] + east * SIDE, CENTRE[1]
    names = {"name_fr": name, "name_ar": name, "name_en": name}
    inside: dict[str, Any] = {"commune": commune}
    parcel = make_parcel(commune, reference, xy=(x, y), address=ADDRESS, tenure="titled")
    long_ago = timezone.now() - timedelta(days=900)
    retired = {"valid_from": long_ago, "valid_to": timezone.now() - timedelta(days=90)}
    make_parcel(commune, RETIRED, xy=(x, y), **retired)
    ParcelOwner.objects.create(parcel=parcel, name=OWNER, name_ar=OWNER_AR, national_id=NATIONAL_ID)
    block = square(x - 50, y - 50, 150)
    District.objects.create(**inside, **names, geometry=block, code=name)
    LandCover.objects.create(**inside, **names, geometry=block, kind="park")
    Easement.objects.create(**inside, **names, geometry=block, kind="flood")
    Street.objects.create(**inside, **names, geometry=line((x - 60, y - 5), (x + 90, y - 5)))
    Place.objects.create(**inside, **names, geometry=point(x + 10, y + 10), kind="school")
    Building.objects.create(**inside, geometry=square(x + 2, y + 2, 12), use=USE, height_m=9)
    for state, code in (("in_force", f"R3 {name}"), ("draft", DRAFT)):
        plan_name = {"name_fr": DRAFT, "name_ar": DRAFT} if state == "draft" else names
        plan = ZoningPlan.objects.create(commune=commune, state=state, **plan_name)
        ZoneRule.objects.create(plan=plan, code=code, category="housing", max_floors=3)
        Zone.objects.create(**inside, plan=plan, geometry=block, code=code, category="housing")
        Reservation.objects.create(**inside, plan=plan, geometry=block, kind="facility", **plan_name)
    return parcel


def values_of(world: World, import_id: int) -> dict[str, list[Any]]:
    """What to call a route with, by the name of its parameter: also what only some may see."""
    return {
        "slug": [world.parcel.slug, world.hidden.slug, "66666-66"],
        "layer_id": [layer.id for layer in layers.all()],
        "feature_id": [world.parcel.pk, world.hidden.pk],
        "import_id": [import_id],
        "user_id": [user.pk for user in world.people.values() if user is not None][:1],
        "form": ["json"],
        "token_id": [1],
        "ids": [",".join(layer.id for layer in layers.all()[:8])],
        "look": ["dsm"],
        "before_id": [1],
        "z": [16],
        "x": [32345],
        "y": [25998],
        "matrix_set": ["WebMercatorQuad"],
        "row": [25998],
        "column": [32345],
        "style_id": ["light", "dark", "print"],
        "path": ["nothing-here"],
        "file_format": ["geojson"],
        "key": ["00000000-0000-4000-8000-000000000000"],
        "permit_id": [permit.pk for permit in world.permits],
        "document_id": _ids(Document),
        "circulation_id": _ids(Circulation),
        "inspection_id": _ids(Inspection),
        "offence_id": _ids(Offence),
        "code": list(Decision.objects.order_by("pk").values_list("code", flat=True)),
        "page": [1],
        "commune_id": [world.open.pk, world.closed.pk],
        "kind": ["receipt"],
        "annotation_id": _ids(Annotation),
        "session_id": _ids(CommissionSession),
        "item_id": _ids(SessionItem),
        "photo_id": _ids(InspectionPhoto),
        "view_id": _ids(SavedView),
        "member_id": _ids(EntityMember),
        "survey_id": _ids(Survey),
        "product_id": _ids(Product),
        "comparison_id": _ids(Comparison),
        "finding_id": _ids(Finding),
        "campaign_id": _ids(Campaign),
        "measurement_id": _ids(Measurement)[:1],
        "plan_id": _ids(IrrigationPlan),
        "share_id": _ids(SurveyShare),
        "fetch_id": [1],
        "task_id": [1],
        "action": ["cancel"],
        "number": list(Survey.objects.order_by("pk").values_list("number", flat=True)),
        "epoch": ["before"],
    }


def _ids(model: Any) -> list[int]:
    return list(model.objects.order_by("pk").values_list("pk", flat=True))


def make_import(world: World) -> int:
    """An import of the open commune, made as its officer would."""
    browser = Client()
    browser.force_login(
        world.people["urbanism_officer here"], backend="django.contrib.auth.backends.ModelBackend"
    )
    file = SimpleUploadedFile("parcels.geojson", b'{"type": "FeatureCollection", "features": []}')
    answer = browser.post("/api/v1/imports", {"file": file, "commune": world.open.pk, "target": "parcels"})
    assert answer.status_code == 201, answer.content
    return int(answer.json()["id"])
