"""Text made comparable for search: one spelling for the many in which Arabic and French names are written.

`search_text` folds hamza, alef, ya and ta marbuta, drops tashkeel, tatweel, accents, articles and particles,
reads Arabic-Indic digits, Farsi letters and ligatures, and gives each common word of an address one form
("av.", "شارع" → "avenue"). What remains are words of [a-z0-9], Arabic and Tifinagh letters joined by single
spaces. `SQL_FUNCTION` is the same function inside the database, made from the same rules.
"""

import re
import unicodedata
from typing import Any

FUNCTION = "core_search_text"

# What decomposition sets apart: accents, hamza, tashkeel, Quranic marks, small alef, tatweel, joiners.
_DROPPED = (
    "\u0300-\u036f\u0610-\u061a\u0621\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200b-\u200f"
)
_LETTERS_FROM = "ABCDEFGHIJKLMNOPQRSTUVWXYZØøĐđŁłıٱىةپچژڤڨکگڭیېھہەۂ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"
_LETTERS_INTO = "abcdefghijklmnopqrstuvwxyzooddlliاي" + "هبجزفقكككييهههه" + "01234567890123456789"
_LIGATURES = (("[œŒ]", "oe"), ("[æÆ]", "ae"), ("[ßẞ]", "ss"))
# The words that addresses share; a search is about the others (`search.distinctive`).
GENERIC_WORDS = {
    "avenue": "av|ave|avn|شارع",
    "boulevard": "bd|bld|blvd|boul",
    "rue": "r|street|st|زنقه|نهج",
    "hay": "q|qr|quart|quartier|hai|neighbourhood|حي",
    "lotissement": "lot|lots|lott|تجزيه",
    "place": "pl|ساحه",
    "route": "rte|road|rd|طريق",
    "residence": "res|اقامه",
    "immeuble": "imm|عماره",
    "numero": "n|no|num|رقم",
}
_PARTICLES = "l|d|le|la|les|de|du|des|et|el|al|the|of"

# (pattern, replacement), in the dialect of regular expressions that Python and PostgreSQL share.
_WORD_RULES = (
    (r"[^0-9a-zء-يⴰ-⵿]+", " "),
    (r"(^| )ال(?=[^ ]{2})", r"\1"),
    *((rf"(^| )(?:{words})(?= |$)", rf"\1{word}") for word, words in GENERIC_WORDS.items()),
    (rf"(^| )(?:{_PARTICLES})(?= |$)", r"\1"),
    (r" +", " "),
)
_TRANSLATION = str.maketrans(_LETTERS_FROM, _LETTERS_INTO)
_COMPILED = (
    tuple(
        (re.compile(pattern), replacement) for pattern, replacement in ((f"[{_DROPPED}]+", ""), *_LIGATURES)
    ),
    tuple((re.compile(pattern), replacement) for pattern, replacement in _WORD_RULES),
)


def search_text(text: str) -> str:
    """`text` as search compares it: words in one spelling, joined by single spaces ("" when none is left)."""
    letters, words = _COMPILED
    text = unicodedata.normalize("NFKD", text)
    for pattern, replacement in letters:
        text = pattern.sub(replacement, text)
    text = text.translate(_TRANSLATION)
    for pattern, replacement in words:
        text = pattern.sub(replacement, text)
    return text.strip(" ")


def rules() -> dict[str, Any]:
    """The same rules as data, for a browser to follow: after NFKD drop and replace `letters`, translate
    `from` into `into`, replace `words`, trim. Patterns are regular expressions that JavaScript reads alike.
    """
    return {
        "letters": [[f"[{_DROPPED}]+", ""], *map(list, _LIGATURES)],
        "from": _LETTERS_FROM,
        "into": _LETTERS_INTO,
        "words": [[pattern, replacement.replace("\\", "$")] for pattern, replacement in _WORD_RULES],
    }


def _sql_function() -> str:
    # The C collation makes ranges of letters code points, in whichever locale the database was made.
    expression = 'normalize($1 COLLATE "C", NFKD)'
    for pattern, replacement in ((f"[{_DROPPED}]+", ""), *_LIGATURES):
        expression = f"regexp_replace({expression}, '{pattern}', '{replacement}', 'g')"
    expression = f"translate({expression}, '{_LETTERS_FROM}', '{_LETTERS_INTO}')"
    for pattern, replacement in _WORD_RULES:
        expression = f"regexp_replace({expression}, '{pattern}', '{replacement}', 'g')"
    return (
        f"CREATE FUNCTION {FUNCTION}(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS\n"
        f"$body$ SELECT btrim({expression}, ' ') $body$;"
    )


SQL_FUNCTION = _sql_function()
DROP_SQL_FUNCTION = f"DROP FUNCTION {FUNCTION}(text);"
