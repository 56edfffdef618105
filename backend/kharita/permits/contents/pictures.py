"""Pages as pictures for the viewer: PDF pages by PDFium, scanned pages by Pillow; one WebP file each."""

from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from PIL import Image

from kharita.core.confined_child import Fault
from kharita.permits.contents.images import FORMATS, PIXELS_MAX

PICTURE_PIXELS_MAX = 24_000_000
QUALITY = 82


def picture_of_pdf(path: Path, target: str, page: str, width: str) -> dict[str, Any]:
    """Draw page `page` (from 1) of a PDF, `width` pixels wide, into the file `target`. Raises `Fault`."""
    try:
        document = pdfium.PdfDocument(path)
        if not 1 <= int(page) <= len(document):
            raise Fault("no-such-page", page=int(page))
        sheet = document[int(page) - 1]
        scale = _scale(sheet.get_width(), sheet.get_height(), int(width))
        # Links and forms are for readers; a picture shows what is printed, drawn annotations included.
        picture = sheet.render(scale=scale, may_draw_forms=False).to_pil()
    except pdfium.PdfiumError as error:
        raise Fault("damaged") from error
    return _saved(picture, target)


def picture_of_image(path: Path, target: str, page: str, width: str) -> dict[str, Any]:
    """The same for a JPEG, PNG or TIFF: turned as the camera noted, never enlarged. Raises `Fault`."""
    Image.MAX_IMAGE_PIXELS = PIXELS_MAX
    try:
        with Image.open(path, formats=FORMATS) as image:
            if not 1 <= int(page) <= getattr(image, "n_frames", 1):
                raise Fault("no-such-page", page=int(page))
            image.seek(int(page) - 1)
            scale = min(1.0, _scale(image.width, image.height, int(width)))
            image.draft("RGB", (round(image.width * scale), round(image.height * scale)))
            picture = _upright(image.convert("RGB"), image.getexif().get(0x0112, 1))
    except (Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise Fault("damaged") from error
    picture.thumbnail((int(width), PICTURE_PIXELS_MAX // int(width)))
    return _saved(picture, target)


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
    turn = turns.get(orientation)
    return image if turn is None else image.transpose(turn)


def _scale(width: float, height: float, wanted: int) -> float:
    """Pixels per unit for a picture `wanted` pixels wide; less where that would be too many pixels."""
    scale = wanted / width
    if wanted * height * scale > PICTURE_PIXELS_MAX:
        scale = (PICTURE_PIXELS_MAX / (width * height)) ** 0.5
    return scale


def _saved(picture: Image.Image, target: str) -> dict[str, Any]:
    # Only the pixels are written: where and with what a photo was taken stays in the original.
    picture.convert("RGB").save(target, "WEBP", quality=QUALITY, method=4)
    return {"width": picture.width, "height": picture.height}
