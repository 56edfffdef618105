"""Hostile documents through the API: a clear refusal, nothing kept, nothing run, nothing told to others."""

import io
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.conf import settings as live
from django.core.files.uploadedfile import SimpleUploadedFile

from kharita.accounts.roles import Role
from kharita.permits.models import Document
from tests.factories import make_neighbour, make_user
from tests.permits.conftest import Desk


def pdf(*, script: bool = False) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(595, 842))
        if script:
            action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
            made.Root.OpenAction = made.make_indirect(action)
        made.save(out)
    return out.getvalue()


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("emprise.shp", b"\0" * 100_000_000)
    return packed.getvalue()


def sent(client: Any, permit_id: int, content: bytes, name: str, kind: str) -> Any:
    file = SimpleUploadedFile(name, content, content_type="application/pdf")
    return client.upload(f"/permits/{permit_id}/documents", file=file, kind=kind)


HOSTILE = {
    "a program": (b"MZ\x90\0" + b"\0" * 500, "plan.pdf", "level_plans", "file-unknown-type"),
    "a page": (b"<html><script>alert(1)</script></html>", "plan.pdf", "level_plans", "file-unknown-type"),
    "a PDF that runs": (pdf(script=True), "plan.pdf", "level_plans", "file-pdf-script"),
    "a PDF cut short": (pdf()[:300], "plan.pdf", "level_plans", "file-damaged"),
    "a drawing of nonsense": (b"0\nSECTION\n" + b"\xff nonsense\n" * 99, "plan.dxf", "level_plans", None),
    "a drawing as a paper": (b"0\nSECTION\n", "deed.dxf", "ownership", "file-wrong-type"),
    "a bomb": (bomb(), "emprise.zip", "footprint_file", None),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_document_is_refused_in_words_and_leaves_nothing(
    desk: Desk, api: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    draft, before = desk.draft(complete=False), kept()
    content, name, kind, code = HOSTILE[what]
    answer = sent(api(desk.applicant), draft.pk, content, name, kind)
    assert 400 <= answer.status_code < 500, answer.content
    problem = answer.json()
    assert problem["detail"]
    assert problem["type"].startswith("/problems/file-")
    assert code is None or problem["type"] == f"/problems/{code}"
    assert not Document.objects.exists()
    assert (kept(), list(tmp_path.iterdir())) == (before, [])


def kept() -> set[Path]:
    return set(Path(live.MEDIA_ROOT).rglob("*"))


def test_an_empty_document_is_refused(desk: Desk, api: Any) -> None:
    answer = sent(api(desk.applicant), desk.draft(complete=False).pk, b"", "plan.pdf", "level_plans")
    assert (answer.status_code, Document.objects.count()) == (422, 0)


def test_a_document_beyond_the_limit_is_refused(desk: Desk, api: Any, settings: Any) -> None:
    settings.KHARITA = settings.KHARITA.model_copy(update={"document_max_bytes": 2048})
    content = pdf() + b"\n" * 4096
    answer = sent(api(desk.applicant), desk.draft(complete=False).pk, content, "plan.pdf", "level_plans")
    assert answer.json()["type"] == "/problems/file-too-large"
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd", "..\\..\\boot.ini", "a\0b.pdf", "\u202efdp.exe", "." * 300]
)
def test_a_name_leads_nowhere(desk: Desk, api: Any, name: str) -> None:
    draft = desk.draft(complete=False)
    answer = sent(api(desk.applicant), draft.pk, pdf(), name, "level_plans")
    if answer.status_code != 201:  # the multipart parser drops a file without a name that is one
        assert answer.status_code == 400
        assert not Document.objects.exists()
        return
    shown = answer.json()["name"]
    assert shown.endswith(".pdf")
    assert not set(shown) & set('/\\\0\u202e"')
    stored = Document.objects.get()
    assert Path(stored.file.path).resolve().is_relative_to(Path(live.MEDIA_ROOT).resolve() / "permits")
    told = api(desk.applicant).get(f"/permits/{draft.pk}/documents/{stored.pk}/file")
    assert told["Content-Disposition"].startswith("attachment")
    assert told["X-Content-Type-Options"] == "nosniff"


def test_a_document_is_nobody_else_s(desk: Desk, api: Any) -> None:
    draft = desk.draft(complete=False)
    made = sent(api(desk.applicant), draft.pk, pdf(), "plan.pdf", "level_plans").json()["id"]
    strangers = (
        make_user(), make_user(Role.URBANISM_OFFICER, make_neighbour()), desk.officer, desk.member,
        make_user(Role.ADMINISTRATOR, desk.commune),
    )  # fmt: skip
    for person in strangers:
        for address in ("file", "pages/1"):
            assert api(person).get(f"/permits/{draft.pk}/documents/{made}/{address}").status_code == 404
        assert sent(api(person), draft.pk, pdf(), "plan.pdf", "level_plans").status_code == 404
        assert api(person).delete(f"/permits/{draft.pk}/documents/{made}").status_code == 404
    assert api().get(f"/permits/{draft.pk}/documents/{made}/file").status_code == 401
    # Nor is it reached through a dossier of one's own.
    own = desk.submitted()
    assert api(desk.applicant).get(f"/permits/{own.pk}/documents/{made}/file").status_code == 404
