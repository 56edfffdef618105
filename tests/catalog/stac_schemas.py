"""STAC documents against the specification's own JSON schemas, without the network."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

GEOJSON = "https://geojson.org/schema/"


@cache
def _registry(spec: Path) -> "Registry[Any]":
    resources = []
    for path in spec.rglob("json-schema/*.json"):
        schema = json.loads(path.read_text())
        resources.append((schema["$id"].rstrip("#"), Resource.from_contents(schema, DRAFT7)))
    anything = Resource.from_contents({}, DRAFT7)
    # A collection of ours has no items: the shapes of GeoJSON are never reached.
    return Registry(retrieve=lambda uri: _only_geojson(uri, anything)).with_resources(resources)


def _only_geojson(uri: str, anything: "Resource[Any]") -> "Resource[Any]":
    if not uri.startswith(GEOJSON):
        raise LookupError(uri)
    return anything


def faults_of(spec: Path, kind: str, document: dict[str, Any]) -> list[str]:
    """What is wrong with a "catalog" or a "collection"."""
    schema = json.loads((spec / f"{kind}-spec" / "json-schema" / f"{kind}.json").read_text())
    return [
        fault.message for fault in Draft7Validator(schema, registry=_registry(spec)).iter_errors(document)
    ]
