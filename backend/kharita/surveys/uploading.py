"""What large files are sent for here: rasters of surveys."""

from kharita.surveys.fetching.photos import PHOTOS
from kharita.surveys.models.flight import UPLOAD
from kharita.surveys.services.products import PURPOSE
from kharita.uploads.purposes import purposes

BYTES_MAX = 200 * 1024**3
SUFFIXES = (".tif", ".tiff")
PHOTO_BYTES_MAX = 256 * 1024**2
PHOTO_SUFFIXES = (".jpg", ".jpeg", "gcp_list.txt")


def declare() -> None:
    """Let those who upload surveys send GeoTIFFs, and photos with their ground control points."""
    purposes.register(PURPOSE, permission=UPLOAD, bytes_max=BYTES_MAX, suffixes=SUFFIXES)
    purposes.register(PHOTOS, permission=UPLOAD, bytes_max=PHOTO_BYTES_MAX, suffixes=PHOTO_SUFFIXES)
