"""From the columns of a file to the fields of a target: whole columns at a time, faults told row by row."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from kharita.importing.mapping import LABEL, FieldRule, Mapping
from kharita.importing.targets import ImportTarget, TargetField

_NUMBER = r"^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,3})?$"
_TRUE = ["1", "true", "t", "yes", "y", "oui", "o", "vrai", "نعم"]
_FALSE = ["0", "false", "f", "no", "n", "non", "faux", "لا", ""]

_TIME = r"(?:[T ].*)?$"
_DAYS = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})" + _TIME),
    re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})" + _TIME),
)


@dataclass
class Fields:
    """The mapped columns of a batch, and why some of its rows cannot be taken."""

    columns: dict[str, pa.Array]
    reasons: NDArray[np.object_]
    details: dict[int, dict[str, Any]] = field(default_factory=dict)

    def refuse(self, where: pa.BooleanArray, reason: str, detail: Callable[[int], dict[str, Any]]) -> None:
        """Refuse the rows of `where` that nothing was wrong with so far."""
        for row in np.flatnonzero(where.to_numpy(zero_copy_only=False)).tolist():
            if not self.reasons[row]:
                self.reasons[row] = reason
                self.details[row] = detail(row)


def needed_columns(mapping: Mapping) -> list[str] | None:
    """The columns of the main file that the mapping reads; None: all of them."""
    if mapping.attributes == "all":
        return None
    named = [column for rule in mapping.fields.values() for column in rule.sources]
    named += [*mapping.attributes, *([mapping.key] if mapping.key else [])]
    if mapping.table is not None:
        named.append(mapping.table.column)
    if (place := mapping.coordinates) is not None:
        named += [name for name in (place.x, place.y, place.wkt, place.of, place.order) if name]
    if (labels := mapping.labels) is not None:
        named = [labels.layer_column, labels.text_column, *(name for name in named if name != LABEL)]
    return list(dict.fromkeys(name for name in named if not name.startswith("table.")))


def map_fields(batch: pa.RecordBatch, mapping: Mapping, target: ImportTarget) -> Fields:
    """The target's fields for each row of `batch`, cleaned and of their type."""
    fields = Fields({}, np.full(batch.num_rows, "", dtype=object))
    for field_id, rule in mapping.fields.items():
        declared = target.field(field_id)
        if declared is None:
            continue
        texts = _evaluate(batch, rule)
        fields.columns[field_id] = _typed(fields, declared, rule, texts)
    return fields


def attributes_of(batch: pa.RecordBatch, mapping: Mapping) -> list[str]:
    """The kept columns of each row as JSON text, keys in a fixed order."""
    used = {column for rule in mapping.fields.values() for column in rule.sources}
    names = (
        [name for name in batch.schema.names if name not in used and not name.startswith("__")]
        if mapping.attributes == "all"
        else [name for name in mapping.attributes if name in batch.schema.names]
    )
    columns = [_plain(batch.column(name)) for name in names]
    keys = [name.removeprefix("table.") for name in names]
    dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode
    return [
        dump({key: value for key, value in zip(keys, values, strict=True) if value is not None})
        for values in zip(*columns, strict=True)
    ] or ["{}"] * batch.num_rows


def texts_of(column: pa.Array) -> pa.StringArray:
    """Any column as trimmed text; what is empty is null. Whole numbers have no ".0"."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_floating(column.type):
        whole = pc.all(pc.equal(pc.floor(column), column), min_count=0).as_py()
        column = column.cast(pa.int64()) if whole else column
    if pa.types.is_binary(column.type) or pa.types.is_nested(column.type):
        column = pa.array(
            [None if value is None else str(value) for value in column.to_pylist()], pa.string()
        )
    texts = pc.utf8_trim_whitespace(column.cast(pa.string()))
    if pc.any(pc.match_substring(texts, "\0"), min_count=0).as_py():
        texts = pc.replace_substring(texts, "\0", "")
    return pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)


def _evaluate(batch: pa.RecordBatch, rule: FieldRule) -> pa.StringArray:
    if rule.value is not None:
        return pa.array([rule.value] * batch.num_rows, pa.string())
    parts = [texts_of(batch.column(name)) for name in rule.sources]
    texts = parts[0]
    if len(parts) > 1:
        texts = pc.binary_join_element_wise(*parts, rule.separator, null_handling="skip")
        texts = pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)
    if rule.values:
        lookup = {key.strip().casefold(): value for key, value in rule.values.items()}
        coded = texts.dictionary_encode()
        meanings = [lookup.get(text.casefold(), text) for text in coded.dictionary.to_pylist()]
        texts = pa.array(meanings, pa.string()).take(coded.indices)
    return pc.fill_null(texts, rule.default) if rule.default is not None else texts


def _typed(fields: Fields, declared: TargetField, rule: FieldRule, texts: pa.StringArray) -> pa.Array:
    if declared.required:
        fields.refuse(pc.is_null(texts), "missing-value", lambda _row: {"field": declared.id})
    if declared.kind in ("number", "integer"):
        return _numbers(fields, declared, rule.scale, texts)
    if declared.kind == "choice":
        return _choices(fields, declared, rule, texts)
    if declared.kind == "boolean":
        return _booleans(fields, declared, texts)
    if declared.kind == "date":
        return _dates(fields, declared, texts)
    if declared.limit is not None:
        long = pc.fill_null(pc.greater(pc.utf8_length(texts), declared.limit), False)
        limit = declared.limit
        fields.refuse(long, "too-long", lambda _row: {"field": declared.id, "limit": limit})
    return texts


def _numbers(fields: Fields, declared: TargetField, scale: float, texts: pa.StringArray) -> pa.Array:
    compact = pc.replace_substring_regex(texts, "[\\s\u00a0\u202f]", "")
    compact = pc.replace_substring(compact, ",", ".")
    good = pc.match_substring_regex(compact, _NUMBER)
    bad = pc.fill_null(pc.invert(good), False)
    fields.refuse(bad, "not-a-number", lambda row: {"field": declared.id, "value": texts[row].as_py()})
    numbers = pc.if_else(pc.fill_null(good, False), compact, pa.scalar(None, pa.string())).cast(pa.float64())
    if scale != 1.0:
        numbers = pc.multiply(numbers, scale)
    return pc.round(numbers).cast(pa.int64()) if declared.kind == "integer" else numbers


def _choices(fields: Fields, declared: TargetField, rule: FieldRule, texts: pa.StringArray) -> pa.StringArray:
    known = pa.array([value for value, _title in declared.choices], pa.string())
    listed = pc.is_in(texts, value_set=known)
    fallback = rule.default if rule.default is not None else declared.default
    if fallback is None:
        unknown = pc.and_(pc.invert(listed), pc.is_valid(texts))
        fields.refuse(
            unknown, "unknown-value", lambda row: {"field": declared.id, "value": texts[row].as_py()}
        )
    return pc.if_else(listed, texts, pa.scalar(fallback, pa.string()))


def _booleans(fields: Fields, declared: TargetField, texts: pa.StringArray) -> pa.BooleanArray:
    lowered = pc.utf8_lower(pc.fill_null(texts, ""))
    true = pc.is_in(lowered, value_set=pa.array(_TRUE))
    unknown = pc.invert(pc.or_(true, pc.is_in(lowered, value_set=pa.array(_FALSE))))
    fields.refuse(unknown, "unknown-value", lambda row: {"field": declared.id, "value": texts[row].as_py()})
    return true


def _dates(fields: Fields, declared: TargetField, texts: pa.StringArray) -> pa.StringArray:
    """Days as ISO writes them; a time of day is left out, and of numbers the day stands before the month."""
    coded = texts.dictionary_encode()
    days = pa.array([_day(text) for text in coded.dictionary.to_pylist()], pa.string()).take(coded.indices)
    bad = pc.and_(pc.is_null(days), pc.is_valid(texts))
    fields.refuse(bad, "not-a-date", lambda row: {"field": declared.id, "value": texts[row].as_py()})
    return days


def _day(text: str) -> str | None:
    for pattern in _DAYS:
        if (found := pattern.match(text)) is not None:
            year, month, day = (int(found[name]) for name in ("year", "month", "day"))
            try:
                return date(year, month, day).isoformat()
            except ValueError:
                return None
    return None


def _plain(column: pa.Array) -> list[Any]:
    if pa.types.is_binary(column.type) or pa.types.is_nested(column.type):
        return [None if value is None else str(value) for value in column.to_pylist()]
    values: list[Any] = column.to_pylist()
    return values
