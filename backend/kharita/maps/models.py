"""What the maps keep beside the records: blocks drawn at low zooms, and what has changed where."""

from typing import Any, ClassVar

from django.contrib.gis.db.models import GeometryField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Q

from kharita.core.geo import WEB_MERCATOR
from kharita.territory.models.base import CommuneQuerySet

BLOCK_ZOOMS = (14, 13, 12, 11, 10)
"""The zooms that blocks are made for, finest first."""


class Block(models.Model):
    """Adjacent rows of a layer dissolved into one shape, drawn in their place below `generalise_below`.

    It is drawn at `zoom`, on whose grid its corners lie; (x, y) is the tile that it was made for, the unit in
    which blocks are made again. Derived data: seen by whoever sees the commune.
    """

    layer = models.CharField(max_length=40)
    commune = models.ForeignKey("territory.Commune", on_delete=models.CASCADE, related_name="+")
    zoom = models.PositiveSmallIntegerField()
    x = models.PositiveIntegerField()
    y = models.PositiveIntegerField()
    web_geometry = GeometryField(srid=WEB_MERCATOR, spatial_index=False)

    objects: ClassVar[Any] = CommuneQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["x", "y", "layer", "zoom"], name="blocks_of_a_cell"),
            *[
                # As an expression: GeoDjango leaves the condition out for a field.
                GistIndex(F("web_geometry"), condition=Q(zoom=zoom), name=f"blocks_at_{zoom}")
                for zoom in BLOCK_ZOOMS
            ],
        ]

    def __str__(self) -> str:
        return f"{self.layer} {self.zoom}/{self.x}/{self.y}"


class DirtyCell(models.Model):
    """A tile of zoom 14 whose rows have changed since its blocks were made. Written by triggers.

    Insert-only, so that two writers never wait for one another; the same cell may stand here many times.
    """

    layer = models.CharField(max_length=40)
    x = models.PositiveIntegerField()
    y = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["layer", "x", "y"], name="dirty_cells")]

    def __str__(self) -> str:
        return f"{self.layer} 14/{self.x}/{self.y}"


class Revision(models.Model):
    """How often rows of a table changed within a tile: both are in `key` (`revisions.key_of`).

    Written by triggers. The revision of a tile is the sum of its `changes`: it only ever grows, and grows
    with every commit, also when a transaction that began earlier ends later. Insert-only for the same reason
    as `DirtyCell`; `revisions.compact` adds up old rows.
    """

    key = models.BigIntegerField()
    changes = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["key"], include=["changes"], name="revision_of_a_tile")]

    def __str__(self) -> str:
        return f"{self.key}: {self.changes}"
