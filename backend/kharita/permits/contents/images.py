"""A scanned page or a photo: its pixels counted before they are unpacked, then unpacked once to the end."""

import warnings
import zipfile
from pathlib import Path
from typing import Any

from PIL import Image, UnidentifiedImageError

from kharita.core.confined_child import Fault

PIXELS_MAX = 100_000_000  # A0 at 200 points per inch has 62 million
FRAMES_MAX = 200
FORMATS = ("JPEG", "PNG", "TIFF")


def look_at_image(path: Path) -> dict[str, Any]:
    """`{"pages": n}` (of a TIFF its frames). Raises `Fault`."""
    if zipfile.is_zipfile(path) or b"%PDF-" in _head(path):
        raise Fault("two-in-one")
    warnings.simplefilter("error")  # Pillow warns where a file breaks off or a value makes no sense
    Image.MAX_IMAGE_PIXELS = PIXELS_MAX
    try:
        with Image.open(path, formats=FORMATS) as image:
            frames = getattr(image, "n_frames", 1)
            if frames > FRAMES_MAX:
                raise Fault("too-many-pages", pages=frames, limit=FRAMES_MAX)
            for frame in range(frames):
                image.seek(frame)
                _refuse_bomb(image.width, image.height)
                image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Fault("too-many-pixels", limit=PIXELS_MAX // 1_000_000) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Warning) as error:
        raise Fault("damaged") from error
    return {"pages": frames}


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(1024)


def _refuse_bomb(width: int, height: int) -> None:
    if width * height > PIXELS_MAX:
        raise Fault("too-many-pixels", limit=PIXELS_MAX // 1_000_000)
