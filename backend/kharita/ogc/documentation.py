"""The OpenAPI document as people read it: operations by subject, references followed."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

METHODS = ("get", "post", "put", "patch", "delete")
TRIED: Mapping[str, str] = {
    "collectionId": "parcels",
    "tileMatrixSetId": "WebMercatorQuad",
    "styleId": "light",
}
"""What stands for the parameters of a path in the link that tries it."""


def subject_of(tag: str) -> str:
    """The title of a group of operations; one that is new keeps its name."""
    titles = {
        "api": _("The API"),
        "features": _("Features"),
        "schemas": _("Schemas"),
        "tiles": _("Tiles"),
        "styles": _("Styles"),
    }
    return titles.get(tag, tag)


def operations(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The operations by subject, in the document's order, each with its parameters and answers."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in document["paths"].items():
        for method in METHODS:
            if method in methods:
                operation = methods[method]
                tag = (operation.get("tags") or [""])[0]
                groups.setdefault(tag, []).append(_operation(document, path, method, operation))
    return [{"id": tag, "title": subject_of(tag), "operations": found} for tag, found in groups.items()]


def _operation(
    document: Mapping[str, Any], path: str, method: str, operation: Mapping[str, Any]
) -> dict[str, Any]:
    parameters = [_followed(document, one) for one in operation.get("parameters", ())]
    return {
        "method": method.upper(),
        "path": path,
        "summary": operation.get("summary", ""),
        "description": operation.get("description", ""),
        "parameters": [{**one, "told": " ".join(_told(one.get("schema", {})))} for one in parameters],
        "answers": list(_answers(document, operation)),
        "try": _example(document, path, parameters),
    }


def _followed(document: Mapping[str, Any], part: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" not in part:
        return part
    found: Any = document
    for step in part["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return found  # type: ignore[no-any-return]  # a part of a JSON document


def _told(schema: Mapping[str, Any]) -> Iterator[str]:
    yield str(schema.get("format") or schema.get("type", ""))
    if "enum" in schema:
        yield " | ".join(map(str, schema["enum"]))
    elif "enum" in schema.get("items", {}):
        yield " , ".join(map(str, schema["items"]["enum"]))
    for name, sign in (("minimum", "≥"), ("maximum", "≤")):
        if name in schema:
            yield f"{sign} {schema[name]}"
    if "default" in schema:
        yield f"= {schema['default']}"


def _answers(document: Mapping[str, Any], operation: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for status, answer in operation.get("responses", {}).items():
        told = _followed(document, answer)
        yield {
            "status": status,
            "description": told.get("description", ""),
            "media": list(told.get("content", ())),
        }


def _example(document: Mapping[str, Any], path: str, parameters: list[Mapping[str, Any]]) -> str:
    """An address that can be followed as it stands; "" where a path needs what only a person knows."""
    needed = [one["name"] for one in parameters if one.get("in") == "path"]
    if not set(needed) <= set(TRIED):
        return ""
    server = document["servers"][0]["url"].rstrip("/")
    return f"{server}{path.format(**{name: TRIED[name] for name in needed})}?{urlencode({'f': 'json'})}"
