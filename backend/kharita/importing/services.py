"""Every write of an import: take a file in, map it, check it, apply it, undo it.

The steps that take long are run by the worker (`tasks`) or by a command; what a person does only fires the
transition and enqueues the job in the same transaction, so that neither is ever there without the other.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

import shapely
from django.conf import settings
from django.core.files import File
from django.db import connection, transaction
from django.utils.translation import gettext as _

from kharita.core.audit import acting_as
from kharita.core.errors import BadInput, Conflict, DomainError, NotAllowed
from kharita.core.numbering import next_number
from kharita.core.workflow import Actor, fire
from kharita.importing.check import dry_run, work_of
from kharita.importing.crs import detect, region_of
from kharita.importing.faults import BadFile
from kharita.importing.garbling import garbled_columns
from kharita.importing.intake import opened
from kharita.importing.join import PREFIX
from kharita.importing.labels import drawn_layers
from kharita.importing.mapping import Mapping
from kharita.importing.messages import keep_problem, told
from kharita.importing.models import Import
from kharita.importing.queue import enqueue_followers
from kharita.importing.sources import GEOMETRY, batches, describe
from kharita.importing.stage import drop_stage, stage_exists
from kharita.importing.suggestion import suggest
from kharita.importing.targets import import_targets
from kharita.importing.undo import APPLIED_REASON, UNDONE_REASON, undo_changes
from kharita.importing.workflow import RUN, TRANSITIONS
from kharita.territory.models import Commune

S = Import.State
Report = Callable[[str, int | None, int | None], None]
_LOCK = 0x6B68  # the first key of our advisory locks; the second is the commune


@transaction.atomic
def create_import(
    *,
    commune: Commune,
    target: str,
    file: BinaryIO,
    file_name: str,
    created_by: Any,
    now: datetime,
    table: BinaryIO | None = None,
    table_name: str = "",
    mapping: Mapping | None = None,
) -> Import:
    """Take a file in under the next number. Nothing of it is believed yet."""
    if import_targets.get(target) is None:
        raise BadInput(told("unknown-target", target=target), field="target")
    if created_by is not None and not created_by.can(RUN, commune.pk):
        raise NotAllowed(_("Your role does not import into this commune."))
    sha256, size = _digest(file)
    made = Import(
        number=f"I/{now:%Y}/{next_number(f'import/{now:%Y}'):05d}",
        commune=commune,
        target=target,
        file_name=Path(file_name).name[:200],
        file_size=size,
        file_sha256=sha256,
        table_name=Path(table_name).name[:200],
        mapping=mapping.model_dump(exclude_defaults=True) if mapping else {},
        created_by=created_by,
        created_at=now,
    )
    made.file.save(file_name, File(file), save=False)
    if table is not None:
        _digest(table)
        made.table.save(table_name, File(table), save=False)
    made.save()
    return made


def read_import(*, source_import: Import, now: datetime) -> Import:
    """Look into the file: its layers, columns and CRS, and a mapping that seems right."""
    if source_import.state != S.READING:
        return source_import
    target = import_targets.get(source_import.target)
    given = source_import.mapping
    with _failing(source_import, now), opened(Path(source_import.file.path)) as file:
        source, sample = describe(file, layer=given.get("layer"), encoding=given.get("encoding"))
        facts = {**source.as_json(), "garbled": garbled_columns(sample)}
        if file.driver == "DXF":
            facts["drawing"] = drawn_layers(
                batches(file, layer=source.layer, encoding=source.encoding, columns=None)
            )
        if source_import.table:
            with opened(Path(source_import.table.path)) as table:
                second, second_sample = describe(table)
                facts["table_columns"] = second.as_json()["columns"]
                facts["garbled"] += [
                    {**found, "column": f"{PREFIX}{found['column']}"}
                    for found in garbled_columns(second_sample)
                ]
        if target is not None and target.geometry is not None:
            geometries = shapely.from_wkb(
                sample[GEOMETRY].to_numpy(zero_copy_only=False), on_invalid="ignore"
            )
            region = region_of(source_import.commune)
            facts["crs"] = detect(source.declared_crs, geometries, region).as_json()
        mapping = given or suggest(source, sample, target, facts, source_import.commune)
        fire(
            source_import, "read", transitions=TRANSITIONS, actor=None, now=now, source=facts, mapping=mapping
        )
    return source_import


def set_mapping(*, source_import: Import, mapping: Mapping, actor: Actor | None, now: datetime) -> Import:
    """Say what the columns mean; the dry run follows."""
    return fire(
        source_import,
        "map",
        transitions=TRANSITIONS,
        actor=actor,
        now=now,
        mapping=mapping.model_dump(exclude_defaults=True),
        counts=None,
        error=None,
        progress=None,
    )


def start(*, source_import: Import, action: str, actor: Actor | None, now: datetime) -> Import:
    """Ask for a step that the worker does: "check" again, "apply" or "undo"."""
    return fire(source_import, action, transitions=TRANSITIONS, actor=actor, now=now, error=None,
                progress={"step": action, "done": None, "total": None})  # fmt: skip


def check_import(*, source_import: Import, now: datetime, report: Report | None = None) -> Import:
    """Run the dry run of an import that is being checked (again, if an earlier one was killed)."""
    if source_import.state != S.CHECKING:
        return source_import
    revision = _revision(source_import)
    with _failing(source_import, now):
        counts = dry_run(source_import, now=now, report=report or _progress_of(source_import))
        fire(
            source_import,
            "checked",
            transitions=TRANSITIONS,
            actor=None,
            now=now,
            counts=counts,
            checked_revision=revision,
            checked_at=now,
            progress=None,
        )
    return source_import


def apply_import(*, source_import: Import, now: datetime) -> Import:
    """Carry out a checked import in one transaction: all of it or nothing.

    When the cadastre is no longer the one that the dry run compared with (or the staged rows were lost in a
    crash), nothing is applied: the dry run is made again and waits for a new decision.
    """
    if source_import.state != S.APPLYING:
        return source_import
    with _failing(source_import, now):
        applied = _apply(source_import, now)
    if not applied:
        moved_on = Conflict(
            told("cadastre-changed"),
            code="cadastre-changed",
        )
        fire(source_import, "recheck", transitions=TRANSITIONS, actor=None, now=now)
        check_import(source_import=source_import, now=now)
        if source_import.state == S.CHECKED:
            _tell(source_import, moved_on)
    return source_import


@transaction.atomic
def _apply(source_import: Import, now: datetime) -> bool:
    work = work_of(source_import, now)
    _lock_commune(source_import.commune_id)
    staged = (source_import.counts or {}).get("staged")
    if (
        _revision(source_import) != source_import.checked_revision
        or not stage_exists(source_import)
        or work.number("SELECT count(*) FROM {stage}") != staged
    ):
        return False
    actor = source_import.created_by_id
    with acting_as(actor, APPLIED_REASON.format(number=source_import.number)):
        if work.target.prepare is not None:
            work.target.prepare(work, True)
        work.target.apply(work)
    fire(source_import, "applied", transitions=TRANSITIONS, actor=None, now=now, applied_at=now,
         progress=None, error=None)  # fmt: skip
    drop_stage(source_import)
    enqueue_followers()
    return True


def undo_import(*, source_import: Import, now: datetime, actor_id: int | None = None) -> Import:
    """Take an applied import back as a whole, in one transaction; `CannotUndo` names what builds on it."""
    if source_import.state != S.UNDOING:
        return source_import
    try:
        with transaction.atomic():
            _lock_commune(source_import.commune_id)
            with acting_as(actor_id, UNDONE_REASON.format(number=source_import.number)):
                undo_changes(work_of(source_import, now))
            fire(source_import, "undone", transitions=TRANSITIONS, actor=None, now=now, undone_at=now,
                 progress=None, error=None)  # fmt: skip
            enqueue_followers()
    except DomainError as error:
        fire(source_import, "keep", transitions=TRANSITIONS, actor=None, now=now, progress=None,
             error=keep_problem(error))  # fmt: skip
        raise
    return source_import


@transaction.atomic
def cancel_import(*, source_import: Import, actor: Actor | None, now: datetime) -> Import:
    """Give up an import that was not applied; its number stays, its rows go."""
    fire(source_import, "cancel", transitions=TRANSITIONS, actor=actor, now=now, progress=None)
    drop_stage(source_import)
    return source_import


def give_up(*, source_import: Import, now: datetime) -> Import:
    """End a step that failed for a reason that is ours, so that the import does not wait for ever."""
    source_import.refresh_from_db(fields=["state"])
    failed = keep_problem(DomainError(told("internal"), code="internal"))
    action = {S.UNDOING: "keep"}.get(S(source_import.state), "fail")
    if source_import.state in TRANSITIONS[action].sources:
        fire(source_import, action, transitions=TRANSITIONS, actor=None, now=now, error=failed, progress=None)
    return source_import


class _failing:  # noqa: N801 - reads as a word in `with _failing(…)`
    """What a file or a mapping is refused for becomes the import's own state; other errors pass."""

    def __init__(self, source_import: Import, now: datetime) -> None:
        self.source_import, self.now = source_import, now

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, DomainError):
            fire(self.source_import, "fail", transitions=TRANSITIONS, actor=None, now=self.now,
                 note=error.code, error=keep_problem(error), progress=None)  # fmt: skip
            drop_stage(self.source_import)


def _tell(source_import: Import, error: DomainError) -> None:
    source_import.error = keep_problem(error)
    source_import.save(update_fields=["error"])


def _progress_of(source_import: Import) -> Report:
    def report(step: str, done: int | None, total: int | None) -> None:
        source_import.progress = {"step": step, "done": done, "total": total}
        source_import.save(update_fields=["progress"])

    return report


def _revision(source_import: Import) -> int:
    return int(Commune.objects.values_list("cadastre_revision", flat=True).get(pk=source_import.commune_id))


def _lock_commune(commune_id: int) -> None:
    """One import at a time changes a commune's records; held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, commune_id])


def _digest(file: BinaryIO) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    while chunk := file.read(1024 * 1024):
        digest.update(chunk)
        size += len(chunk)
        if size > settings.KHARITA.upload_max_bytes:
            raise BadFile(
                told("too-large", limit=settings.KHARITA.upload_max_bytes // 1024**2),
                code="too-large",
            )
    if not size:
        raise BadFile(told("empty-file"), code="empty-file")
    file.seek(0)
    return digest.hexdigest(), size
