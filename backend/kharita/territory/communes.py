"""Making communes, with their boundary read from any file that GDAL's vector drivers know."""

from pathlib import Path

from django.conf import settings
from django.contrib.gis.geos import GEOSGeometry, MultiPolygon
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from shapely import make_valid, union_all
from shapely.geometry import MultiPolygon as Polygons
from shapely.geometry.base import BaseGeometry

from kharita.core.errors import BadInput, Conflict
from kharita.territory.models import Commune


@transaction.atomic
def create_commune(
    *,
    code: str,
    name_fr: str,
    name_ar: str = "",
    name_en: str = "",
    population: int | None = None,
    is_public: bool = True,
    boundary: Path | None = None,
) -> Commune:
    """A commune; all polygons of the file `boundary` together are its area.

    Raises `Conflict` (the code is taken) or `BadInput` (the file cannot be used).
    """
    try:
        with transaction.atomic():
            return Commune.objects.create(
                code=code,
                name_fr=name_fr,
                name_ar=name_ar,
                name_en=name_en,
                population=population,
                is_public=is_public,
                boundary=None if boundary is None else read_boundary(boundary),
            )
    except IntegrityError as error:
        raise Conflict(_("There is a commune with this code already."), field="code") from error


def read_boundary(path: Path) -> MultiPolygon:
    """The union of a file's polygons in the official CRS. Raises `BadInput` with the reason."""
    import pyogrio  # heavy: most processes read no file

    try:
        frame = pyogrio.read_dataframe(path, columns=[])
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise BadInput(_("This file cannot be read as a map: %(reason)s") % {"reason": error}) from error
    if getattr(frame, "crs", None) is None:
        raise BadInput(_("The file does not say its coordinate system."))
    shapes = make_valid(frame.geometry.to_crs(settings.KHARITA_SRID).dropna().to_numpy())
    area = _polygons_of(union_all(shapes))
    if area.is_empty:
        raise BadInput(_("The file holds no area."))
    found = GEOSGeometry(memoryview(area.wkb), srid=settings.KHARITA_SRID)
    assert isinstance(found, MultiPolygon)  # noqa: S101 - `_polygons_of` gives nothing else
    return found


def _polygons_of(shape: BaseGeometry) -> Polygons:
    parts = getattr(shape, "geoms", [shape])
    polygons = [part for part in parts if part.geom_type == "Polygon"]
    nested = [one for part in parts if part.geom_type == "MultiPolygon" for one in part.geoms]
    return Polygons([*polygons, *nested])
