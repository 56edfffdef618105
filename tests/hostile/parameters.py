"""What every route can be told: found in the URL resolver and the two OpenAPI documents, so that a route that
is added is tried without being named anywhere."""

import re
from collections.abc import Iterator
from typing import Any

from django.test import Client

from tests.contract.routes import Route, all_routes

DOCUMENTS = {"/api/v1/openapi.json": "", "/ogc/api?f=json": "/ogc"}
_NAMED = re.compile(r"[{<](?:\w+:)?(\w+)[}>]")
_METHODS = ("get", "post", "put", "patch", "delete")


class Parameters:
    """The query parameters and the fields of the body, by method and shape of the address."""

    def __init__(self, client: Client) -> None:
        self._told: list[tuple[str, str, set[str], set[str]]] = []
        for address, base in DOCUMENTS.items():
            document = client.get(address).json()
            for path, operations in document["paths"].items():
                self._told += [
                    (method.upper(), base + path, *_names(document, operations, operations[method]))
                    for method in _METHODS
                    if method in operations
                ]

    def query_of(self, route: Route) -> set[str]:
        return set().union(*(query for query, _body in self._of(route)))

    def body_of(self, route: Route) -> set[str]:
        return set().union(*(body for _query, body in self._of(route)))

    @property
    def all_queries(self) -> list[str]:
        return sorted(set().union(*(query for _method, _path, query, _body in self._told)))

    def _of(self, route: Route) -> Iterator[tuple[set[str], set[str]]]:
        shape = re.compile(_NAMED.sub("[^/]+", route.path).rstrip("/") + "/?")
        for method, path, query, body in self._told:
            if method == route.method and shape.fullmatch(path):
                yield query, body


def _names(document: Any, operations: Any, operation: Any) -> tuple[set[str], set[str]]:
    listed = [*operations.get("parameters", ()), *operation.get("parameters", ())]
    query = {one["name"] for one in (_resolved(document, one) for one in listed) if one["in"] == "query"}
    contents = operation.get("requestBody", {}).get("content", {}).values()
    return query, set().union(*(_fields(document, content.get("schema", {})) for content in contents))


def _fields(document: Any, schema: Any) -> set[str]:
    schema = _resolved(document, schema)
    parts = [*schema.get("allOf", ()), *schema.get("anyOf", ()), *schema.get("oneOf", ())]
    return set(schema.get("properties", ())).union(*(_fields(document, part) for part in parts))


def _resolved(document: Any, node: Any) -> Any:
    while "$ref" in node:
        found = document
        for step in node["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        node = found
    return node


def walked() -> list[Route]:
    """Every route but those that end or change the session that walks (`test_input` tries these apart)."""
    return [route for route in all_routes() if not route.path.startswith(OWN_SESSION)]


OWN_SESSION = ("/api/v1/session", "/api/v1/password", "/api/v1/account")


def addresses_with(route: Route, values: dict[str, list[Any]], hostile: Iterator[str]) -> Iterator[str]:
    """The route's address with each part of it in turn replaced by what is hostile (already quoted)."""
    names = _NAMED.findall(route.path)
    path = _NAMED.sub(r"{\1}", route.path)
    for name in names:
        fixed = {other: values[other][0] for other in names}
        yield path.format(**{**fixed, name: next(hostile)})
