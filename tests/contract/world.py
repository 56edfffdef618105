"""Two communes with everything in them: one open to the public, one that only its own people may see.

Every text that the public must never read carries a canary.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from kharita.accounts.models import User
from kharita.accounts.roles import Role
from kharita.core.layers import layers
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
    return World(open=open_commune, closed=closed, parcel=parcel, hidden=hidden, people=people)


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
    }


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
