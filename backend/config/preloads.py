"""What a page of the application needs beyond its entry, named in its head so that all comes at once.

Without it a browser learns of the page's own code when the entry has run, of the texts after that, and of the
drawing code last; on a slow line each of these costs a journey.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from kharita.ogc.built import manifest

ENTRY = "index.html"
DRAWING = "src/map/MapCanvas.tsx"
"""The map itself: the largest file, and the one that a page can be read without."""

_PAGES: Sequence[tuple[re.Pattern[str], tuple[str, ...]]] = (
    (re.compile(r"/"), ("src/public/PublicMap.tsx", DRAWING)),
    (re.compile(r"/p/[^/]+"), ("src/dossier/ParcelPage.tsx", DRAWING)),
    (re.compile(r"/desk/?"), ("src/desk/Desk.tsx", "src/desk/StaffMap.tsx", DRAWING)),
    (re.compile(r"/login"), ("src/session/LoginPage.tsx",)),
    (re.compile(r"/data"), ("src/catalogue/CataloguePage.tsx",)),
)


def preloads(path: str, language: str) -> SafeString:
    """The links for the page at `path` and the texts of `language`; none where nothing is built."""
    built = manifest()
    if ENTRY not in built:
        return SafeString("")
    named = set(_files(built, ENTRY))
    wanted = [f"src/messages/{language}.json", *_entries(path)]
    links = []
    for entry in wanted:
        for file in _files(built, entry):
            if file not in named:
                named.add(file)
                links.append(_link(file, is_urgent=entry != DRAWING))
    # With `crossorigin`, as the build asks for its files: else they would be fetched a second time.
    return format_html_join("", '<link rel="{}" crossorigin href="{}" fetchpriority="{}"{}>', links)


def _entries(path: str) -> tuple[str, ...]:
    return next((entries for pattern, entries in _PAGES if pattern.fullmatch(path)), ())


def _files(built: Mapping[str, Any], entry: str) -> Iterator[str]:
    """The files of an entry and of all it imports, each once; styles after the code that needs them."""
    seen: set[str] = set()
    waiting = [entry] if entry in built else []
    while waiting:
        key = waiting.pop()
        if key in seen:
            continue
        seen.add(key)
        yield built[key]["file"]
        yield from built[key].get("css", ())
        waiting.extend(reversed(built[key].get("imports", ())))


def _link(file: str, *, is_urgent: bool) -> tuple[str, str, str, SafeString]:
    is_style = file.endswith(".css")
    return (
        "preload" if is_style else "modulepreload",
        f"{settings.STATIC_URL}app/{file}",
        "auto" if is_urgent else "low",
        SafeString(' as="style"' if is_style else ""),
    )
