"""What the tests of the OGC API share: a client that speaks it as somebody, and a row of parcels."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from kharita.accounts.models import User
from kharita.maps import manifest, measured
from kharita.territory.models import Commune, Parcel
from tests.factories import CENTRE, make_parcel

X, Y = CENTRE


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """A rolled back test leaves revisions that the next one reaches again with other rows."""
    manifest.forget_bounds()
    measured.forget()
    yield


class Ogc:
    """The OGC API as one person (None: nobody)."""

    def __init__(self, user: User | None = None, **headers: str) -> None:
        self.client = Client(headers={"Accept-Language": "en", **headers})
        if user is not None:
            self.client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    def get(self, path: str, headers: dict[str, str] | None = None, **query: Any) -> Any:
        """The answer to GET `path` (under /ogc, or the absolute address of a link)."""
        address = path.removeprefix("http://testserver") if path.startswith("http") else f"/ogc{path}"
        # The parameters' names have hyphens in the standard.
        named = {name.replace("_", "-"): value for name, value in query.items()}
        return self.client.get(address, named or None, headers=headers or {})

    def json(self, path: str, **query: Any) -> Any:
        answer = self.get(path, **query)
        assert answer.status_code == 200, body_of(answer)
        return json.loads(body_of(answer))

    def items(self, layer: str = "parcels", **query: Any) -> Any:
        return self.json(f"/collections/{layer}/items", **query)

    def references(self, **query: Any) -> list[str]:
        """The parcels that a query selects, in the order in which they come."""
        found = self.items(**({"limit": 1000} | query))
        return [feature["properties"]["reference"] for feature in found["features"]]

    def refused(self, path: str, **query: Any) -> Any:
        """The problem that a query is answered with; it must be a 400."""
        answer = self.get(path, **query)
        assert answer.status_code == 400, body_of(answer)
        assert answer["Content-Type"] == "application/problem+json"
        return answer.json()


def body_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def link_of(document: Any, rel: str, media: str = "") -> str | None:
    """The address of the document's link of that relation (and media type)."""
    return next(
        (one["href"] for one in document["links"] if one["rel"] == rel and media in one.get("type", "")), None
    )


@pytest.fixture
def ogc() -> Callable[..., Ogc]:
    """`ogc(user)` is the API as that person; `ogc()` as nobody."""
    return Ogc


@pytest.fixture
def parcels(commune: Commune) -> list[Parcel]:
    """Twelve squares of 20 m, one every 50 m to the east; the first is "1/40"."""
    return [
        make_parcel(commune, f"{number}/40", xy=(X + (number - 1) * 50, Y), side=20)
        for number in range(1, 13)
    ]
