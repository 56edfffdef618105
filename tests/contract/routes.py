"""Every address that Kharita answers, with the rule that it declares."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from config.api import api
from kharita.accounts.rules import Rule

# The framework's own root of the API, which is always a 404; the administration guards itself (tested apart).
WITHOUT_RULE = {"api/v1/"}


@dataclass(frozen=True)
class Route:
    method: str
    path: str
    rule: Rule | None


def api_routes() -> Iterator[Route]:
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                for method in operation.methods:
                    address = f"/api/v1{prefix}{path}".replace("{int:", "{")
                    yield Route(method, address, getattr(operation.view_func, "rule", None))


def plain_routes() -> Iterator[Route]:
    api_paths = {_shape(route.path) for route in api_routes()}
    for pattern, callback in _leaves(get_resolver().url_patterns, ""):
        if _shape(f"/{pattern}") in api_paths or pattern in WITHOUT_RULE:
            continue
        for method in getattr(callback, "methods", ("GET",)):
            yield Route(method, f"/{pattern}", getattr(callback, "rule", None))


def all_routes() -> list[Route]:
    return [*api_routes(), *plain_routes()]


def addresses(route: Route, values: dict[str, list[Any]]) -> list[str]:
    """The route's path with every value of its first parameter (the first value of the others)."""
    if route.path.startswith("/^"):
        return ["/", "/desk/imports", "/p/12345-40"]
    path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route.path)
    names = re.findall(r"{(\w+)}", path)
    if not names:
        return [path]
    first, *others = names
    fixed = {name: values[name][0] for name in others}
    return [path.format(**{first: value}, **fixed) for value in values[first]]


def _leaves(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield before + str(pattern.pattern), pattern.callback
        elif pattern.namespace != "admin":
            yield from _leaves(pattern.url_patterns, before + str(pattern.pattern))


def _shape(path: str) -> str:
    """A path with its parameters' names alone, however they are written."""
    return path.replace("<", "{").replace(">", "}").replace("{int:", "{").replace("{str:", "{")
