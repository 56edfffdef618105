"""Every write of an export: ask for one, write it, give it up, let it expire."""

import shutil
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone, translation

from kharita.accounts.models import User
from kharita.core.errors import DomainError
from kharita.core.workflow import fire
from kharita.exports import storage
from kharita.exports.models import Export
from kharita.exports.progress import GivenUp, Progress
from kharita.exports.quotas import bytes_left, check_room
from kharita.exports.wanted import Wanted, open_wanted
from kharita.exports.workflow import TRANSITIONS
from kharita.exports.writing import write
from kharita.maps.selection import count


@transaction.atomic
def ask_for(*, wanted: Wanted, user: User | AnonymousUser, asked_from: str, now: datetime) -> Export:
    """Note an export to be written by the worker. Raises what cannot be written, and what is too much."""
    opened = open_wanted(wanted, user)
    rows = count(opened.layer, opened.selection)
    owner = user if isinstance(user, User) else None
    mark = "" if owner is not None else asked_from
    check_room(user, mark, rows=rows)
    days = settings.KHARITA.export_days if owner is not None else settings.KHARITA.export_public_days
    made: Export = Export.objects.create(
        owner=owner,
        asked_from=mark,
        language=(translation.get_language() or settings.LANGUAGE_CODE)[:2],
        layer=wanted.layer,
        format=opened.format.id,
        crs=opened.crs.code,
        bbox=None if wanted.bbox is None else list(wanted.bbox),
        filter=wanted.filter,
        filter_lang=wanted.filter_lang,
        columns=None if wanted.columns is None else list(wanted.columns),
        bom=wanted.bom,
        rows=rows,
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    return made


def wanted_of(export: Export) -> Wanted:
    """What was asked for."""
    bbox = export.bbox
    return Wanted(
        layer=export.layer,
        format=export.format,
        crs=export.crs,
        bbox=None if bbox is None else (bbox[0], bbox[1], bbox[2], bbox[3]),
        filter=export.filter,
        filter_lang=export.filter_lang,
        columns=None if export.columns is None else tuple(export.columns),
        bom=export.bom,
    )


def write_export(*, export: Export, now: datetime) -> Export:
    """Write the file, with the rights that its owner has now. What was begun by a killed run is begun again.

    Raises `GivenUp` when the owner cancels meanwhile.
    """
    fire(export, "start", transitions=TRANSITIONS, actor=None, now=now, started_at=now)
    storage.discard_unfinished(export)
    with Progress(export, bytes_max=bytes_left(export.owner)) as progress:
        opened = open_wanted(wanted_of(export), export.owner)
        written = write(
            opened.layer,
            opened.selection,
            export.format,
            storage.path_of(export),
            export.crs,
            progress.tell,
            filter_text=export.filter,
            bom=export.bom,
        )
    found: dict[str, Any] = {
        "rows": written.rows,
        "rows_written": written.rows,
        "size": written.size,
        "sha256": written.sha256,
        "rights": opened.layer.rights,
        "communes": sorted(written.communes),
        "revision": written.revision,
        "finished_at": timezone.now(),
    }
    try:
        fire(export, "done", transitions=TRANSITIONS, actor=None, now=now, **found)
    except Export.DoesNotExist:
        storage.discard(export)
        raise GivenUp from None
    return export


def fail_export(*, export: Export, refusal: DomainError, now: datetime) -> None:
    """Note why there is no file, in words that its owner can act on."""
    error = {"code": refusal.code, "title": str(refusal.title), "detail": str(refusal.detail)}
    fire(export, "fail", transitions=TRANSITIONS, actor=None, now=now, error=error, finished_at=now)
    storage.discard(export)


def remove_export(*, export: Export) -> None:
    """Give up an export that is not ready, delete one that is; only for whose it is (the caller asks).

    A run that is under way sees it at its next batch, and clears up behind itself.
    """
    path = storage.path_of(export)
    export.delete()
    path.unlink(missing_ok=True)


def purge_exports(*, now: datetime) -> int:
    """Delete what has expired, and files that belong to no export; how many exports went."""
    expired = list(Export.objects.filter(expires_at__lte=now))
    for export in expired:
        remove_export(export=export)
    known = {key.hex for key in Export.objects.values_list("key", flat=True)}
    for path in list(storage.left_over(known)):
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
    return len(expired)


def is_over(export: Export) -> bool:
    """Whether nothing is to be written any more."""
    return export.state not in TRANSITIONS["start"].sources
