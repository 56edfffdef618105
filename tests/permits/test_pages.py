"""Pages as pictures: drawn once for each content, from any storage, for who may see the document alone."""

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from PIL import Image

from kharita.permits import pages
from kharita.permits.models import Document
from tests.permits.conftest import Desk


def _pdf(width: int = 200) -> bytes:
    made = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(width, 100))
        pdf.save(made)
    return made.getvalue()


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The pages that were drawn and not found."""
    found: list[int] = []
    draw = pages.page_picture

    def counted(*arguments: Any, **options: Any) -> bytes:
        found.append(options["page"])
        return draw(*arguments, **options)

    monkeypatch.setattr(pages, "page_picture", counted)
    caches[pages.STORE].clear()
    return found


@pytest.fixture
def document(desk: Desk) -> Document:
    made: Document = desk.attach(desk.draft(complete=False), "application")
    return _holding(made, _pdf(), "a" * 64)


def _holding(document: Document, content: bytes, sha256: str) -> Document:
    document.file.save("x.pdf", ContentFile(content), save=False)
    document.sha256 = sha256
    document.save()
    return document


def test_a_page_is_drawn_once_for_each_content_and_width(
    document: Document, desk: Desk, api: Any, drawn: list[int]
) -> None:
    path = f"/permits/{document.permit_id}/documents/{document.pk}/pages/1"
    for width in (300, 300, 150):
        answer = api(desk.applicant).get(path, width=width)
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
        assert Image.open(BytesIO(answer.content)).width == width
    assert drawn == [1, 1]
    _holding(document, _pdf(400), "b" * 64)
    other = api(desk.applicant).get(path, width=300)
    assert drawn == [1, 1, 1]
    assert Image.open(BytesIO(other.content)).height == 75


def test_what_is_kept_is_shown_to_nobody_else(document: Document, desk: Desk, api: Any) -> None:
    path = f"/permits/{document.permit_id}/documents/{document.pk}/pages/1"
    assert api(desk.applicant).get(path, width=300).status_code == 200
    assert api().get(path, width=300).status_code == 401
    assert api(desk.member).get(path, width=300).status_code == 404


def test_a_page_that_there_is_not_is_told_and_not_kept(document: Document, desk: Desk, api: Any) -> None:
    path = f"/permits/{document.permit_id}/documents/{document.pk}/pages/2"
    for _ in range(2):
        answer = api(desk.applicant).get(path, width=300)
        assert (answer.status_code, answer.json()["type"]) == (422, "/problems/file-no-such-page")


def test_the_folder_has_a_bound(
    document: Document, drawn: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = caches[pages.STORE]
    monkeypatch.setattr(store, "_max_entries", 4)
    for width in range(100, 112):
        pages.draw_picture(document, page=1, width=width)
    kept = [w for w in range(100, 112) if pages.kept_picture(document, page=1, width=w) is not None]
    assert 1 <= len(kept) <= 4
    assert len(drawn) == 12


class Bucket(Storage):
    """Files by name, without a path."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def _save(self, name: str, content: Any) -> str:
        self.kept[name] = content.read()
        return name

    def _open(self, name: str, mode: str = "rb") -> Any:
        return ContentFile(self.kept[name], name)

    def exists(self, name: str) -> bool:
        return name in self.kept


def test_a_storage_without_paths_serves_too(
    document: Document, drawn: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Document._meta.get_field("file"), "storage", Bucket())
    document = Document.objects.get(pk=document.pk)
    document.file.save("y.pdf", ContentFile(_pdf()), save=False)
    with pytest.raises(NotImplementedError):
        _ = document.file.path
    assert Image.open(BytesIO(pages.draw_picture(document, page=1, width=120))).width == 120
