"""The parcels that one cell names, written as people write them. Nothing here touches the database."""

import re

from kharita.territory.titles import canonical_reference, parse_title

_SEPARATORS = re.compile(r"[,;،؛|&+\n\r]|\s+[-–]\s+|\s+(?:et|and|و)\s+")


def cited_references(text: str) -> list[str]:
    """The references in `text`, each once and in its canonical form, in the order in which they stand.

    Titles may stand with nothing but blanks between them; the slash belongs to a title and parts nothing.
    """
    found: list[str] = []
    for part in map(str.strip, _SEPARATORS.split(text)):
        words = part.split()
        apart = len(words) > 1 and parse_title(part) is None and all(map(parse_title, words))
        found += [canonical_reference(word) for word in (words if apart else [part])]
    return [reference for reference in dict.fromkeys(found) if reference]
