"""What the tests of the catalogue share: two communes, one of them closed, and the public's view of them."""

from collections.abc import Iterator

import pytest
from django.db import connection

from kharita.catalog import entries
from kharita.core.layers import layers
from kharita.maps import manifest
from kharita.maps.door import open_layer
from tests.contract.world import World, make_world


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """A rolled back test leaves revisions that the next one reaches again with other rows."""
    manifest.forget_bounds()
    entries.forget_facts()
    yield


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def public_ids(layer_id: str) -> set[int]:
    """The rows of a layer that nobody's door gives."""
    layer = layers.get(layer_id)
    assert layer is not None
    opened = open_layer(layer, None)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {opened.source}", opened.params)
        return {row[0] for row in cursor.fetchall()}
