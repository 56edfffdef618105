"""Hostile documents: each is refused with words that help, runs nothing, and harms nobody else's request."""

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ezdxf
import pikepdf
import pytest
from PIL import Image

from kharita.permits.contents.confined import LookFailed, look
from kharita.permits.files import (
    DXF,
    GEOJSON,
    JPEG,
    PDF,
    PNG,
    SHAPEFILE,
    TIFF,
    RefusedFile,
    download_headers,
    inspect_upload,
    page_picture,
    safe_name,
)


def _pdf(change: Callable[[pikepdf.Pdf], None] | None = None, *, pages: int = 1, **saving: Any) -> bytes:
    with pikepdf.new() as pdf:
        for _page in range(pages):
            pdf.add_blank_page(page_size=(595, 842))
        if change is not None:
            change(pdf)
        out = io.BytesIO()
        pdf.save(out, **saving)
        return out.getvalue()


def _image(kind: str, size: tuple[int, int] = (60, 40), **saving: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#0f6b6b").save(out, kind, **saving)
    return out.getvalue()


def _zip(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return out.getvalue()


def _dxf(*, empty: bool = False) -> bytes:
    drawing = ezdxf.new()
    if not empty:
        drawing.modelspace().add_lwpolyline([(0, 0), (10, 0), (10, 8)], close=True)
    out = io.StringIO()
    drawing.write(out)
    return out.getvalue().encode()


def _png_claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is enormous."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def _refusal(data: bytes, kind: str = "paper", name: str = "plan.pdf") -> RefusedFile:
    with pytest.raises(RefusedFile) as refused:
        inspect_upload(io.BytesIO(data), name=name, kind=kind)
    assert str(refused.value.detail)
    return refused.value


def _action(**entries: Any) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = pdf.make_indirect(pikepdf.Dictionary(**entries))

    return change


def _attach(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["x.exe"] = b"MZ"


def _hidden_script(pdf: pikepdf.Pdf) -> None:
    """Deep inside the page's own dictionary, where no reader shows it."""
    pdf.pages[0].obj["/Piece"] = pikepdf.Dictionary(
        A=pikepdf.Array([pikepdf.Dictionary(B=pikepdf.Dictionary(S=pikepdf.Name.JavaScript))])
    )


def _xfa(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = pikepdf.Dictionary(XFA=pikepdf.String("x"), Fields=pikepdf.Array())


def _film(pdf: pikepdf.Pdf) -> None:
    annotation = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.RichMedia, Rect=[0, 0, 1, 1]
    )
    pdf.pages[0].obj["/Annots"] = pikepdf.Array([annotation])


SCRIPT = _action(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
LAUNCH = _action(S=pikepdf.Name.Launch, F=pikepdf.String("/bin/sh"))
SENDING = _action(S=pikepdf.Name.SubmitForm, F=pikepdf.String("http://example.org"))
LOCKED = {"encryption": pikepdf.Encryption(owner="a", user="b")}
RESTRICTED = {"encryption": pikepdf.Encryption(owner="a", user="")}


def test_what_is_in_order_is_taken_and_told_by_its_content() -> None:
    cases = [
        (_pdf(pages=3), "paper", PDF, 3),
        (_pdf(object_stream_mode=pikepdf.ObjectStreamMode.generate), "plan", PDF, 1),
        (_image("JPEG"), "photo", JPEG, 1),
        (_image("PNG"), "paper", PNG, 1),
        (_image("TIFF"), "plan", TIFF, 1),
        (_dxf(), "plan", DXF, 1),
    ]
    for data, kind, media_type, pages in cases:
        stream = io.BytesIO(data)
        found = inspect_upload(stream, name="what.exe", kind=kind)
        assert (found.media_type, found.pages, found.size) == (media_type, pages, len(data))
        assert stream.tell() == 0
        assert not found.safe_name.endswith(".exe")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        (b"MZ\x90\0" + b"\0" * 200, "file-unknown-type"),
        (b"<html><script>alert(1)</script>", "file-unknown-type"),
        (b"#!/bin/sh\nrm -rf /\n", "file-unknown-type"),
        (b"%PDF-1.7 nonsense", "file-damaged"),
        (_pdf()[:300], "file-damaged"),
        (b"%PDF-1.4\n<html><script>x</script>\n" + _pdf(), "file-two-in-one"),
        (_pdf() + _zip(a_dot_txt=b"x"), "file-two-in-one"),
        (_pdf(SCRIPT), "file-pdf-script"),
        (_pdf(SCRIPT, object_stream_mode=pikepdf.ObjectStreamMode.generate), "file-pdf-script"),
        (_pdf(_hidden_script), "file-pdf-script"),
        (_pdf(LAUNCH), "file-pdf-launch"),
        (_pdf(SENDING), "file-pdf-launch"),
        (_pdf(_attach), "file-pdf-attachment"),
        (_pdf(_film), "file-pdf-media"),
        (_pdf(_xfa), "file-pdf-form"),
        (_pdf(**LOCKED), "file-pdf-locked"),
        (_pdf(**RESTRICTED), "file-pdf-locked"),
        (_pdf(pages=0), "file-no-pages"),
        (_pdf(pages=401), "file-too-many-pages"),
        (_image("JPEG")[:-300], "file-damaged"),
        (_image("PNG") + _zip(a_dot_txt=b"x"), "file-two-in-one"),
        (_png_claiming(60_000, 60_000), "file-too-many-pixels"),
        (_png_claiming(4, 4)[:40], "file-damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "file-damaged"),
    ],
)
def test_hostile_documents_are_refused_by_name(data: bytes, code: str) -> None:
    assert _refusal(data).code == code


@pytest.mark.parametrize(
    ("data", "kind", "code"),
    [
        (_dxf(), "paper", "file-wrong-type"),
        (_image("PNG"), "footprint", "file-wrong-type"),
        (_pdf(), "photo", "file-wrong-type"),
        (b"  0\nSECTION\n  2\nHEADER\n 9\n$X\n" + b"nonsense\n" * 500, "drawing", "file-drawing-unreadable"),
        (_dxf(empty=True), "drawing", "file-drawing-empty"),
        (b'{"type": "Feature", ', "footprint", "file-geojson-unreadable"),
        (b'{"type":' * 90_000, "footprint", "file-too-heavy"),
        (b'{"type": "FeatureCollection", "features": []}', "footprint", "file-drawing-empty"),
        (b'{"hello": 1}', "footprint", "file-geojson-unreadable"),
        (_zip(site_dot_gpkg=b"SQLite format 3\0"), "footprint", "file-unknown-format"),
        (_zip(a_dot_zip=_zip(b_dot_shp=b"x")), "footprint", "file-nested-archive"),
        (_zip(**{"..__..__etc__site_dot_shp": b"x"}), "footprint", "file-unsafe-archive"),
        (_zip(site_dot_txt=b"nothing"), "footprint", "file-nothing-inside"),
        (_zip(site_dot_shp=b"\0" * 80_000_000), "footprint", "file-zip-bomb"),
    ],
)
def test_each_kind_of_document_has_its_types(data: bytes, kind: str, code: str) -> None:
    assert _refusal(data, kind).code == code


def test_a_file_beyond_the_limit_is_not_read_to_its_end(settings: Any) -> None:
    settings.KHARITA = settings.KHARITA.model_copy(update={"document_max_bytes": 2 * 1024**2})

    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return b"%PDF-" + b"x" * (size - 5)

        def tell(self) -> int:
            return 0

        def seek(self, place: int, whence: int = 0) -> int:
            return 0

    stream = Endless()
    with pytest.raises(RefusedFile) as refused:
        inspect_upload(stream, name="big.pdf")  # type: ignore[arg-type]
    assert refused.value.code == "file-too-large"
    assert stream.given < 8 * 1024**2


def test_geodata_in_order_is_taken() -> None:
    ring = [[-2.32, 34.92], [-2.31, 34.92], [-2.31, 34.93], [-2.32, 34.92]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    drawn = json.dumps({"type": "Feature", "properties": {}, "geometry": geometry}).encode()
    assert inspect_upload(io.BytesIO(drawn), name="x", kind="footprint").media_type == GEOJSON
    shape = struct.pack(">7i", 9994, 0, 0, 0, 0, 0, 50) + struct.pack("<2i8d", 1000, 5, *([0.0] * 8))
    packed = _zip(site_dot_shp=shape, site_dot_shx=shape, site_dot_dbf=b"\x03")
    assert inspect_upload(io.BytesIO(packed), name="x", kind="footprint").media_type == SHAPEFILE


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\me\\Plan de masse.PDF", "Plan de masse.pdf"),
        ("plan\u202efdp.exe", "planfdp.pdf"),
        ("a\0b\r\nContent-Type: text/html.pdf", "abContent-Type text html.pdf"),
        ("...", "document.pdf"),
        ("", "document.pdf"),
        ("تصميم الموقع.pdf", "تصميم الموقع.pdf"),
        ("x" * 500 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_names_lose_their_tricks(name: str, safe: str) -> None:
    found = safe_name(name, PDF)
    assert "/" not in found
    assert "\\" not in found
    assert found == safe or name.startswith("a\0b")
    assert not any(ord(letter) < 32 for letter in found)


def test_downloads_are_saved_never_shown() -> None:
    headers = download_headers(PDF, 'plan "نسخة".pdf')
    assert headers["Content-Disposition"].startswith("attachment")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in headers["Content-Security-Policy"]


def test_a_look_that_runs_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kharita.permits.contents.confined.SECONDS_MAX", 0.05)
    (tmp_path / "x.pdf").write_bytes(_pdf())
    with pytest.raises(LookFailed, match="too-heavy"):
        look("pdf", tmp_path / "x.pdf")


def test_pages_are_drawn_as_pictures_without_what_a_photo_tells(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(_pdf(pages=2))
    drawn = Image.open(io.BytesIO(page_picture(tmp_path / "x.pdf", media_type=PDF, page=2, width=300)))
    assert (drawn.format, drawn.width) == ("WEBP", 300)
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    exif[0x0112] = 6
    (tmp_path / "x.jpg").write_bytes(_image("JPEG", (800, 400), exif=exif))
    picture = page_picture(tmp_path / "x.jpg", media_type=JPEG, page=1, width=200)
    assert b"secret" not in picture
    turned = Image.open(io.BytesIO(picture))
    assert turned.height > turned.width
    with pytest.raises(RefusedFile) as refused:
        page_picture(tmp_path / "x.pdf", media_type=PDF, page=3, width=300)
    assert refused.value.code == "file-no-such-page"
