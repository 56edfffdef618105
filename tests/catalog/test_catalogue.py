"""The catalogue: what each person is told of each layer, in every form."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pyshacl import validate
from rdflib import DCTERMS, Graph, Literal, URIRef
from rdflib.namespace import DCAT

from kharita.catalog.publisher import UnknownLicence, licence_of
from kharita.maps.door import layers_open_to, open_layer
from tests.catalog.conftest import public_ids
from tests.contract.world import World

SHAPES = Path(__file__).parent / "dcat_ap.ttl"
STAC = Path(__file__).resolve().parents[3] / "shared" / "data" / "conformance" / "stac-spec"
LANGUAGES = {"ar", "fr", "en"}


@pytest.mark.parametrize("who", ["nobody", "urbanism_officer here", "urbanism_officer there", "superuser"])
def test_each_person_is_told_of_the_rows_and_columns_that_they_see(
    world: World, api: Callable[..., Any], who: str
) -> None:
    user = world.people[who]
    answer = api(user).get("/catalogue")
    assert answer.status_code == 200
    told = {dataset["id"]: dataset for dataset in answer.json()["datasets"]}
    for layer in layers_open_to(None):
        opened = open_layer(layer, user)
        rows = api(user).get(f"/layers/{layer.id}/items", limit=1000).json()["features"]
        if not rows:
            assert layer.id not in told
            continue
        assert told[layer.id]["rows"] == len(rows)
        assert [column["name"] for column in told[layer.id]["columns"]] == list(opened.fields)
        assert told[layer.id]["has_more_columns"] == bool(set(layer.staff_fields) - set(opened.fields))


def test_a_layer_tells_all_that_is_needed_to_use_it(world: World, api: Callable[..., Any]) -> None:
    told = api(None, "fr").get("/catalogue/parcels").json()
    assert told["title"] == "Parcelles"
    assert "cadastre" in told["description"].lower()
    assert told["licence"]["url"].startswith("https://")
    assert told["rhythm"]["code"] == "UPDATE_CONT"
    assert told["crs"] == {"code": "EPSG:26191", "title": "Merchich / Nord Maroc"}
    assert datetime.fromisoformat(told["changed_at"])
    west, south, east, north = told["bounds"]
    assert west < east
    assert south < north
    assert {"gpkg", "parquet", "geojson", "csv"} <= {file["format"] for file in told["downloads"]}


def test_the_addresses_that_it_gives_answer(world: World, api: Callable[..., Any]) -> None:
    told = api().get("/catalogue/places").json()
    addresses = [item["href"] for item in (*told["services"], *told["downloads"])]
    wrong = []
    for address in addresses:
        answer = Client().get(address.removeprefix("http://testserver"))
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if answer.status_code != 200 or not body:
            wrong.append((address, answer.status_code))
    assert wrong == []


def test_every_layer_has_its_words_in_three_languages(world: World) -> None:
    for layer in layers_open_to(None):
        texts = []
        for language in sorted(LANGUAGES):
            told = Client(headers={"Accept-Language": language}).get(f"/api/v1/catalogue/{layer.id}").json()
            texts.append(
                (told["title"], told["description"], tuple(told["keywords"]), told["rhythm"]["title"])
            )
        descriptions = [text[1] for text in texts]
        assert all(descriptions), layer.id
        assert len(set(descriptions)) == len(LANGUAGES), layer.id


def test_an_unknown_layer_is_not_found(api: Callable[..., Any], db: None) -> None:
    assert api().get("/catalogue/nothing").status_code == 404
    answer = Client().get("/stac/collections/nothing")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_an_unknown_licence_is_named(settings: Any) -> None:
    settings.KHARITA = settings.KHARITA.model_copy(update={"licence": "my-own"})
    with pytest.raises(UnknownLicence, match=r"my-own.*CC-BY-4\.0"):
        licence_of()


def _dcat(form: str, **headers: str) -> Graph:
    answer = Client(headers=headers).get("/catalogue.jsonld")
    assert answer.status_code == 200
    return Graph().parse(data=answer.content, format=form)


def test_the_catalogue_is_valid_dcat_ap(world: World) -> None:
    conforms, _graph, report = validate(_dcat("json-ld"), shacl_graph=str(SHAPES))
    assert conforms, report


def test_the_shapes_notice_what_is_missing(world: World) -> None:
    graph = _dcat("json-ld")
    graph.remove((None, DCTERMS.publisher, None))
    for title in list(graph.objects(None, DCTERMS.title)):
        if isinstance(title, Literal) and title.language == "ar":
            graph.remove((None, None, title))
    conforms, _graph, report = validate(graph, shacl_graph=str(SHAPES))
    assert not conforms
    assert "publisher" in report


def test_turtle_tells_the_same_as_json_ld(world: World) -> None:
    answer = Client(headers={"Accept": "text/turtle"}).get("/catalogue.jsonld")
    assert answer["Content-Type"].startswith("text/turtle")
    turtle = Graph().parse(data=answer.content, format="turtle")
    assert turtle.isomorphic(_dcat("json-ld"))
    assert Client().get("/catalogue.ttl").content == answer.content


def test_dcat_tells_what_the_public_sees_whoever_harvests(world: World) -> None:
    officer = Client()
    officer.force_login(world.people["superuser"], backend="django.contrib.auth.backends.ModelBackend")
    assert officer.get("/catalogue.jsonld").json() == Client().get("/catalogue.jsonld").json()
    graph = _dcat("json-ld")
    told = {str(name) for name in graph.objects(None, DCTERMS.identifier)}
    assert told == {layer.id for layer in layers_open_to(None) if public_ids(layer.id)}
    languages = {title.language for title in graph.objects(None, DCAT.keyword)}  # type: ignore[attr-defined]
    assert languages == LANGUAGES


def test_stac_leads_to_every_layer(world: World) -> None:
    landing = Client().get("/stac").json()
    assert landing["type"] == "Catalog"
    children = [link["href"] for link in landing["links"] if link["rel"] == "child"]
    # One for each layer, and the surveys with their items.
    assert len(children) == len([layer for layer in layers_open_to(None) if public_ids(layer.id)]) + 1
    for child in children:
        collection = Client().get(child.removeprefix("http://testserver")).json()
        assert collection["extent"]["spatial"]["bbox"][0] != [-180, -90, 180, 90]
        assert {link["rel"] for link in collection["links"]} >= {"self", "root", "parent", "license"}


@pytest.mark.skipif(not STAC.is_dir(), reason="the schemas of STAC are not beside the project")
def test_stac_is_valid_by_its_own_schemas(world: World) -> None:
    from tests.catalog.stac_schemas import faults_of

    assert faults_of(STAC, "catalog", Client().get("/stac").json()) == []
    collection = Client().get("/stac/collections/parcels").json()
    assert faults_of(STAC, "collection", collection) == []
    assert faults_of(STAC, "collection", collection | {"license": 4}) != []


def test_search_engines_find_the_dataset_in_the_page(world: World, built: Path) -> None:
    page = Client(headers={"Accept-Language": "fr"}).get("/data/parcels").content.decode()
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    node = json.loads(block)
    assert node["@type"] == "Dataset"
    assert node["name"] == "Parcelles"
    assert len(node["description"]) >= 50
    assert node["license"].startswith("https://")
    assert "<title>Parcelles" in page
    assert page.count("<title>") == 1
    assert "application/ld+json" not in Client().get("/").content.decode()


def test_a_title_cannot_break_out_of_the_page(world: World, built: Path) -> None:
    world.open.name_fr = "</script><script>alert(1)</script>"
    world.open.save()
    page = Client().get("/data/communes").content.decode()
    assert "<script>alert" not in page


@pytest.fixture
def built(tmp_path: Path, settings: Any) -> Path:
    """A built application, as small as one can be."""
    (tmp_path / "index.html").write_text("<html><head><title>x</title></head><body></body></html>")
    settings.KHARITA = settings.KHARITA.model_copy(update={"frontend_dir": tmp_path})
    return tmp_path


def test_names_of_things_stay_whoever_asks(world: World) -> None:
    graph = Graph().parse(
        data=Client(HTTP_HOST="localhost").get("/catalogue.jsonld").content, format="json-ld"
    )
    assert URIRef("http://127.0.0.1:8000/data/parcels#dataset") in set(graph.subjects())
