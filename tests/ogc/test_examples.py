"""The examples of docs/ogc-api.md are asked as they stand."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client

from kharita.territory.models import Parcel
from tests.ogc.conftest import body_of

PAGE = Path(__file__).parents[2] / "docs" / "ogc-api.md"
EXAMPLES = re.findall(r"^GET (/ogc/.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
FOUND = ("BETWEEN", "POLYGON", "BBOX", "cql2-json", "reference=1/40", "datetime", "properties=")


@pytest.mark.parametrize("address", EXAMPLES)
def test_example(parcels: list[Parcel], address: str) -> None:
    path, _mark, query = address.partition("?")
    answer = Client().get(f"{path}?{quote(query, safe='=&,/:')}")
    assert answer.status_code == 200, body_of(answer)
    if any(word in address for word in FOUND):
        assert answer.json()["numberMatched"] > 0


def test_there_are_examples() -> None:
    assert len(EXAMPLES) > 10
