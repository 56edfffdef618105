"""One box that finds everything: titles, owners, addresses, streets, places, zones, coordinates.

Words match from their beginning; where that finds little, misspelt words are replaced by the known words
nearest to them by trigrams. Everything found is narrowed by `visible_to` in the same query that finds it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.gis.db.models.functions import Transform
from django.contrib.postgres.search import SearchQuery
from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Length

from kharita.accounts.models import communes_with
from kharita.core.geo import WGS84
from kharita.core.text import GENERIC_WORDS, search_text
from kharita.territory.coordinates import Position, parse_coordinates
from kharita.territory.models import Parcel, SearchEntry
from kharita.territory.models.base import DESK
from kharita.territory.titles import canonical_reference, parse_title, slug_of

QUERY_LENGTH_MAX = 120
LIMIT_MAX = 50
_TOKENS_MAX = 8
_CANDIDATES = 40  # of each family of kinds, before ranking
_SPARE = 20  # finds beyond those asked for, as some may be of parcels that are no longer there
_ENOUGH = 3  # fewer finds than this, and misspellings are tried
_NEAR_ENOUGH = 0.4  # trigram similarity of a misspelt word
_MAP_ONLY = (SearchEntry.ON_THE_MAP,)
_KIND_BONUS = {"commune": 0.10, "district": 0.08, "zone": 0.07, "street": 0.06, "place": 0.05, "owner": 0.02}
_PARTIAL_TITLE = re.compile(r"(?P<requisition>R\s*)?(?:T\s*)?(?P<number>[1-9]\d{0,6})\s*(?P<slash>/)?\s*")

# A limit without an order makes the planner read rows from the start in hope of a common word: where owners
# lie behind 200,000 addresses, that takes ten times what the index of words does. Starting a parallel worker
# takes longer than any of these queries.
_BY_THE_INDEX_OF_WORDS = (
    "SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off; "
    "SET LOCAL max_parallel_workers_per_gather = 0"
)

Names = dict[str, str]


@dataclass(frozen=True)
class Hit:
    """One find. Boxes and centres are lon/lat; `slug` is there where the find is a parcel."""

    kind: str
    id: int | None
    title: Names
    subtitle: Names
    bbox: tuple[float, float, float, float] | None
    commune_id: int | None = None
    slug: str | None = None
    score: float = field(default=0, compare=False)

    @property
    def center(self) -> tuple[float, float] | None:
        if self.bbox is None:
            return None
        west, south, east, north = self.bbox
        return (west + east) / 2, (south + north) / 2


def search(text: str, *, user: Any, commune_id: int | None = None, limit: int = 10) -> list[Hit]:
    """The best finds for `text` among what `user` may see; `commune_id` is preferred, not required."""
    text = " ".join(text[:QUERY_LENGTH_MAX].replace("\0", "").split())
    if not text:
        return []
    position = parse_coordinates(text)
    if position is not None:
        return [_hit_of_position(position, user)]
    hits = _hits_of_titles(text, user, limit) if any(map(str.isdigit, text)) else []
    if parse_title(text) is None:
        hits += _hits_of_names(text, user, commune_id, limit)
    preferred = [(hit.score + _preference(hit.commune_id, commune_id), hit) for hit in hits]
    return [hit for _, hit in sorted(preferred, key=_rank)][: min(limit, LIMIT_MAX)]


def _preference(commune_id: int | None, preferred: int | None) -> float:
    return 0.15 if commune_id == preferred else 0.0


def _rank(pair: tuple[float, Hit]) -> tuple[float, str, int]:
    """Best first; where two are as good, always in the same order."""
    score, hit = pair
    return -score, hit.title["fr"] or hit.title["ar"], hit.id or 0


def _same(text: str) -> Names:
    return dict.fromkeys(("ar", "fr", "en"), text)


def _names(thing: Any) -> Names:
    return {"ar": thing.name_ar, "fr": thing.name_fr, "en": thing.name_en}


def _extent(geometry: Any) -> tuple[float, float, float, float] | None:
    return None if geometry is None or geometry.empty else geometry.extent


def _hit_of_position(position: Position, user: Any) -> Hit:
    lon, lat = position.longitude, position.latitude
    parcel = Parcel.objects.visible_to(user).current().at(position.east, position.north).first()
    return Hit(
        kind="coordinates",
        id=parcel.pk if parcel else None,
        title=_same(f"{lat:.6f}, {lon:.6f}"),
        subtitle=_same(
            f"{position.east:.2f} {position.north:.2f}" + (f" · {parcel.reference}" if parcel else "")
        ),
        bbox=(lon, lat, lon, lat),
        commune_id=parcel.commune_id if parcel else None,
        slug=parcel.slug if parcel else None,
    )


def _hits_of_titles(text: str, user: Any, limit: int) -> list[Hit]:
    """Parcels whose reference is `text` (or its slug), then those whose reference begins with it."""
    parcels = (
        Parcel.objects.visible_to(user)
        .current()
        .select_related("commune")
        .annotate(shown=Transform("geometry", WGS84))
        .defer("geometry", "web_geometry", "attributes", "commune__boundary", "commune__web_geometry")
    )
    exact = {canonical_reference(text), text.upper()}
    found = list(parcels.filter(Q(reference__in=exact) | Q(slug=slug_of(text)))[:limit])
    hits = [_hit_of_parcel(parcel, 3.0) for parcel in found]
    for prefix in _prefixes(text):
        longer = parcels.filter(reference__startswith=prefix).exclude(pk__in=[hit.id for hit in hits])
        hits += [_hit_of_parcel(parcel, _prefix_score(parcel.reference, prefix)) for parcel in longer[:limit]]
    return hits


def _prefix_score(reference: str, prefix: str) -> float:
    """A whole number ("1234" of "1234/40") comes before the beginning of one ("12" of "1234/40")."""
    is_whole = not reference[len(prefix) :][:1].isdigit()
    return 1.5 + 0.5 * is_whole - 0.01 * len(reference)


def _prefixes(text: str) -> Iterable[str]:
    """How the references that `text` may be the beginning of begin."""
    title = parse_title(text)
    if title is not None:
        return (title.reference,)
    plain = canonical_reference(text)
    partial = _PARTIAL_TITLE.fullmatch(plain.upper())
    if partial is not None:
        number = partial["number"] + ("/" if partial["slash"] else "")
        return (f"R {number}",) if partial["requisition"] else (number, f"R {number}")
    return (plain,) if any(char.isdigit() for char in plain) else ()


def _hit_of_parcel(parcel: Any, score: float) -> Hit:
    return Hit(
        kind="parcel",
        id=parcel.pk,
        title=_same(parcel.reference),
        subtitle=_names(parcel.commune),
        bbox=_extent(parcel.shown),
        commune_id=parcel.commune_id,
        slug=parcel.slug,
        score=score,
    )


def _hits_of_names(text: str, user: Any, commune_id: int | None, limit: int) -> list[Hit]:
    """The best finds among names; only as many as may be shown are looked up and measured."""
    tokens = search_text(text).split()[:_TOKENS_MAX]
    distinctive = [token for token in tokens if token not in GENERIC_WORDS]
    wanted = distinctive or tokens
    if not wanted:
        return []
    families = _families(user) if any(len(token) > 1 for token in distinctive) else _MAP_ONLY
    near: dict[str, dict[str, float]] = {}
    entries = _matching(wanted, near, user, families)
    if len(entries) < _ENOUGH and (near := _nearest_words(wanted)):
        known = {entry.pk for entry in entries}
        entries += [e for e in _matching(wanted, near, user, families) if e.pk not in known]
    if not entries and len(wanted) > 1:
        entries = _matching(wanted, near, user, _MAP_ONLY, operator=" | ")
    code = text.casefold().replace(" ", "")
    scored = [(entry, _score(entry, tokens, wanted, near, code)) for entry in entries]
    scored.sort(key=lambda pair: (
        -pair[1] - _preference(pair[0].commune_id, commune_id), pair[0].name_fr or pair[0].name_ar, pair[0].pk
    ))  # fmt: skip
    return _resolved(scored[: min(limit, LIMIT_MAX) + _SPARE], user)


def _families(user: Any) -> tuple[str, ...]:
    """The families that this reader may find at all: nobody's search is not made slower by the desk's."""
    permissions = {SearchEntry.Kind.ADDRESS: DESK, SearchEntry.Kind.OWNER: "territory.view_owner"}
    held = [
        kind for kind, permission in permissions.items() if communes_with(user, permission) != frozenset()
    ]
    return (*_MAP_ONLY, *(SearchEntry.FAMILIES[kind] for kind in held))


def _one_of(token: str, near: dict[str, dict[str, float]], family: str) -> str:
    # Tokens are letters and digits alone (`search_text`): nothing in them needs quoting.
    words = [token if token.isdigit() else f"{token}:*", *near.get(token, ())]
    return f"({' | '.join(family + word for word in words)})"


def _matching(
    tokens: list[str],
    near: dict[str, dict[str, float]],
    user: Any,
    families: tuple[str, ...],
    operator: str = " & ",
) -> list[SearchEntry]:
    """Candidates of each family, in one query; of the many addresses and owners whichever come first."""
    entries = SearchEntry.objects.visible_to(user).select_related("commune")
    entries = entries.defer("words", "extent", "commune__boundary", "commune__web_geometry")
    candidates = []
    for family in families:
        words = _Words(operator.join(_one_of(token, near, family) for token in tokens))
        rows = entries.annotate(shown=Transform("extent", WGS84)).filter(words=words)
        if family == SearchEntry.ON_THE_MAP:
            rows = rows.order_by(Length("text"), "pk")
        candidates.append(rows[:_CANDIDATES])
    first, *others = candidates
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_BY_THE_INDEX_OF_WORDS)
        return list(first.union(*others, all=True) if others else first)


class _Words(SearchQuery):
    """A tsquery of words that are in their one spelling already: no dictionary reads them again."""

    def __init__(self, words: str) -> None:
        super().__init__(words, search_type="raw")
        self.function = "tsquery"


def _nearest_words(tokens: list[str]) -> dict[str, dict[str, float]]:
    """For each token the known words that it may be a misspelling of, with their similarity."""
    tokens = [token for token in tokens if not token.isdigit()]
    if not tokens:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT token, word, near FROM unnest(%s::text[]) token CROSS JOIN LATERAL ("
            "  SELECT word, similarity(word, token) AS near FROM territory_searchword"
            "  WHERE word %% token ORDER BY near DESC, word LIMIT 6) words WHERE near >= %s",
            [tokens, _NEAR_ENOUGH],
        )
        found: dict[str, dict[str, float]] = {}
        for token, word, near in cursor.fetchall():
            found.setdefault(token, {})[word] = near
        return found


def _score(
    entry: SearchEntry, tokens: list[str], wanted: list[str], near: dict[str, dict[str, float]], code: str
) -> float:
    """How well `entry` answers: about 1 for all words found, more where they are whole and alone."""
    words = entry.text.split()
    quality = sum(_quality(token, words, near.get(token, {})) for token in wanted) / len(wanted)
    score = quality + _KIND_BONUS.get(entry.kind, 0.0) - 0.01 * min(len(words), 10)
    score += 0.05 * sum(token in words for token in tokens if token not in wanted)
    if entry.text.startswith(" ".join(tokens)):
        score += 0.2
    if entry.kind == SearchEntry.Kind.ZONE and entry.name_fr.split(" · ")[0].casefold() == code:
        score += 1.0
    return score


def _quality(token: str, words: list[str], near: dict[str, float]) -> float:
    if token in words:
        return 1.0
    if any(word.startswith(token) for word in words):
        return 0.85
    return 0.8 * max((near[word] for word in words if word in near), default=0.0)


def _resolved(scored: list[tuple[SearchEntry, float]], user: Any) -> list[Hit]:
    """The entries as hits; those of parcels that are no longer visible (or current) drop out."""
    ids = {entry.object_id for entry, _ in scored if entry.kind in SearchEntry.OF_PARCELS}
    current = (
        Parcel.objects.visible_to(user).current().filter(pk__in=ids).values_list("pk", "slug", "reference")
    )
    parcels = {pk: (slug, reference) for pk, slug, reference in current} if ids else {}
    hits = []
    for entry, score in scored:
        commune = _names(entry.commune)
        slug = None
        if entry.kind in SearchEntry.OF_PARCELS:
            if entry.object_id not in parcels:
                continue
            slug, reference = parcels[entry.object_id]
            commune = {code: f"{reference} · {name}" if name else reference for code, name in commune.items()}
        elif entry.kind == SearchEntry.Kind.COMMUNE:
            commune = _same("")
        hits.append(
            Hit(
                kind=entry.kind,
                id=entry.object_id,
                title=_names(entry),
                subtitle=commune,
                bbox=_extent(entry.shown),  # type: ignore[attr-defined]  # annotated by `_matching`
                commune_id=entry.commune_id,
                slug=slug,
                score=score,
            )
        )
    return hits
