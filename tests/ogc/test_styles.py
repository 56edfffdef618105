"""The map's styles as given away: valid, complete, from us alone, in the colours that the layers declare."""

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from kharita.accounts.models import User
from kharita.core.layers import layers
from kharita.maps.door import layers_open_to
from kharita.territory.models import Commune, Place
from tests.factories import CENTRE, make_parcel, point
from tests.ogc.conftest import Ogc

FRONTEND = Path(__file__).resolve().parents[2] / "frontend"
BUILT = FRONTEND / "dist"
"""What `./kharita test` builds before it runs anything."""
STYLES = ("light", "dark", "print")
LANGUAGES = ("ar", "fr", "en")


@pytest.fixture
def town(commune: Commune) -> Commune:
    make_parcel(commune, "1/40")
    Place.objects.create(commune=commune, geometry=point(*CENTRE), kind="school", name_fr="École")
    return commune


def _expressions(part: Any, operator: str) -> Iterator[list[Any]]:
    if isinstance(part, dict):
        part = list(part.values())
    if isinstance(part, list):
        if part[:1] == [operator]:
            yield part
        for inner in part:
            yield from _expressions(inner, operator)


def test_every_style_is_valid(town: Commune, ogc: Callable[..., Ogc]) -> None:
    client = ogc()
    paths = [f"/styles/{style}" for style in STYLES]
    documents = [client.json(path, lang=language) for path in paths for language in LANGUAGES]
    documents += [client.json(f"/collections/{layer.id}/styles/light") for layer in layers_open_to(None)]
    said = subprocess.run(
        ["node", "scripts/validate-style.mjs"],
        cwd=FRONTEND,
        input=json.dumps(documents),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.stdout, said.stderr, said.returncode) == ("", "", 0)


@pytest.mark.parametrize("style", STYLES)
def test_a_style_is_complete_and_asks_nothing_of_anyone_else(
    town: Commune, ogc: Callable[..., Ogc], style: str
) -> None:
    document = ogc().json(f"/styles/{style}")
    text = json.dumps(document)
    assert set(re.findall(r"{\w+}", text)) == {"{z}", "{x}", "{y}"}
    assert set(re.findall(r"https?://[^/\"]+", text)) == {"http://testserver"}
    assert {layer["source"] for layer in document["layers"] if "source" in layer} == set(document["sources"])
    for faces in document["font-faces"].values():
        for face in faces:
            assert (BUILT / face["url"].removeprefix("http://testserver/static/app/")).is_file()
    sprite = document["sprite"].removeprefix("http://testserver/static/app/")
    assert {f"place:{kind}" for kind in Place.Kind.values} <= set(
        json.loads((BUILT / f"{sprite}.json").read_text())
    )
    assert (BUILT / f"{sprite}@2x.png").read_bytes()[:4] == b"\x89PNG"


def test_every_layer_of_the_map_is_drawn_from_its_own_tiles(town: Commune, ogc: Callable[..., Ogc]) -> None:
    client = ogc()
    document = client.json("/styles/light")
    drawn = {
        layer["source-layer"].removesuffix("_blocks").removesuffix("_labels")
        for layer in document["layers"][1:]
    }
    assert drawn == {layer.id for layer in layers_open_to(None)}
    for layer in layers_open_to(None):
        own = client.json(f"/collections/{layer.id}/styles/light")
        assert {one["source"] for one in own["layers"][1:]} == {layer.id}
        assert own["sources"][layer.id]["tiles"] == [
            f"http://testserver/tiles/{layer.id}/{{z}}/{{x}}/{{y}}.mvt"
        ]


def test_what_is_off_at_first_is_there_to_be_switched_on(town: Commune, ogc: Callable[..., Ogc]) -> None:
    hidden = {
        layer["source-layer"].removesuffix("_labels")
        for layer in ogc().json("/styles/light")["layers"][1:]
        if layer.get("layout", {}).get("visibility") == "none"
    }
    assert hidden == {layer.id for layer in layers_open_to(None) if not layer.visible}


@pytest.mark.parametrize("layer_id", ["zones", "easements", "reservations"])
def test_the_colours_are_those_of_the_declaration(
    town: Commune, ogc: Callable[..., Ogc], layer_id: str
) -> None:
    declared = layers.get(layer_id)
    assert declared is not None
    pairs = [part for one in declared.categories for part in (one.value, one.color)]
    document = ogc().json(f"/collections/{layer_id}/styles/dark")
    [expression, *others] = _expressions(document["layers"], "match")
    assert expression == ["match", ["get", declared.classify_by], *pairs, declared.color]
    assert all(other == expression for other in others)


def test_the_classes_of_a_column_are_shown_to_who_is_shown_the_column(
    town: Commune, ogc: Callable[..., Ogc], officer: User
) -> None:
    path = "/collections/parcels/styles/light"
    assert "tenure" in json.dumps(ogc(officer).json(path))
    assert "tenure" not in json.dumps(ogc().json(path))


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_stand_in_the_language_asked_for(town: Commune, ogc: Callable[..., Ogc], language: str) -> None:
    document = ogc().json("/styles/light", lang=language)
    [label] = [layer for layer in document["layers"] if layer["id"] == "places"]
    assert re.findall(r"name_\w+", json.dumps(label["layout"]["text-field"]))[0] == f"name_{language}"


def test_the_lists_lead_to_the_documents(town: Commune, ogc: Callable[..., Ogc]) -> None:
    client = ogc()
    for path in ("/styles", "/collections/zones/styles"):
        told = client.json(path)
        assert [one["id"] for one in told["styles"]] == list(STYLES)
        for one in told["styles"]:
            sheets = [link for link in one["links"] if link["rel"] == "stylesheet"]
            assert [sheet["hreflang"] for sheet in sheets] == list(LANGUAGES)
            answer = client.get(sheets[0]["href"])
            assert answer["Content-Type"] == sheets[0]["type"] == "application/vnd.mapbox.style+json"


def test_a_style_that_is_none_is_not_found(town: Commune, ogc: Callable[..., Ogc]) -> None:
    answer = ogc().get("/styles/neon")
    assert answer.status_code == 404
    assert "light" in answer.json()["detail"]


def test_without_a_build_it_is_said_what_is_missing(
    town: Commune, ogc: Callable[..., Ogc], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(settings.KHARITA, "frontend_dir", tmp_path)
    answer = ogc().get("/styles/light")
    assert answer.status_code == 503
    assert "./kharita up" in answer.json()["detail"]
