"""Why a raster is refused and what is worth telling of one that is not, in words for who flew it."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kharita.core.errors import DomainError, Text

TEXTS: dict[str, Promise | str] = {
    "empty": _("The file is empty. Upload it again."),
    "only-zeros": _("The file holds only zeros: the upload or the copy went wrong. Upload it again."),
    "not-tiff": _("This is not a GeoTIFF. Export the product as GeoTIFF (.tif) and upload that."),
    "not-tiff-but": _(
        "This is %(found)s, not a GeoTIFF, whatever it is called. Export the product as GeoTIFF (.tif) with "
        "its coordinates inside and upload that."
    ),
    "damaged": _("The file is damaged: its index makes no sense. Export it again and upload that."),
    "damaged-at": _(
        "The picture cannot be unpacked near row %(row)s, column %(column)s. Copy it again from the "
        "computer that made it, or export it again, and upload that."
    ),
    "truncated": _("The file ends before the picture is complete: %(percent)s %% is there. Upload it again."),
    "too-large": _(
        "The raster is said to be %(width)s × %(height)s pixels, more than can be taken in. Export the "
        "survey in parts."
    ),
    "too-many-bands": _(
        "The raster has %(bands)s bands; at most %(limit)s are read. Export only those needed."
    ),
    "bomb": _(
        "%(kilobytes)s KB would unpack to %(megabytes)s MB, which no survey does: nearly all of it is empty. "
        "Export the raster again, cut to the surveyed area."
    ),
    "one-block": _(
        "The raster is stored as pieces of %(megabytes)s MB each, too large to read safely. Export it again "
        "as tiled GeoTIFF (TILED=YES) or as COG."
    ),
    "several-pictures": _(
        "The file holds several pictures (pages). Export the one product alone and upload that."
    ),
    "compression": _(
        "The picture is packed in a way (TIFF compression %(found)s) that is not read here. Export it with "
        "DEFLATE, LZW or JPEG."
    ),
    "cmyk": _("The colours are made for printing (CMYK). Export the orthophoto in RGB."),
    "complex": _("The values are complex numbers, as of radar. Export heights or colours."),
    "mixed-types": _("The bands have different types of numbers. Export all bands with the same type."),
    "no-crs": _(
        "The raster does not say its coordinate system. Export it with one (for example EPSG:26191 or UTM)."
    ),
    "crs-unusable": _(
        "The raster's coordinate system cannot be placed on the map. Export it in a usual one (for example "
        "EPSG:26191 or UTM)."
    ),
    "no-georeference": _(
        "The raster has no coordinates: it is only a picture. Export the georeferenced product (GeoTIFF); "
        "world files beside it (.tfw) are not read."
    ),
    "no-place": _(
        "The raster names a coordinate system but not where it lies. Export it again with its position "
        "inside the file."
    ),
    "only-gcps": _(
        "The raster is placed by control points only. Rectify it (for example with gdalwarp, or "
        "“Georeferencer” in QGIS) and upload the result."
    ),
    "bad-transform": _(
        "The raster's position or pixel size is not a usable number. Export it again with its position."
    ),
    "pixel-size": _(
        "One pixel would be %(metres)s m wide, which no drone survey has. The coordinate system or its "
        "units are wrong: export it again."
    ),
    "swapped-axes": _(
        "The coordinates are exchanged: with x and y the other way round, the raster falls into place. "
        "Export it again with easting (longitude) first."
    ),
    "wrong-crs": _(
        "With its coordinate system the raster lies elsewhere, but its numbers fit EPSG:%(epsg)s. Assign "
        "that one and upload it again."
    ),
    "off-earth": _(
        "The coordinates lie outside of what their coordinate system covers. The wrong system was "
        "assigned: export it again with the right one."
    ),
    "elsewhere": _(
        "The raster lies at latitude %(latitude)s, longitude %(longitude)s, outside of the commune. Check "
        "its coordinate system, or whether it is the right file."
    ),
    "heights-bands": _(
        "A height model has one band; this raster has %(bands)s. Is it the orthophoto? Upload it as such, "
        "or export the heights alone."
    ),
    "heights-picture": _(
        "This is a picture of heights (8-bit or coloured), not the heights. Export the DSM or DTM itself, as "
        "32-bit floating point."
    ),
    "heights-absurd": _(
        "The heights go from %(lowest)s to %(highest)s, which no ground does. Export the model again with "
        "its nodata value declared."
    ),
    "nodata-unknown": _(
        "The heights go from %(lowest)s to %(highest)s: some of that stands for “no data”, but the file does "
        "not say so. Export it with its nodata value declared (for example -9999)."
    ),
    "ortho-heights": _(
        "One band of floating-point values is a height model, not an orthophoto. Upload it as DSM or DTM."
    ),
    "ortho-values": _(
        "An orthophoto has 8 or 16 bits for each colour; this raster has %(found)s. Export it as 8-bit RGB."
    ),
    "one-bit": _("The picture is pure black and white (1 bit). Export the orthophoto in colour."),
    "alpha-only": _(
        "The raster holds only transparency and no colour. Export the orthophoto as RGB or RGBA."
    ),
    "ortho-bands": _(
        "It is not clear which of the %(bands)s bands are red, green and blue. Export the orthophoto as RGB, "
        "or upload the raster as multispectral."
    ),
    "too-few-bands": _(
        "A multispectral survey has at least four bands; this raster has %(bands)s. Upload it as orthophoto, "
        "or export all bands into one file."
    ),
    "multispectral-values": _(
        "The bands hold %(found)s values, which reflectances never do. Export them as 16-bit or 32-bit "
        "floating point."
    ),
    "bands-unknown": _(
        "It is not clear which of the %(bands)s bands is red and which near infrared. Name the bands (Red, "
        "NIR …) when exporting."
    ),
    "no-data": _("The raster holds no data at all: every pixel is empty. Export it again."),
    "one-colour": _(
        "Every pixel of the raster has the same colour: there is nothing on it. Export it again."
    ),
    "too-heavy": _(
        "The raster took more time or memory than is allowed. Export it again as tiled GeoTIFF, or in parts."
    ),
    "no-space": _("There is no room left on the server."),
    "not-converted": _(
        "The raster could not be converted: it cannot be read to its end. Export it again and upload that."
    ),
}

NOTICES: dict[str, Promise | str] = {
    "palette": _("The colours come from a palette; they were expanded to RGB."),
    "grey": _("The orthophoto is grey: vegetation cannot be told by colour."),
    "scaled": _("16-bit colours: shown with their contrast stretched; the analysis keeps all 16 bits."),
    "bands-assumed": _(
        "The bands are not named: the usual order (red, green, blue, near infrared) is assumed."
    ),
    "extra-bands": _("Bands beside red, green and blue are kept but not shown."),
    "degrees": _("The raster is in degrees: lengths and areas are worked out in the official projection."),
    "not-metres": _("The coordinate system is not in metres: check that heights are, before comparing them."),
    "rotated": _("The raster is rotated: it was turned north up, which smooths it by less than a pixel."),
    "mirrored": _("The raster was stored upside down or mirrored: it was turned north up, without any loss."),
    "whole-units": _("The heights are whole numbers: changes under a metre or two cannot be seen in them."),
    "nan-nodata": _("Pixels that are not a number are taken as “no data”."),
}


class BadRaster(DomainError):
    """A raster that cannot be taken in; `code` is one of `TEXTS`, `extra` holds the values of its text."""

    code = "bad-raster"
    title = _("This raster cannot be used")


def refused(code: str, values: dict[str, Any]) -> BadRaster:
    """The refusal with `code`, told in the reader's language."""
    text: Text = TEXTS.get(code, TEXTS["damaged"])
    return BadRaster(str(text) % values if values or "%%" in str(text) else text, code=code, **values)


def notice_text(code: str) -> str:
    """What a notice of `RasterFacts.notices` says, in the reader's language."""
    return str(NOTICES[code])
