"""STAC documents against the specification's own JSON schemas, without the network."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

BETA = "1.1.0-beta.1"
GEOJSON = "https://geojson.org/schema/"


STAC = re.compile(r"https://schemas\.stacspec\.org/[^/]+/(.+)")


@cache
def _registry(spec: Path) -> "Registry[Any]":
    def retrieve(uri: str) -> "Resource[Any]":
        if uri.startswith(GEOJSON):
            # A collection of ours has no items: the shapes of GeoJSON are never reached.
            return Resource.from_contents({}, DRAFT7)
        match = STAC.fullmatch(uri)
        if match is None:
            raise LookupError(uri)
        return Resource.from_contents(json.loads((spec / match[1]).read_text()), DRAFT7)

    return Registry(retrieve=retrieve)


def faults_of(spec: Path, kind: str, document: dict[str, Any]) -> list[str]:
    """What is wrong with a "catalog" or a "collection" of version 1.1.0.

    The copy of the schemas is that of the last beta, which differs from the release in the version alone.
    """
    assert document["stac_version"] == "1.1.0"
    document = document | {"stac_version": BETA}
    schema = json.loads((spec / f"{kind}-spec" / "json-schema" / f"{kind}.json").read_text())
    return [
        fault.message for fault in Draft7Validator(schema, registry=_registry(spec)).iter_errors(document)
    ]
