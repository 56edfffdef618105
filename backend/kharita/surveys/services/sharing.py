"""Links by which someone without an account sees one survey until a day."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from kharita.accounts.models import User
from kharita.accounts.rights import check_right
from kharita.core.errors import BadInput, NotFound
from kharita.surveys.models import Survey, SurveyShare
from kharita.surveys.models.flight import UPLOAD

DAYS_MAX = 365
KEY_BYTES = 24


@transaction.atomic
def share_survey(
    *, survey: Survey, days: int, note: str, actor: User, now: datetime
) -> tuple[SurveyShare, str]:
    """Make a link; its key is told once and kept nowhere. Raises `NotAllowed`, `BadInput`."""
    check_right(actor, UPLOAD, survey.commune_id)
    if not 1 <= days <= DAYS_MAX:
        raise BadInput(_("Between 1 and %(most)d days.") % {"most": DAYS_MAX}, field="days")
    key = secrets.token_urlsafe(KEY_BYTES)
    made: SurveyShare = SurveyShare.objects.create(
        survey=survey, digest=_digest(key), note=note.strip(), created_by=actor, created_at=now,
        expires_at=now + timedelta(days=days),
    )  # fmt: skip
    return made, key


@transaction.atomic
def end_share(*, share: SurveyShare, actor: User, now: datetime) -> None:
    """Revoke a link: from now on it opens nothing, wherever it was opened before."""
    check_right(actor, UPLOAD, share.survey.commune_id)
    if share.revoked_at is None:
        share.revoked_at = now
        share.save(update_fields=["revoked_at"])


def opened_share(*, key: str, now: datetime) -> SurveyShare:
    """The link of that key. Raises `NotFound` where there is none, or it has ended."""
    found: SurveyShare | None = SurveyShare.objects.live(now).filter(digest=_digest(key)).first()
    if found is None:
        raise NotFound(_("This link has ended, or was never one."))
    return found


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode(errors="replace")).hexdigest()
