"""Photos of a flight: what they are sent for, and those that wait for a photogrammetry node."""

from django.db.models import QuerySet

from kharita.accounts.models import User
from kharita.surveys.models import Survey
from kharita.uploads import services as uploads
from kharita.uploads.models import Upload

PHOTOS = "survey-photos"


def waiting_photos(survey: Survey, actor: User) -> "QuerySet[Upload]":
    """Complete photos (and ground control points) of `actor` that name this survey and that no task took."""
    found: QuerySet[Upload] = Upload.objects.visible_to(actor).filter(
        purpose=PHOTOS, finished_at__isnull=False, expires_at__isnull=False, joined_into=None,
        metadata__survey=str(survey.pk),
    )  # fmt: skip
    return found.order_by("pk")


def discard_photos(*, survey: Survey, actor: User) -> int:
    """Delete those of `actor` that wait for this survey; how many went."""
    found = list(waiting_photos(survey, actor))
    for upload in found:
        uploads.discard(upload)
    return len(found)
