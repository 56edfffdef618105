"""Photos become a survey's files at an OpenDroneMap node: asked for, sent, followed, collected, given up.

Each step may be killed at any point and run again: the node's task has the number that is kept here before
the node is told, so that what it has already is found again.
"""

import re
import shutil
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kharita.accounts.models import User
from kharita.core.errors import BadInput, Conflict, DomainError
from kharita.core.workflow import fire
from kharita.surveys.fetching.archives import unpack
from kharita.surveys.fetching.downloading import Download
from kharita.surveys.fetching.photos import PHOTOS, waiting_photos
from kharita.surveys.fetching.problems import NodeFailed, NodeSilent
from kharita.surveys.fetching.services import PURPOSE, check_person, handed, told_error
from kharita.surveys.models import OdmTask, Product, Progress, Survey
from kharita.surveys.progress import GivenUp, Teller
from kharita.surveys.queue import enqueue_odm
from kharita.surveys.services.products import attach_file
from kharita.surveys.workflow import AT_WORK, ODM_TRANSITIONS
from kharita.uploads import services as uploads
from kharita.uploads.models import Upload
from kharita.uploads.purposes import purposes

if TYPE_CHECKING:
    from kharita.surveys.fetching.node import OdmNode

State = OdmTask.State
PHOTOS_MIN, PHOTOS_MAX = 2, 10_000
PATIENCE = timedelta(hours=2)
"""So long a node may be silent before its task is given up here."""
ARCHIVE = "all.zip"
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


@transaction.atomic
def ask_odm(
    *,
    survey: Survey,
    photos: Sequence[uuid.UUID] | None,
    options: Mapping[str, Any],
    actor: User,
    now: datetime,
) -> OdmTask:
    """Have files made of photos that `actor` sent (None: all of his that name this survey).

    Asked twice while the first is at work, it is one. Raises `NotAllowed`, `NotOffered`, `NotFound`,
    `BadInput`, and `Conflict` for photos that are not complete.
    """
    check_person(actor, survey)
    _node()
    stored = Survey.objects.select_for_update().get(pk=survey.pk)
    running: OdmTask | None = OdmTask.objects.filter(survey=stored, state__in=AT_WORK).first()
    if running is not None:
        return running
    named = waiting_photos(stored, actor).values_list("key", flat=True) if photos is None else photos
    keys = list(dict.fromkeys(named))
    taken = [uploads.finished(key, actor, hashed=False) for key in keys[: PHOTOS_MAX + 1]]
    if any(upload.purpose != PHOTOS for upload in taken):
        raise BadInput(_("Send photos for the purpose %(purpose)s.") % {"purpose": PHOTOS}, field="photos")
    count = sum(not upload.filename.lower().endswith(".txt") for upload in taken)
    if not PHOTOS_MIN <= count <= PHOTOS_MAX:
        raise BadInput(
            _("A survey is made of %(least)s to %(most)s photos, here are %(count)s.")
            % {"least": PHOTOS_MIN, "most": PHOTOS_MAX, "count": count},
            code="photos-count", field="photos",
        )  # fmt: skip
    made: OdmTask = OdmTask.objects.create(
        survey=stored, photos=keys, options=dict(options), created_by=actor, created_at=now,
        language=(get_language() or settings.LANGUAGE_CODE)[:2],
    )  # fmt: skip
    enqueue_odm("send", made.pk)
    return made


@transaction.atomic
def retry_odm(*, task: OdmTask, actor: User, now: datetime) -> OdmTask:
    """Go on after a failure: with the node's task where it still has one, else from the photos."""
    if OdmTask.objects.filter(survey=task.survey_id, state__in=AT_WORK).exists():
        raise Conflict(_("Photos of this survey are at work already."), code="odm-at-work")
    fire(
        task, "retry", transitions=ODM_TRANSITIONS, actor=actor, now=now, error=None, finished_at=None,
        unanswered_since=None,
    )  # fmt: skip
    enqueue_odm("send", task.pk)
    return task


@transaction.atomic
def cancel_odm(*, task: OdmTask, actor: User | None, now: datetime) -> OdmTask:
    """Give it up, here and at the node; the photos are deleted."""
    fire(task, "cancel", transitions=ODM_TRANSITIONS, actor=actor, now=now, finished_at=now)
    Progress.objects.filter(key=task.key).delete()
    enqueue_odm("leave", task.pk)
    return task


@transaction.atomic
def fail_odm(*, task: OdmTask, refusal: DomainError, now: datetime) -> None:
    """Note why there are no files. The photos stay, for another try."""
    if OdmTask.objects.select_for_update().filter(pk=task.pk, state__in=AT_WORK).exists():
        fire(
            task, "fail", transitions=ODM_TRANSITIONS, actor=None, now=now, error=told_error(refusal),
            finished_at=now,
        )  # fmt: skip
    Progress.objects.filter(key=task.key).delete()


def _node() -> "OdmNode":
    """Raises `NotOffered`."""
    from kharita.surveys.fetching.node import OdmNode  # pyodm is large: for who speaks to a node alone

    return OdmNode()


def send(*, task: OdmTask, now: datetime) -> None:
    """Send the photos and start the node's work, unless it has begun. Raises `NodeFailed`, `GivenUp`."""
    fire(task, "send", transitions=ODM_TRANSITIONS, actor=None, now=now)
    node = _node()
    known = None if task.node_uuid is None else node.info(task.node_uuid)
    if known is None or node.has_ended(known):
        node.check(len(task.photos))
        # A number of its own for each try: a node refuses one whose photos it has begun to take in.
        task.node_uuid = uuid.uuid4()
        task.save(update_fields=["node_uuid"])
        with Teller(task.key, OdmTask._meta.db_table) as teller:
            told = partial(_told, task, teller, "send")
            told(0.0)
            node.create(
                task.node_uuid, _photos(task), task.options, name=task.survey.number, told=told
            )  # fmt: skip
    _move(task, "run", now=now)
    shutil.rmtree(task.folder / "photos", ignore_errors=True)


def follow_all(*, now: datetime) -> int:
    """Ask the node about each task that it works on; how many were asked about."""
    tasks = list(OdmTask.objects.filter(state=State.RUNNING).select_related("survey", "created_by"))
    for task in tasks:
        with translation.override(task.language):
            try:
                follow(task=task, now=now)
            except GivenUp:
                continue
            except DomainError as refusal:
                fail_odm(task=task, refusal=refusal, now=now)
    return len(tasks)


def follow(*, task: OdmTask, now: datetime) -> None:
    """Ask the node how far a task is, and collect it once it is complete. Raises `NodeFailed`, `GivenUp`."""
    try:
        node = _node()
        info = node.info(task.node_uuid or task.key)
    except NodeSilent:
        _be_patient(task, now)
        return
    if task.unanswered_since is not None:
        task.unanswered_since = None
        task.save(update_fields=["unanswered_since"])
    if info is None:
        raise NodeFailed(_("The node does not know this task any more: try again."), code="node-forgot")
    if node.has_ended(info):
        raise NodeFailed(
            _("The node says: %(said)s") % {"said": info.last_error[:500] or _("no reason")},
            code="odm-failed",
        )
    if node.is_complete(info):
        with transaction.atomic():
            _move(task, "collect", now=now)
            enqueue_odm("collect", task.pk)
        return
    with Teller(task.key, OdmTask._meta.db_table) as teller:
        teller.tell(float(info.progress) / 100, "photogrammetry")


def _be_patient(task: OdmTask, now: datetime) -> None:
    """Wait for a node that does not answer, but not for ever. Raises the `NodeSilent` that is handled."""
    if task.unanswered_since is None:
        task.unanswered_since = now
        task.save(update_fields=["unanswered_since"])
    if now - task.unanswered_since >= PATIENCE:
        raise  # noqa: PLE0704 - called where it is handled


def collect(*, task: OdmTask, now: datetime) -> list[Product]:
    """Fetch what the node made and hand it over. Raises `NodeFailed`, `FetchFailed`, `GivenUp` …"""
    node, folder = _node(), task.folder
    folder.mkdir(parents=True, exist_ok=True)
    archive, limit = folder / ARCHIVE, purposes.named(PURPOSE).limit
    kinds = ["ortho", *(kind for kind in ("dsm", "dtm") if task.options[kind])]
    url, allowed = node.archive(task.node_uuid or task.key)
    with Teller(task.key, OdmTask._meta.db_table) as teller:
        told = partial(_told, task, teller)
        told("fetch", 0.0)
        Download(
            url, archive, allowed=allowed, bytes_max=limit * len(kinds), told=partial(told, "fetch")
        ).run()
        try:
            found = unpack(archive, folder, kinds, bytes_max=limit, told=partial(told, "unpack"))
        except NodeFailed:
            shutil.rmtree(folder)  # another try fetches it anew
            raise
    made = _hand_over(task, found, now=now)
    leave(task=task)
    return made


@transaction.atomic
def _hand_over(task: OdmTask, found: Mapping[str, Path], *, now: datetime) -> list[Product]:
    made = [
        attach_file(
            survey=task.survey, kind=kind, source=Product.Source.ODM, file_name=f"{kind}.tif", bands={},
            actor=task.created_by, now=now, path=handed(path),
        )
        for kind, path in found.items()
    ]  # fmt: skip
    fire(task, "done", transitions=ODM_TRANSITIONS, actor=None, now=now, finished_at=now)
    Progress.objects.filter(key=task.key).delete()
    return made


def leave(*, task: OdmTask) -> None:
    """Delete what is no longer needed: the photos, what arrived, and what the node has, if it answers."""
    shutil.rmtree(task.folder, ignore_errors=True)
    for upload in Upload.objects.filter(key__in=task.photos, purpose=PHOTOS):
        uploads.discard(upload)
    if task.node_uuid is not None:
        try:
            _node().forget(task.node_uuid)
        except DomainError:
            return  # the node deletes old tasks by itself


def purge_photos(*, now: datetime) -> int:
    """Give up what failed long ago, and delete photos that no task needs any more; how many went."""
    long_ago = now - timedelta(days=settings.KHARITA.uploads_days)
    for task in OdmTask.objects.filter(state=State.FAILED, finished_at__lt=long_ago):
        cancel_odm(task=task, actor=None, now=now)
    wanted = OdmTask.objects.filter(state__in=(*AT_WORK, State.FAILED))
    needed = {key for keys in wanted.values_list("photos", flat=True) for key in keys}
    taken = Upload.objects.filter(purpose=PHOTOS, expires_at=None)
    left_over = [upload for upload in taken if upload.key not in needed]
    for upload in left_over:
        uploads.discard(upload)
    return len(left_over)


def _move(task: OdmTask, action: str, *, now: datetime) -> None:
    """As `fire`, but who finds that it was cancelled meanwhile gives up."""
    try:
        fire(task, action, transitions=ODM_TRANSITIONS, actor=None, now=now)
    except Conflict as late:
        raise GivenUp from late


def _told(task: OdmTask, teller: Teller, step: str, fraction: float) -> None:
    """Tell how far it is. Raises `GivenUp` once it was cancelled or deleted."""
    teller.tell(fraction, step)
    if not OdmTask.objects.filter(pk=task.pk, state__in=(State.SENDING, State.COLLECTING)).exists():
        raise GivenUp


def _photos(task: OdmTask) -> list[Path]:
    """The photos under the names that the drone gave them, which ground control points refer to."""
    folder = task.folder / "photos"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    found = {upload.key: upload for upload in Upload.objects.filter(key__in=task.photos)}
    paths = []
    for number, key in enumerate(task.photos, start=1):
        if key not in found:
            raise Conflict(_("The file is not there any more: send it again."), code="file-gone")
        path = folder / (_UNSAFE.sub("_", Path(found[key].filename).name).lstrip(".")[-100:] or "photo.jpg")
        if path.exists() or path.is_symlink():
            path = folder / f"{number}-{path.name}"
        path.symlink_to(found[key].path)
        paths.append(path)
    return paths
