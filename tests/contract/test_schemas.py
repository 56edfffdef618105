"""What the API's document calls things."""

from collections import Counter
from collections.abc import Iterator

from ninja import Schema

from config.api import api


def _schemas(parent: type[Schema] = Schema) -> Iterator[type[Schema]]:
    for schema in parent.__subclasses__():
        if schema.__module__.startswith("kharita."):
            yield schema
        yield from _schemas(schema)


def test_no_two_schemas_share_a_name() -> None:
    """The document holds one of a name: the other would be described by the wrong one."""
    assert api.get_openapi_schema()["paths"]
    names = Counter(schema.__name__ for schema in set(_schemas()))
    assert [name for name, count in names.items() if count > 1] == []


def test_no_address_is_split_over_two_routers() -> None:
    """Only the first router of an address answers: what the second one declares would be refused as 405."""
    held = Counter(prefix + path for prefix, router in api._routers for path in router.path_operations)
    assert [address for address, count in held.items() if count > 1] == []
