"""Texts that were garbled before they came: written in one encoding, read in another, saved so.

"Ø´Ø§Ø±Ø¹" is شارع whose UTF-8 was taken for Windows-1252. What such a text was can be told with near
certainty, because garbling leaves patterns that no language has. It is proposed, column by column; only the
mapping's `reencode` changes anything.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from kharita.importing.sources import GEOMETRY, ROW

# name: (the encoding as which it was read, the one that it was in)
REENCODINGS: Mapping[str, tuple[str, str]] = {
    "utf-8 read as cp1252": ("cp1252", "utf-8"),
    "utf-8 read as cp1256": ("cp1256", "utf-8"),
    "cp1256 read as cp1252": ("cp1252", "cp1256"),
}
# A column with this share of such texts, among those that are not plain ASCII, is told of.
SHARE = 0.3
_ARABIC_WORD = re.compile("[\u0621-\u065f]{3}")
_ARABIC = re.compile("[\u0600-\u06ff]")
_LATIN_RUN = re.compile("[\u0080-\u00ff\u0152\u0153\u0178\u017d\u017e\u0160\u0161\u0192]{3}")
# Arabic presentation of the lead bytes D8-DB (the Arabic block in UTF-8), C3 (French) read as Windows-1256.
_LEADS_AS_1256 = re.compile("[\u0637\u0638\u0639\u063a\u0623][\u00a0-\uffff]")


def garbled_columns(sample: pa.Table) -> list[dict[str, Any]]:
    """The text columns that seem garbled: how, how much of them, and one value as it is and would be."""
    found = []
    for name in sample.column_names:
        column = sample[name]
        if name in (GEOMETRY, ROW) or not (
            pa.types.is_string(column.type) or pa.types.is_large_string(column.type)
        ):
            continue
        texts = {text for text in column.to_pylist() if text and not text.isascii()}
        best = max(REENCODINGS, key=lambda how: sum(_mended(text, how) is not None for text in texts))
        mended = {text: new for text in sorted(texts) if (new := _mended(text, best)) is not None}
        if mended and len(mended) >= SHARE * len(texts):
            before, after = max(mended.items(), key=lambda pair: len(pair[1]))
            found.append({
                "column": name, "reencoding": best, "share": round(len(mended) / len(texts), 2),
                "before": before[:80], "after": after[:80],
            })  # fmt: skip
    return found


def reencoded(batch: pa.RecordBatch, accepted: Mapping[str, str]) -> pa.RecordBatch:
    """The batch with the garbled texts of the `accepted` columns mended; sound texts stay as they are."""
    for name, how in accepted.items():
        if name in batch.schema.names:
            place = batch.schema.names.index(name)
            column = pa.array(mend(batch.column(place).to_pylist(), how), pa.string())
            batch = batch.set_column(place, pa.field(name, pa.string()), column)
    return batch


def mend(values: Iterable[Any], how: str) -> list[str | None]:
    """Each text of `values` as it was before it was garbled in the way `how`, if it was."""
    return [
        None
        if value is None
        else (_mended(text, how) or text if not (text := str(value)).isascii() else text)
        for value in values
    ]


def _mended(text: str, how: str) -> str | None:
    """What `text` was before; None when it does not look garbled in this way."""
    read_as, was = REENCODINGS[how]
    data = _bytes_of(text, read_as)
    if data is None:
        return None
    try:
        found = data.decode(was)
    except UnicodeDecodeError:
        return None
    if was == "utf-8":
        # that bytes above 127 form UTF-8 by chance is next to impossible in Latin letters; in Arabic ones the
        # lead bytes of its block have to be there
        return found if found != text and (read_as != "cp1256" or _LEADS_AS_1256.search(text)) else None
    # any byte is a letter in cp1256, so the words must tell: runs that French has not, Arabic words instead
    if _LATIN_RUN.search(text) and _ARABIC_WORD.search(found) and not _ARABIC.search(text):
        return found
    return None


def _bytes_of(text: str, encoding: str) -> bytes | None:
    """The bytes that, read as `encoding`, gave `text`. Readers let bytes pass to which it gives no letter."""
    data = bytearray()
    for char in text:
        try:
            data += char.encode(encoding)
        except UnicodeEncodeError:
            if ord(char) > 255:
                return None
            data.append(ord(char))
    return bytes(data)
