"""What large files are sent for here: rasters of surveys."""

from kharita.surveys.models.flight import UPLOAD
from kharita.surveys.services.products import PURPOSE
from kharita.uploads.purposes import purposes

BYTES_MAX = 200 * 1024**3
SUFFIXES = (".tif", ".tiff")


def declare() -> None:
    """Let those who upload surveys send GeoTIFFs."""
    purposes.register(PURPOSE, permission=UPLOAD, bytes_max=BYTES_MAX, suffixes=SUFFIXES)
