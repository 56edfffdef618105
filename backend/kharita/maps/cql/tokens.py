"""CQL2 text cut into words."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kharita.maps.cql.tree import CqlFault

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
  | (?P<text>'(?:''|\\'|[^'])*')
  | (?P<quoted>"(?:""|[^"])*")
  | (?P<name>(?:[^\W\d]|:)[\w.:]*)
  | (?P<sign><=|>=|<>|[=<>+\-*/%^(),])
  | (?P<end>$)
)""",
    re.VERBOSE,
)
RESERVED = frozenset({"AND", "OR", "NOT", "LIKE", "BETWEEN", "IN", "IS", "NULL", "TRUE", "FALSE", "DIV"})


@dataclass(frozen=True)
class Token:
    """`kind` is number, text, quoted, name, sign, word (reserved, in capitals) or end; `start` and `end` are
    offsets in the filter."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def at(self) -> str:
        """The place as people count it: the first character is 1."""
        return str(self.start + 1)


def tokens_of(text: str) -> list[Token]:
    """The words of `text`, the last of them the end. Raises `CqlFault`."""
    found: list[Token] = []
    offset = 0
    while True:
        match = _TOKEN.match(text, offset)
        if match is None or match.lastgroup is None:
            place = len(text) - len(text[offset:].lstrip())
            raise CqlFault(
                _("“%(text)s” cannot be read here.") % {"text": text[place : place + 20]}, str(place + 1)
            )
        kind, start = match.lastgroup, match.start(match.lastgroup)
        word = match[kind]
        if kind == "name" and word.upper() in RESERVED:
            kind, word = "word", word.upper()
        found.append(Token(kind, _unquoted(kind, word), start, match.end()))
        if kind == "end":
            return found
        offset = match.end()


def _unquoted(kind: str, word: str) -> str:
    if kind == "text":
        return word[1:-1].replace("''", "'").replace("\\'", "'")
    return word[1:-1].replace('""', '"') if kind == "quoted" else word
