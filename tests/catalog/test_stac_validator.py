"""stac-validator as anyone may run it against our STAC API, over HTTP; only the schemas are at hand."""

from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import requests
from pytest_django.live_server_helper import LiveServer
from stac_validator import stac_validator, utilities

from kharita.catalog import stac_items
from kharita.territory.models import Commune
from tests.catalog.test_stac_api import make_flown
from tests.factories import make_parcel

SPECIFICATION = "https://schemas.stacspec.org/v1.1.0"
SHIPPED = Path(str(resources.files("pystac.validation") / "jsonschemas"))
RELEASE = SHIPPED / "stac-spec" / "v1.1.0"
SCHEMAS = {
    stac_items.PROJECTION: Path(__file__).with_name("projection_extension.json"),
    **{f"https://geojson.org/schema/{one.name}": one for one in (SHIPPED / "geojson").glob("*.json")},
    **{f"{SPECIFICATION}/item-spec/json-schema/{one.name}": one for one in RELEASE.glob("*.json")},
    **{
        f"{SPECIFICATION}/{kind}-spec/json-schema/{kind}.json": RELEASE / f"{kind}.json"
        for kind in ("catalog", "collection")
    },
}
Item = dict[str, Any]


@pytest.fixture
def site(commune: Commune, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Three published flights and a parcel, served; the validator reaches nothing else."""
    for number in range(3):
        make_flown(commune, number, east=100 * number)
    make_parcel(commune)
    get = requests.get

    def get_from_us(address: str, **asked: Any) -> requests.Response:
        assert address.startswith(live_server.url), f"{address} has no schema at hand"
        return get(address, **asked)

    monkeypatch.setattr(utilities.requests, "get", get_from_us)
    yield f"{live_server.url}/stac"


def run(address: str, **options: Any) -> list[dict[str, Any]]:
    """What the validator says of each document that it met from `address` on."""
    schemas = {name: str(path) for name, path in SCHEMAS.items()}
    validator = stac_validator.StacValidate(address, schema_map=schemas, **options)
    if options.get("collections"):
        validator.validate_collections()
    elif options.get("item_collection"):
        validator.validate_item_collection()
    else:
        validator.run()
    said: list[dict[str, Any]] = validator.message
    return said


def faults(said: list[dict[str, Any]]) -> list[Any]:
    return [one for one in said if not one.get("valid_stac")]


def test_the_catalogue_and_all_its_collections_are_valid(site: str) -> None:
    walked = run(site, recursive=True, trace_recursion=True)
    assert faults(walked) == []
    assert [one["asset_type"] for one in walked].count("CATALOG") == 1
    paths = {one["path"] for one in walked}
    assert {f"{site}/collections/parcels", f"{site}/collections/drone-surveys"} <= paths
    listed = run(f"{site}/collections", collections=True)
    assert faults(listed) == []
    assert len(listed) == len(walked) - 1


def test_all_pages_of_surveys_are_valid_core_and_extension(site: str) -> None:
    for pages in (f"{site}/search?limit=2", f"{site}/collections/drone-surveys/items?limit=2"):
        said = run(pages, item_collection=True, pages=2)
        assert faults(said) == []
        assert len(said) == 3
        for one in said:
            used = {Path(schema).name for schema in one["schema"]}
            assert {"item.json", "projection_extension.json"} <= used
    alone = requests.get(f"{site}/search?limit=1", timeout=30).json()["features"][0]["links"][0]["href"]
    for part in ({"core": True}, {"extensions": True}, {}):
        assert faults(run(alone, **part)) == []


def _without_a_moment(item: Item) -> None:
    del item["properties"]["datetime"]


def _without_bounds(item: Item) -> None:
    del item["bbox"]


def _with_a_link_to_nowhere(item: Item) -> None:
    del item["links"][0]["href"]


def _with_a_place_of_one_coordinate(item: Item) -> None:
    item["geometry"] = {"type": "Point", "coordinates": [1]}


def _with_a_code_of_before(item: Item) -> None:
    item["assets"]["ortho"]["proj:code"] = 26191


def _with_a_field_of_before(item: Item) -> None:
    item["assets"]["ortho"]["proj:epsg"] = 26191


def _with_half_a_transform(item: Item) -> None:
    item["assets"]["ortho"]["proj:transform"] = [1, 0, 0]


def _without_a_projection(item: Item) -> None:
    for asset in item["assets"].values():
        for name in [name for name in asset if name.startswith("proj:")]:
            del asset[name]


@pytest.mark.parametrize(
    ("broken", "where"),
    [
        (_without_a_moment, "core"),
        (_without_bounds, "core"),
        (_with_a_link_to_nowhere, "core"),
        (_with_a_place_of_one_coordinate, "core"),
        (_with_a_code_of_before, "extensions"),
        (_with_a_field_of_before, "extensions"),
        (_with_half_a_transform, "extensions"),
        (_without_a_projection, "extensions"),
    ],
)
def test_the_validator_sees_a_broken_item(
    db: None, commune: Commune, broken: Callable[[Item], None], where: str
) -> None:
    item = stac_items.item(make_flown(commune, 1), "http://testserver/stac")
    assert _faults_in(item, where) == []
    broken(item)
    assert [one["error_type"] for one in _faults_in(item, where)] == ["JSONSchemaValidationError"]


def _faults_in(item: Item, where: str) -> list[Any]:
    schemas = {name: str(path) for name, path in SCHEMAS.items()}
    validator = stac_validator.StacValidate(schema_map=schemas, **{where: True})
    validator.validate_dict(item)
    return faults(validator.message)
