"""Files of a survey: attached once they have arrived, prepared by a job, replaced, removed."""

import logging
import shutil
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.gis.db.models import Union
from django.contrib.gis.geos import GEOSGeometry, MultiPolygon
from django.db import transaction
from django.db.models import F
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kharita.accounts.models import User
from kharita.accounts.rights import check_right
from kharita.core.errors import BadInput, Conflict, DomainError
from kharita.core.workflow import fire
from kharita.surveys.models import Comparison, Product, Progress, Survey
from kharita.surveys.models.flight import UPLOAD
from kharita.surveys.queue import enqueue_ingest
from kharita.surveys.workflow import PRODUCT_TRANSITIONS, SURVEY_TRANSITIONS
from kharita.uploads import services as uploads
from kharita.uploads.models import Upload

LEFT_OVER_SECONDS = 24 * 3600.0
"""A folder that belongs to no product is deleted when it is as old as this."""
UNFINISHED = (Product.State.WAITING, Product.State.WORKING)
PURPOSE = "survey"
ADOPTED_AFTER = timedelta(seconds=30)
"""So long the sender has to say itself what a complete upload is for."""
logger = logging.getLogger(__name__)


@transaction.atomic
def attach_upload(
    *, survey: Survey, kind: str, upload: Upload, bands: dict[str, int], actor: User, now: datetime
) -> Product:
    """Take a complete upload as the survey's product of this kind; told twice, it is taken once.

    Raises `NotAllowed`, `BadInput`, and `Conflict` while another file of this kind is being prepared.
    """
    known = Product.objects.filter(upload_key=upload.key).select_related("survey").first()
    if known is not None:
        return known
    return attach_file(
        survey=survey, kind=kind, source=Product.Source.UPLOAD, file_name=upload.filename, bands=bands,
        actor=actor, now=now, upload_key=upload.key,
    )  # fmt: skip


@transaction.atomic
def attach_file(
    *, survey: Survey, kind: str, source: str, file_name: str, bands: dict[str, int], actor: User,
    now: datetime, upload_key: Any = None, path: Path | None = None,
) -> Product:  # fmt: skip
    """Take a file for a survey: that of an upload, or the one at `path`, which is moved away from there."""
    check_right(actor, UPLOAD, survey.commune_id)
    if kind not in Product.Kind:
        raise BadInput(_("There is no such kind of file."), field="kind")
    stored = Survey.objects.select_for_update().get(pk=survey.pk)
    current = Product.objects.current().filter(survey=stored, kind=kind)
    if current.filter(state__in=UNFINISHED).exists():
        raise Conflict(
            _("Another file of this kind is being prepared: wait for it, or remove it first."),
            code="kind-in-work", kind=kind,
        )  # fmt: skip
    current.update(replaced_at=now)
    product: Product = Product.objects.create(
        survey=stored, kind=kind, source=source, upload_key=upload_key, file_name=Path(file_name).name[:255],
        bands=bands, created_by=actor, created_at=now,
        language=(get_language() or settings.LANGUAGE_CODE)[:2],
    )  # fmt: skip
    if path is not None:
        product.folder.mkdir(parents=True, exist_ok=True)
        shutil.move(path, product.original)
    settle_survey(survey=stored, now=now)
    enqueue_ingest(product.pk)
    return product


def adopt_uploads(*, now: datetime) -> int:
    """Take complete uploads that name their survey and kind, whose sender went before saying so; how many."""
    waiting = Upload.objects.filter(
        purpose=PURPOSE, finished_at__lte=now - ADOPTED_AFTER, expires_at__isnull=False
    ).select_related("owner")
    adopted = 0
    for upload in waiting:
        survey = _named_survey(upload)
        kind = str(upload.metadata.get("kind", ""))
        if survey is None or kind not in Product.Kind:
            continue
        try:
            whole = uploads.finished(upload.key, upload.owner, hashed=False)
            attach_upload(survey=survey, kind=kind, upload=whole, bands={}, actor=upload.owner, now=now)
        except DomainError as refusal:
            logger.info("upload %s is not adopted: %s", upload.key, refusal.code)
        else:
            adopted += 1
    return adopted


def _named_survey(upload: Upload) -> Survey | None:
    number = str(upload.metadata.get("survey", ""))
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    found: Survey | None = Survey.objects.visible_to(upload.owner).filter(pk=int(number)).first()
    return found


@transaction.atomic
def retry_product(*, product: Product, actor: User, now: datetime) -> Product:
    """Prepare it once more, after a fault of ours."""
    fire(product, "retry", transitions=PRODUCT_TRANSITIONS, actor=actor, now=now, error=None)
    settle_survey(survey=product.survey, now=now)
    enqueue_ingest(product.pk)
    return product


@transaction.atomic
def remove_product(*, product: Product, actor: User, now: datetime) -> None:
    """Remove a file of which no findings were made. A run that is under way gives up at its next step."""
    check_right(actor, UPLOAD, product.survey.commune_id)
    survey = Survey.objects.select_for_update().get(pk=product.survey_id)
    used = Comparison.objects.filter(before=survey) | Comparison.objects.filter(after=survey)
    if product.state == Product.State.READY and used.exists():
        raise Conflict(
            _("Findings were made of this survey: it stays as their evidence."), code="survey-in-use"
        )
    Progress.objects.filter(key=product.key).delete()
    product.delete()
    settle_survey(survey=survey, now=now)


def settle_survey(*, survey: Survey, now: datetime) -> Survey:
    """Bring a survey's state, footprint and version up to its products. Within a transaction."""
    current = Product.objects.current().filter(survey=survey)
    states = set(current.values_list("state", flat=True))
    action = (
        "prepare" if states & set(UNFINISHED)
        else "ready" if Product.State.READY in states
        else "fail" if states
        else "announce"
    )  # fmt: skip
    ground = current.filter(state=Product.State.READY).aggregate(all=Union("footprint"))["all"]
    moved = fire(
        survey, action, transitions=SURVEY_TRANSITIONS, actor=None, now=now, footprint=_as_multi(ground),
        version=F("version") + 1,
    )  # fmt: skip
    moved.refresh_from_db(fields=["version"])
    survey.version = moved.version
    return survey


def _as_multi(ground: GEOSGeometry | None) -> MultiPolygon | None:
    if ground is None or ground.empty:
        return None
    return ground if isinstance(ground, MultiPolygon) else MultiPolygon(ground, srid=ground.srid)


@transaction.atomic
def product_ready(*, product: Product, now: datetime, **found: Any) -> Product:
    """Its files are made: the map may show them."""
    fire(product, "ready", transitions=PRODUCT_TRANSITIONS, actor=None, now=now, ready_at=now, **found)
    Progress.objects.filter(key=product.key).delete()
    settle_survey(survey=product.survey, now=now)
    return product


@transaction.atomic
def refuse_product(*, product: Product, refusal: DomainError, is_ours: bool, now: datetime) -> None:
    """Note why there is no imagery, in words that the inspector can act on; `is_ours`: it may be retried."""
    error = {
        "code": refusal.code, "title": str(refusal.title), "detail": str(refusal.detail), **refusal.extra
    }  # fmt: skip
    action = "fail" if is_ours else "refuse"
    fire(product, action, transitions=PRODUCT_TRANSITIONS, actor=None, now=now, error=error)
    Progress.objects.filter(key=product.key).delete()
    settle_survey(survey=product.survey, now=now)


def purge_folders() -> int:
    """Delete old folders of products and comparisons that no longer exist; how many went."""
    gone = 0
    for place, table in (("surveys", Product), ("comparisons", Comparison)):
        folder = Path(settings.MEDIA_ROOT) / place
        if not folder.is_dir():
            continue
        known = {key.hex for key in table.objects.values_list("key", flat=True)}
        before = time.time() - LEFT_OVER_SECONDS
        for path in folder.iterdir():
            if path.name not in known and path.stat().st_mtime < before:
                shutil.rmtree(path, ignore_errors=True)
                gone += 1
    return gone
