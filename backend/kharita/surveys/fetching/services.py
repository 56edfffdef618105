"""Files taken from a folder or an address: asked for, fetched by a job, tried again, given up."""

import shutil
import time
from datetime import datetime
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kharita.accounts.models import User
from kharita.accounts.rights import check_right
from kharita.core.errors import BadInput, Conflict, DomainError
from kharita.core.workflow import fire
from kharita.surveys.fetching import inbox
from kharita.surveys.fetching.addresses import AllowList
from kharita.surveys.fetching.downloading import Download
from kharita.surveys.fetching.problems import NotOffered
from kharita.surveys.models import Fetch, OdmTask, Product, Progress, Survey
from kharita.surveys.models.fetching import FOLDER
from kharita.surveys.models.flight import UPLOAD
from kharita.surveys.progress import GivenUp, Teller
from kharita.surveys.queue import enqueue_fetch
from kharita.surveys.services.products import LEFT_OVER_SECONDS, attach_file
from kharita.surveys.services.products import UNFINISHED as PRODUCT_UNFINISHED
from kharita.surveys.workflow import FETCH_TRANSITIONS
from kharita.uploads.digests import sha256_of
from kharita.uploads.problems import DigestMismatch
from kharita.uploads.purposes import purposes

UNFINISHED = (Fetch.State.WAITING, Fetch.State.WORKING)
PURPOSE = "survey"
ARRIVED = "arrived.tif"


def allowed_addresses() -> AllowList:
    """What the settings allow. Raises `NotOffered`."""
    if not settings.KHARITA.surveys_urls:
        raise NotOffered(_("The administrator has listed no addresses to fetch files from."))
    return AllowList.of(settings.KHARITA.surveys_urls)


@transaction.atomic
def ask_fetch(
    *, survey: Survey, kind: str, source: str, address: str, sha256: str = "", actor: User, now: datetime
) -> Fetch:
    """Have a file fetched for a survey; asked twice for the same, it is fetched once.

    `source` is `path` (`address`: below the server's folder) or `url`; `sha256`: what the file must hash to.
    Raises `NotAllowed`, `NotOffered`, `AddressRefused`, `NotFound`, and `Conflict` while another file of this
    kind is on its way.
    """
    check_person(actor, survey)
    if kind not in Product.Kind:
        raise BadInput(_("There is no such kind of file."), field="kind")
    if source == Product.Source.PATH:
        inbox.check(survey.commune, address)
    else:
        allowed_addresses().check(address)
    stored = Survey.objects.select_for_update().get(pk=survey.pk)
    running: Fetch | None = Fetch.objects.filter(survey=stored, kind=kind, state__in=UNFINISHED).first()
    if running is not None and (running.source, running.address) == (source, address):
        return running
    in_work = Product.objects.current().filter(survey=stored, kind=kind, state__in=PRODUCT_UNFINISHED)
    if running is not None or in_work.exists():
        raise Conflict(
            _("Another file of this kind is being prepared: wait for it, or remove it first."),
            code="kind-in-work", kind=kind,
        )  # fmt: skip
    made: Fetch = Fetch.objects.create(
        survey=stored, kind=kind, source=source, address=address, sha256=sha256.lower(), created_by=actor,
        created_at=now, language=(get_language() or settings.LANGUAGE_CODE)[:2],
    )  # fmt: skip
    enqueue_fetch(made.pk)
    return made


def check_person(actor: User, survey: Survey) -> None:
    """Raises `NotAllowed` for who may not give this survey files."""
    check_right(actor, UPLOAD, survey.commune_id)


@transaction.atomic
def retry_fetch(*, fetch: Fetch, actor: User, now: datetime) -> Fetch:
    """Try once more, from the byte where it stopped."""
    fire(fetch, "retry", transitions=FETCH_TRANSITIONS, actor=actor, now=now, error=None, finished_at=None)
    enqueue_fetch(fetch.pk)
    return fetch


@transaction.atomic
def remove_fetch(*, fetch: Fetch, actor: User) -> None:
    """Give it up, or clear it away. A job that is at it ends at its next step; a file taken stays."""
    check_person(actor, fetch.survey)
    Progress.objects.filter(key=fetch.key).delete()
    Fetch.objects.filter(pk=fetch.pk).delete()
    transaction.on_commit(partial(shutil.rmtree, fetch.folder, ignore_errors=True))


def run_fetch(*, fetch: Fetch, now: datetime) -> Product:
    """Fetch the file and hand it over to be prepared. May be killed at any point and run again.

    Raises `DomainError` for what will not come, `GivenUp` once nobody wants it.
    """
    fire(fetch, "start", transitions=FETCH_TRANSITIONS, actor=None, now=now)
    fetch.folder.mkdir(parents=True, exist_ok=True)
    arrived = fetch.folder / ARRIVED
    with Teller(fetch.key, Fetch._meta.db_table) as teller:
        told = partial(teller.tell, step="fetch")
        told(0.0)
        if fetch.source == Product.Source.PATH:
            inbox.copy(fetch.survey.commune, fetch.address, arrived, told)
        else:
            limit = purposes.named(PURPOSE).limit
            Download(fetch.address, arrived, allowed=allowed_addresses(), bytes_max=limit, told=told).run()
        _check_digest(fetch, arrived, partial(teller.tell, step="check"))
    product = _hand_over(fetch, arrived, now=now)
    shutil.rmtree(fetch.folder, ignore_errors=True)
    return product


@transaction.atomic
def fail_fetch(*, fetch: Fetch, refusal: DomainError, now: datetime) -> None:
    """Note why it did not come."""
    if not Fetch.objects.filter(pk=fetch.pk, state__in=UNFINISHED).exists():
        return
    fire(
        fetch, "fail", transitions=FETCH_TRANSITIONS, actor=None, now=now, error=told_error(refusal),
        finished_at=now,
    )  # fmt: skip
    Progress.objects.filter(key=fetch.key).delete()


def told_error(refusal: DomainError) -> dict[str, str]:
    """A refusal as it is kept, in the language of who asked."""
    return {"code": refusal.code, "title": str(refusal.title), "detail": str(refusal.detail)}


def handed(arrived: Path) -> Path:
    """The same file under a second name, to be moved away: the first stays until all is noted."""
    second = arrived.with_name(f"handed-{arrived.name}")
    second.unlink(missing_ok=True)
    try:
        second.hardlink_to(arrived)
    except OSError:  # a file system that knows no links
        shutil.copyfile(arrived, second)
    return second


def purge_folders() -> int:
    """Delete old folders of what is not on its way any more; how many went."""
    folder = Path(settings.MEDIA_ROOT) / FOLDER
    if not folder.is_dir():
        return 0
    keys = (
        *Fetch.objects.exclude(state=Fetch.State.DONE).values_list("key", flat=True),
        *OdmTask.objects.exclude(state__in=(OdmTask.State.DONE, OdmTask.State.CANCELLED)).values_list(
            "key", flat=True
        ),
    )
    known, before = {key.hex for key in keys}, time.time() - LEFT_OVER_SECONDS
    old = [path for path in folder.iterdir() if path.name not in known and path.stat().st_mtime < before]
    for path in old:
        shutil.rmtree(path, ignore_errors=True)
    return len(old)


def _check_digest(fetch: Fetch, arrived: Path, told: partial[None]) -> None:
    if not fetch.sha256:
        return
    found = sha256_of(arrived, told)
    if found != fetch.sha256:
        shutil.rmtree(fetch.folder)
        raise DigestMismatch(
            _("Its sha256 is %(found)s, announced was %(announced)s: it changed on its way. Send it again.")
            % {"found": found, "announced": fetch.sha256}
        )


@transaction.atomic
def _hand_over(fetch: Fetch, arrived: Path, *, now: datetime) -> Product:
    if not Fetch.objects.select_for_update().filter(pk=fetch.pk).exists():
        raise GivenUp
    name = Path(unquote(urlsplit(fetch.address).path)).name if fetch.source == "url" else fetch.address
    product = attach_file(
        survey=fetch.survey, kind=fetch.kind, source=fetch.source, file_name=name or ARRIVED, bands={},
        actor=fetch.created_by, now=now, path=handed(arrived),
    )  # fmt: skip
    fire(fetch, "done", transitions=FETCH_TRANSITIONS, actor=None, now=now, product=product, finished_at=now)
    Progress.objects.filter(key=fetch.key).delete()
    return product
