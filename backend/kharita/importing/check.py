"""The dry run: read, map, check and stage every row, then compare. It changes nothing but its own tables."""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import datetime
from hashlib import sha1
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely
from django.db import connection, transaction

from kharita.importing.coordinates import with_geometry
from kharita.importing.crs import Region, refuse_wrong_crs, region_of, transform_from
from kharita.importing.duplicates import refuse_duplicates, remark_twins
from kharita.importing.faults import BadFile, BadMapping
from kharita.importing.garbling import reencoded
from kharita.importing.geometry import Checked, Repair, check, read_wkb
from kharita.importing.intake import Opened, opened
from kharita.importing.join import JoinedTable, read_table
from kharita.importing.labels import refuse_unlabelled, with_labels
from kharita.importing.mapping import Mapping, parse_mapping
from kharita.importing.messages import FieldNames, told
from kharita.importing.models import Import
from kharita.importing.rows import Fields, attributes_of, map_fields, needed_columns, texts_of
from kharita.importing.sources import GEOMETRY, ROW, Source, batches, describe
from kharita.importing.stage import (
    NULL,
    ROWS_TABLE,
    Columns,
    Copying,
    Twins,
    Work,
    as_hex,
    as_json,
    create_stage,
    escaped,
    escaped_texts,
)
from kharita.importing.targets import ImportTarget, import_targets
from kharita.territory.titles import canonical_references, slugs_of

Report = Callable[[str, int | None, int | None], None]
OUTSIDE_LIMIT = 0.5
KEY_LENGTH = 120


def work_of(source_import: Import, now: datetime) -> Work:
    """What the statements need to know of an import; `BadMapping` when its mapping is none."""
    target = import_targets.get(source_import.target)
    if target is None:
        raise BadMapping(told("unknown-target", target=source_import.target))
    return Work(source_import, target, parse_mapping(source_import.mapping), now)


def dry_run(source_import: Import, *, now: datetime, report: Report) -> dict[str, Any]:
    """Stage and compare the whole file; gives the counts. The account of each row is in `ImportRow`.

    May be killed at any point and run again: it starts from nothing each time.
    """
    work = work_of(source_import, now)
    create_stage(work)
    with opened(Path(source_import.file.path)) as file:
        reader = _Reader(work, file)
        read = reader.stage_all(report)
    report("compare", None, None)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {work.stage} (row, key)")
    with transaction.atomic():
        refuse_duplicates(work, reader.keys.suspects())
        remark_twins(work, reader.twins.suspects())
        if work.target.prepare is not None:
            work.target.prepare(work, False)
        work.target.compare(work)
    return {**count_outcomes(work, read), **reader.remarks(), **work.remarks}


def count_outcomes(work: Work, read: int) -> dict[str, int]:
    """How many rows came to each end. Every row of the file has one: read = the sum of all but `retired`."""
    told = dict(
        work.fetch("SELECT outcome, count(*) FROM {rows} WHERE source_import_id = %(id)s GROUP BY outcome")
    )
    names = ("added", "changed", "moved", "split", "merged", "refused", "retired")
    counts = {name: int(told.get(name, 0)) for name in names}
    counts["read"] = read
    counts["unchanged"] = read - sum(counts[name] for name in names if name != "retired")
    counts["staged"] = work.number("SELECT count(*) FROM {stage}")
    counts["repaired"] = work.number("SELECT count(*) FROM {stage} WHERE detail ? 'fault'")
    return counts


class _Reader:
    """Reads one file batch by batch into the staging table, and the refused rows into the account."""

    def __init__(self, work: Work, file: Opened) -> None:
        self.work = work
        self.file = file
        mapping = work.mapping
        self.source, sample = describe(file, layer=mapping.layer, encoding=mapping.encoding)
        _require_columns(mapping, work.target, self.source)
        self.columns = needed_columns(mapping)
        self.table = _joined(work)
        self.twins, self.keys = Twins(), Twins()
        self.invalid = self.outside = self.flattened = 0
        self.region: Region | None = None
        if work.target.geometry is not None:
            self._locate(sample)

    def _locate(self, sample: pa.Table) -> None:
        mapping = self.work.mapping
        nowhere = mapping.coordinates is None and set(self.source.geometry_types) == {"None"}
        if self.work.target.geometry == "place" and nowhere:
            return
        self.region = region_of(self.work.source_import.commune)
        located = next(iter(with_geometry(iter(sample.combine_chunks().to_batches()), mapping)), None)
        if located is None:
            return
        geometries = read_wkb(located.column(GEOMETRY).to_numpy(zero_copy_only=False)).geometries
        code = mapping.crs or self.source.declared_crs
        if code is None:
            raise BadMapping(told("missing-crs"), code="missing-crs")
        refuse_wrong_crs(code, mapping.swap_axes, self.source.declared_crs, geometries, self.region)
        self.transform = transform_from(code, swap_axes=mapping.swap_axes)

    def stage_all(self, report: Report) -> int:
        """Stage the whole file; gives the number of rows read."""
        read = 0
        with Copying() as copying:
            for batch in self._batches():
                parts = self._stage(batch)
                copying.finish()
                if read:
                    report("check", read, self.source.features)
                for part in parts:
                    copying.start(part)
                read += batch.num_rows
        if not read:
            raise BadFile(told("no-rows"), code="empty-file")
        if self.region is not None and self.outside > OUTSIDE_LIMIT * read:
            raise BadFile(
                told("mostly-outside", outside=self.outside, read=read),
                code="outside-commune",
            )
        return read

    def remarks(self) -> dict[str, Any]:
        """Counts beside the outcomes: what was invalid, and what became of a joined table."""
        found: dict[str, Any] = {"invalid": self.invalid}
        if self.flattened:
            found["flattened"] = self.flattened
        if self.table is not None:
            found["table"] = self.table.account()
        return found

    def _batches(self) -> Iterator[pa.RecordBatch]:
        read = batches(
            self.file, layer=self.source.layer, encoding=self.source.encoding, columns=self.columns
        )
        located = with_geometry(read, self.work.mapping) if self.work.target.geometry is not None else read
        for batch in with_labels(located, self.work.mapping):
            if batch.num_rows:
                joined = self.table.join(batch) if self.table is not None else batch
                yield reencoded(joined, self.work.mapping.reencode)

    def _stage(self, batch: pa.RecordBatch) -> list[Columns]:
        """Check a batch; gives what is to be written of it."""
        work = self.work
        fields = map_fields(batch, work.mapping, work.target)
        refuse_unlabelled(batch, fields)
        checked = self._checked(batch)
        keys = _keys(work, batch, fields, checked)
        reasons = np.where(checked.reasons == "", fields.reasons, checked.reasons)
        missing = np.array([key is None for key in keys.to_pylist()])
        reasons[missing & (reasons == "")] = "missing-key"
        fit = np.asarray(reasons == "", dtype=bool)
        rows = batch.column(ROW).to_numpy()
        self.outside += int(np.isin(reasons, ("outside-commune", "outside-crs")).sum())
        self.invalid += len(checked.repairs)
        self.flattened += checked.lost_z
        parts = []
        if not fit.all():
            parts.append(self._refuse(rows, _as_written(work, fields, keys), fields, checked, reasons, ~fit))
        if fit.any():
            parts.append(self._keep(batch, rows, keys, fields, checked, fit))
        return parts

    def _checked(self, batch: pa.RecordBatch) -> Checked:
        if self.region is None or self.work.target.geometry is None:
            empty = np.full(batch.num_rows, None, dtype=object)
            return Checked(empty, np.full(batch.num_rows, "", dtype=object))
        read = read_wkb(batch.column(GEOMETRY).to_numpy(zero_copy_only=False))
        absent = read.reasons == "missing-geometry"
        checked = check(
            read,
            kind=self.work.target.geometry,
            transform=self.transform,
            region=self.region.geometry,
            repair=self.work.mapping.options.repair,
        )
        if self.work.target.geometry == "place":
            checked.reasons[absent] = ""
        return checked

    def _refuse(
        self, rows: Any, keys: Any, fields: Fields, checked: Checked, reasons: Any, where: Any
    ) -> Columns:
        chosen = np.flatnonzero(where).tolist()
        shapes = checked.geometries[where]
        drawable = ~shapely.is_missing(shapes) & ~np.isin(
            reasons[where], ("non-finite-coordinates", "outside-crs", "unreadable-geometry", "empty-geometry")
        )
        shapes[~drawable] = None
        details = [
            {**_told(checked.repairs.get(index)), **fields.details.get(index, {})} or None for index in chosen
        ]
        count = len(chosen)
        return Columns(
            ROWS_TABLE,
            ("source_import_id", "row", "outcome", "reference", "reason", "detail", "geometry"),
            (
                [str(self.work.id)] * count,
                list(map(str, rows[where].tolist())),
                ["refused"] * count,
                ["" if key == NULL else key[:120] for key in escaped(keys.filter(pa.array(where)))],
                reasons[where].tolist(),
                as_json(details),
                as_hex(shapes),
            ),
        )

    def _keep(
        self, batch: pa.RecordBatch, rows: Any, keys: Any, fields: Fields, checked: Checked, fit: Any
    ) -> Columns:
        work, chosen = self.work, pa.array(fit)
        everything = bool(fit.all())
        kept_keys = keys if everything else keys.filter(chosen)
        hexes = as_hex(checked.geometries[fit])
        values = [list(map(str, rows[fit].tolist())), escaped(kept_keys), hexes]
        columns = ["row", "key", "geometry"]
        if work.target.key == "reference":
            columns.append("slug")
            values.append(escaped(slugs_of(kept_keys)))
        for declared in work.staged_fields:
            columns.append(declared.id)
            column = fields.columns[declared.id]
            values.append(escaped(column if everything else column.filter(chosen)))
        if work.has_attributes:
            columns.append("attributes")
            texts = attributes_of(batch if everything else batch.filter(chosen), work.mapping)
            values.append(escaped_texts(texts))
        if checked.repairs:
            details = [_told(checked.repairs.get(index)) or None for index in np.flatnonzero(fit).tolist()]
            columns += ["remark", "detail"]
            values += [["repaired" if detail else NULL for detail in details], as_json(details)]
        if work.target.geometry == "polygon":
            self.twins.add(rows[fit], hexes)
        self.keys.add(rows[fit], values[1])
        return Columns(work.stage, columns, values)


def _keys(work: Work, batch: pa.RecordBatch, fields: Fields, checked: Checked) -> pa.StringArray:
    """The key of each row: the mapped reference, the key column, or else a digest of the geometry."""
    target, mapping = work.target, work.mapping
    if isinstance(target.key, tuple):
        parts = [fields.columns[name] for name in target.key if name in fields.columns]
        return pc.utf8_slice_codeunits(
            pc.binary_join_element_wise(*parts, " · ", null_handling="skip"), 0, KEY_LENGTH
        )
    if target.key in fields.columns:
        texts = fields.columns[target.key]
        if mapping.options.no_reference:
            placeholder = pa.array(mapping.options.no_reference, pa.string())
            texts = pc.if_else(pc.is_in(texts, value_set=placeholder), pa.scalar(None, pa.string()), texts)
        return canonical_references(texts) if target.key == "reference" else texts
    if mapping.key is not None:
        return texts_of(batch.column(mapping.key))
    if target.named_by in fields.columns:
        return pc.utf8_slice_codeunits(fields.columns[target.named_by], 0, KEY_LENGTH)
    digests = [None if g is None else f"#{hash_of(g)}" for g in checked.geometries.tolist()]
    return pa.array(digests, pa.string())


def _as_written(work: Work, fields: Fields, keys: pa.StringArray) -> pa.StringArray:
    """The reference as the file has it, also where it is none that counts: a person has to find the row."""
    key = work.target.key
    return fields.columns[key] if isinstance(key, str) and key in fields.columns else keys


def hash_of(geometry: shapely.Geometry) -> str:
    """A short digest of a geometry, by which a record without a key is found again while it does not move."""
    if isinstance(geometry, shapely.Polygon):
        geometry = shapely.MultiPolygon([geometry])  # as it is stored
    return sha1(shapely.to_wkb(geometry), usedforsecurity=False).hexdigest()[:20]


def _told(repair: Repair | None) -> dict[str, Any]:
    return {} if repair is None else asdict(repair)


def _joined(work: Work) -> JoinedTable | None:
    if not work.source_import.table:
        if work.mapping.table is not None:
            raise BadMapping(told("no-second-file"))
        return None
    return read_table(Path(work.source_import.table.path), work.mapping)


def _require_columns(mapping: Mapping, target: ImportTarget, source: Source) -> None:
    """`BadMapping` naming each field without a rule and each column that the file does not have."""
    unknown = sorted(set(mapping.fields) - {declared.id for declared in target.fields})
    if unknown:
        raise BadMapping(told("unknown-fields", target=FieldNames(target.id), names=", ".join(unknown)))
    unmapped = [
        declared.id for declared in target.fields if declared.required and declared.id not in mapping.fields
    ]
    if unmapped:
        raise BadMapping(told("unmapped-fields", names=FieldNames(target.id, tuple(unmapped))))
    missing = sorted(set(needed_columns(mapping) or []) - {column.name for column in source.columns})
    if missing:
        raise BadMapping(told("missing-columns", names=", ".join(missing)))
