"""The launcher's language: that of `KHARITA_LANGUAGE`, else of the system, else English.

Steps, causes and mends are English in the code. Here, at the one door through which all of them reach a
person, a line is found in the language's list (`{}` stands for what differs: a port, a path) and put into its
words. What no list knows (the output of tools) passes as it is.
"""

import os
import re
from collections.abc import Mapping
from functools import cache

from launcher import words_ar, words_fr

_LISTS: Mapping[str, Mapping[str, str]] = {"ar": words_ar.WORDS, "fr": words_fr.WORDS}
_HELP: Mapping[str, str] = {"ar": words_ar.HELP, "fr": words_fr.HELP}
_chosen: list[str] = []


def choose(given: str | None = None) -> str:
    """Settle the language: what a setting says, else `LC_ALL`, `LC_MESSAGES` or `LANG`."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    asked = given or next((os.environ[name] for name in names if os.environ.get(name)), "")
    language = asked[:2].lower()
    _chosen[:] = [language if language in _LISTS else "en"]
    return _chosen[0]


def chosen() -> str:
    """The language that was settled, for the programs that speak beside the launcher."""
    return _chosen[0] if _chosen else "en"


def help_text(english: str) -> str:
    """The help in the chosen language."""
    return _HELP.get(chosen(), english)


def say(text: str) -> str:
    """`text` in the chosen language, with the space around it as it was."""
    words = _LISTS.get(chosen())
    body = text.strip()
    if words is None or not body:
        return text
    start = text.index(body)
    return text[:start] + _told(body, words) + text[start + len(body) :]


def _told(body: str, words: Mapping[str, str]) -> str:
    if body in words:
        return words[body]
    for pattern, translation in _patterns(id(words)):
        match = pattern.fullmatch(body)
        if match is not None:
            return translation.format(*(words.get(value, value) for value in match.groups()))
    return body


@cache
def _patterns(which: int) -> list[tuple[re.Pattern[str], str]]:
    """The lines with a gap, the longest first: the most exact one speaks."""
    words = next(words for words in _LISTS.values() if id(words) == which)
    gapped = sorted((line for line in words if "{}" in line), key=len, reverse=True)
    return [
        (re.compile("(.+?)".join(map(re.escape, line.split("{}"))), re.DOTALL), words[line])
        for line in gapped
    ]
