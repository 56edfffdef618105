"""Every write of an upload: begin it, join parts, close it, hand it over, delete it, let it expire."""

import re
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kharita.accounts.models import User
from kharita.core.errors import BadInput, Conflict, NotAllowed, NotFound
from kharita.uploads.digests import sha256_of
from kharita.uploads.models import Upload
from kharita.uploads.problems import DigestMismatch
from kharita.uploads.purposes import purposes
from kharita.uploads.quotas import check_room, check_size
from kharita.uploads.storage import store

HASHED_AT_ONCE = 512 * 1024**2
"""Up to so many bytes a file is read again while its sender waits; a larger one when it is handed over."""
WRITTEN_SECONDS = 3600.0
"""What was written to within the last hour is no left-over, and its upload has not expired."""
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")


def find(*, key: uuid.UUID, user: Any) -> Upload:
    """One's own upload. Raises `NotFound` also for those of others."""
    found: Upload | None = Upload.objects.visible_to(user).filter(key=key).first()
    if found is None:
        raise NotFound(_("There is no such upload, or it is not yours."))
    return found


@transaction.atomic
def create_upload(
    *, owner: User, length: int | None, metadata: Mapping[str, str], is_partial: bool = False, now: datetime
) -> Upload:
    """Accept a file of `length` bytes (None: told later) before any of it is sent.

    `metadata` names the purpose, and may name the `commune` (its number), the `filename` and the `sha256`
    that the whole will have. A part of a file needs none of them: the final upload is asked for them. Raises
    `NotAllowed`, `BadInput`, `TooLarge`, `OverQuota`, `NoRoom`.
    """
    purpose, commune_id, limit = _checked(owner, metadata, is_partial=is_partial)
    check_size(length or 0, limit=limit)
    check_room(owner, length or 0)
    made = Upload(
        owner=owner,
        commune_id=commune_id,
        purpose=purpose,
        metadata=dict(metadata),
        length=length,
        is_partial=is_partial,
        created_at=now,
        expires_at=_expiry(now),
    )
    store().create(made.key)
    made.save(force_insert=True)
    return made


@transaction.atomic
def create_final(
    *, owner: User, keys: Sequence[uuid.UUID], metadata: Mapping[str, str], now: datetime
) -> Upload:
    """Accept a file that is made of finished parts, in this order; `join` then makes it.

    Raises what `create_upload` does, `NotFound` for a part that is not there, `Conflict` for one that is
    unfinished.
    """
    purpose, commune_id, limit = _checked(owner, metadata, is_partial=False)
    locked = Upload.objects.select_for_update().filter(
        owner=owner, key__in=keys, is_partial=True, joined_into=None
    )
    found = {part.key: part for part in locked.order_by("pk")}
    if len(found) < len(keys):
        # Its answer was lost on the way, and it is asked again: it is the same file.
        known: Upload | None = Upload.objects.filter(owner=owner, parts=list(keys)).first()
        if known is not None:
            return known
        raise NotFound(_("A part is not there, is not yours, or stands in another file already."))
    if any(part.length is None or store().offset(part.key) < part.length for part in found.values()):
        raise Conflict(_("A part is not complete yet: send the rest of it first."), code="part-unfinished")
    length = sum(part.length or 0 for part in found.values())
    check_size(length, limit=limit)
    made = Upload(
        owner=owner,
        commune_id=commune_id,
        purpose=purpose,
        metadata=dict(metadata),
        length=length,
        parts=list(keys),
        created_at=now,
        expires_at=_expiry(now),
    )
    store().create(made.key)
    made.save(force_insert=True)
    locked.update(joined_into=made)
    return made


def join(*, upload: Upload, now: datetime) -> Upload:
    """Make a final upload of its parts. May be killed at any point and run again, also by two at once."""
    lengths = dict(Upload.objects.filter(joined_into=upload).values_list("key", "length"))
    if upload.finished_at is None and lengths:
        store().join(upload.key, [(key, lengths[key] or 0) for key in upload.parts])
        close(upload=upload, digest="", now=now)
    for key in upload.parts:
        store().delete(key)
    Upload.objects.filter(joined_into=upload).delete()
    return upload


def tell_length(*, upload: Upload, length: int) -> None:
    """The length that was not known when the upload began. Raises `Conflict` for another than was told."""
    if upload.length is None:
        limit = purposes.named(upload.purpose).limit if upload.purpose else purposes.limit_of(upload.owner)
        check_size(length, limit=limit)
        Upload.objects.filter(pk=upload.pk, length=None).update(length=length)
        upload.refresh_from_db(fields=["length"])
    if upload.length != length:
        raise Conflict(_("The length was told before, and was another."), code="length", length=upload.length)


def note_offset(*, upload: Upload, offset: int, now: datetime) -> None:
    """Remember how far it is; who sends something has time again."""
    upload.offset = offset
    if upload.expires_at is not None:
        upload.expires_at = _expiry(now)
    Upload.objects.filter(pk=upload.pk, finished_at=None).update(offset=offset, expires_at=upload.expires_at)


def close(*, upload: Upload, digest: str, now: datetime) -> None:
    """Its last byte is here. `digest`: the sha256 of the whole where it is known.

    Raises `DigestMismatch`, and the upload is gone, where it is another than was announced.
    """
    if not digest and upload.announced_sha256 and (upload.length or 0) <= HASHED_AT_ONCE:
        digest = sha256_of(upload.path)
    _verify(upload, digest)
    upload.offset, upload.finished_at, upload.sha256 = upload.length or 0, now, digest
    Upload.objects.filter(pk=upload.pk, finished_at=None).update(
        offset=upload.offset, finished_at=now, sha256=digest
    )


def _verify(upload: Upload, digest: str) -> None:
    if digest and upload.announced_sha256 and digest != upload.announced_sha256:
        discard(upload)
        raise DigestMismatch(
            _("Its sha256 is %(found)s, announced was %(announced)s: it changed on its way. Send it again.")
            % {"found": digest, "announced": upload.announced_sha256},
            sha256=digest,
            announced=upload.announced_sha256,
        )


def finished(key: uuid.UUID, user: Any, *, hashed: bool = True) -> Upload:
    """Hand a complete file over to the domain that calls, which discards it; it does not expire any more.

    `hashed`: with its sha256, which for a large file may mean to read it: leave that to a job. Raises
    `NotFound`, `Conflict` while bytes are missing, `DigestMismatch`.
    """
    upload = find(key=key, user=user)
    now = timezone.now()
    if upload.is_partial:
        raise NotFound(_("There is no such upload, or it is not yours."))
    if upload.is_final:
        join(upload=upload, now=now)
    kept = store().offset(upload.key)
    if upload.length is None or kept < upload.length:
        raise Conflict(
            _("The file is not complete yet."), code="unfinished", offset=kept, length=upload.length
        )
    if upload.finished_at is None:
        close(upload=upload, digest="", now=now)
    if hashed and not upload.sha256:
        digest = sha256_of(upload.path)
        _verify(upload, digest)
        upload.sha256 = digest
    store().sync(upload.key)
    upload.expires_at = None
    upload.save(update_fields=["sha256", "expires_at"])
    return upload


def discard(upload: Upload) -> None:
    """Delete it and its bytes; a second time changes nothing."""
    parts = list(Upload.objects.filter(joined_into=upload).values_list("key", flat=True))
    Upload.objects.filter(pk=upload.pk).delete()
    for key in (upload.key, *parts):
        store().delete(key)


def terminate(*, upload: Upload) -> None:
    """Delete it for its sender. Raises `NotAllowed` once a domain has taken it over."""
    if upload.expires_at is None:
        raise NotAllowed(_("The file is in use: delete what it was used for."))
    discard(upload)


def purge_uploads(*, now: datetime) -> int:
    """Delete what has expired, and what lies in storage without belonging to an upload; how many went."""
    stale = now.timestamp() - WRITTEN_SECONDS
    gone = 0
    for upload in list(Upload.objects.expired(now)):
        if store().touched(upload.key) < stale:
            discard(upload)
            gone += 1
    known = set(Upload.objects.values_list("key", flat=True))
    for key in list(store().left_over(known, stale)):
        # Asked again: it may have been made since the list was.
        if not Upload.objects.filter(key=key).exists():
            store().delete(key)
    return gone


def _checked(owner: User, metadata: Mapping[str, str], *, is_partial: bool) -> tuple[str, int | None, int]:
    """The purpose, the commune and the most bytes, for who may."""
    told = metadata.get("sha256", "")
    if told and not _SHA256.fullmatch(told):
        raise BadInput(_("sha256 is no sha256 in hexadecimal."), field="sha256")
    if is_partial and not metadata.get("purpose"):
        limit = purposes.limit_of(owner)
        if not limit:
            raise NotAllowed(_("Your roles do not include sending files of this kind."))
        return "", None, limit
    purpose = purposes.named(metadata.get("purpose", ""))
    commune = metadata.get("commune", "")
    if commune and not (commune.isascii() and commune.isdigit() and len(commune) < 19):
        raise BadInput(_("commune is no number."), field="commune")
    commune_id = int(commune) if commune else None
    if is_partial:
        purpose.check_sender(owner, commune_id)
    else:
        purpose.check(owner, metadata.get("filename", ""), commune_id)
    return purpose.id, commune_id, purpose.limit


def _expiry(now: datetime) -> datetime:
    return now + timedelta(days=settings.KHARITA.uploads_days)
