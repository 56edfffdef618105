"""The permits desk of the demo town: many dossiers by SQL, and one in each state that its people walked."""

from datetime import datetime

from django.conf import settings

from kharita.accounts.models import User
from kharita.demo.permit_roads import ROADS, People, Roads, name_members, prepare_to_sign
from kharita.demo.permit_rows import fill_desk
from kharita.permits.services.law import load_law
from kharita.territory.models import Commune, Parcel

# The roads take a parcel each, and one for the offence without a permit.
PARCELS = len(ROADS) + 1


def seed_permits(*, commune: Commune, count: int, now: datetime) -> int:
    """Fill a commune's desk with `count` dossiers and those of `demo.permit_roads`; how many there are.

    Within the caller's transaction. Raises `ValueError` where the town has too few parcels.
    """
    load_law()
    users = {user.username: user for user in User.objects.filter(password_is_public=True)}
    officer, member, president = users["urbanism"], users["commission"], users["president"]
    name_members(commune, member)
    prepare_to_sign(commune, president, now)
    fill_desk(
        commune=commune, count=count, officer=officer, member=member, president=president, now=now,
        zone=settings.TIME_ZONE,
    )  # fmt: skip
    walked = Roads(
        commune,
        People(users["citizen"], users["architect"], officer, member, president, users["inspector"]),
        _plots(commune),
        now,
    ).walk()
    return count + walked


def _plots(commune: Commune) -> list[Parcel]:
    """Plots large enough to draw a house on, always the same ones."""
    found = Parcel.objects.current().filter(commune=commune, area_m2__range=(90, 2_000))
    plots = list(found.order_by("reference")[:PARCELS])
    if len(plots) < PARCELS:
        raise ValueError(f"the town has too few parcels for its permits: {len(plots)} of {PARCELS}")
    return plots
