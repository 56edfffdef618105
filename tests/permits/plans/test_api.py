"""Footprints and plans over the API: taken, kept, refused by name; nothing stays on the disk."""

import io
import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import geopandas
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kharita.accounts.roles import Role
from kharita.permits.models import PlanReading
from kharita.permits.services import documents
from tests.factories import make_neighbour, make_user
from tests.permits.conftest import NOW, Desk
from tests.permits.plans.drawings import house


def footprint(desk: Desk, folder: Path, name: str) -> bytes:
    """The desk's house as a file of the kind that `name` says; a shapefile is zipped."""
    frame = geopandas.GeoDataFrame(geometry=geopandas.GeoSeries.from_wkb([bytes(desk.footprint().wkb)]))
    path = folder / name
    frame = frame.set_crs(26191)
    (frame.to_crs(4326) if path.suffix == ".kml" else frame).to_file(
        path, **({"driver": "KML"} if path.suffix == ".kml" else {})
    )
    if path.suffix != ".shp":
        return path.read_bytes()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for part in folder.glob(f"{path.stem}.*"):
            archive.write(part, part.name)
    return packed.getvalue()


def sent(client: Any, permit_id: int, content: bytes, name: str) -> Any:
    return client.upload(f"/permits/{permit_id}/footprint-file", file=SimpleUploadedFile(name, content))


@pytest.mark.parametrize("name", ["emprise.gpkg", "emprise.kml", "emprise.shp"])
def test_a_footprint_from_a_file_is_told_and_kept(desk: Desk, api: Any, tmp_path: Path, name: str) -> None:
    draft = desk.draft()
    answer = sent(api(desk.applicant), draft.pk, footprint(desk, tmp_path, name), f"../{name}")
    assert answer.status_code == 200, answer.content
    told = answer.json()
    assert (told["area_m2"], told["name"]) == (pytest.approx(144, abs=1), name)
    assert told["footprint"]["type"] == "MultiPolygon"
    kept = api(desk.architect).get(f"/permits/{draft.pk}/readings").json()
    assert [one["id"] for one in kept] == [told["id"]]


def test_a_plan_among_the_documents_is_read_beside_the_cadastre(desk: Desk, api: Any, tmp_path: Path) -> None:
    permit = desk.submitted()
    with house(tmp_path).open("rb") as file:
        document = documents.attach_document(
            permit=permit, kind="level_plans", file=file, name="plan.dxf", media_type="image/vnd.dxf",
            actor=desk.officer, now=NOW,
        )  # fmt: skip
    answer = api(desk.officer).upload(f"/permits/{permit.pk}/documents/{document.pk}/reading")
    assert answer.status_code == 201, answer.content
    told = answer.json()
    assert told["document"] == document.pk
    assert told["plan"]["covered_area_m2"] == pytest.approx(240, abs=1)
    assert {finding["id"] for finding in told["findings"]} == {"plan_read", "plan_place", "plan_plot"}
    arabic = api(desk.applicant, "ar").get(f"/permits/{permit.pk}/readings").json()
    assert arabic[0]["findings"][0]["title"] != told["findings"][0]["title"]


def _bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("emprise.geojson", b"0" * 400_000_000)
    return packed.getvalue()


def _path_trick() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../../etc/emprise.geojson", b"{}")
    return packed.getvalue()


HOSTILE = {
    "empty": (b"", "empty.geojson", {"bad-input", "empty-file"}),
    "a program": (b"\x7fELF" + b"\0" * 200, "emprise.dxf", {"unknown-format"}),
    "a web page": (b"<html><script>alert(1)</script></html>", "emprise.kml", {"unknown-format"}),
    "a PDF": (b"%PDF-1.7\n%%EOF", "emprise.gpkg", {"unknown-format"}),
    "a virtual data set": (b"<OGRVRTDataSource></OGRVRTDataSource>", "e.json", {"unknown-format"}),
    "nonsense as DXF": (
        b"  0\nSECTION\n" + b"\xff\xfe nonsense \n" * 50, "plan.dxf", {"damaged", "empty-drawing"}
    ),
    "a GeoPackage that is none": (
        b"SQLite format 3\0" + b"\0" * 52 + b"GPKG" + b"\xff" * 4096, "e.gpkg", {"damaged", "truncated"}
    ),
    "GeoJSON that breaks off": (
        b'{"type": "FeatureCollection", "features": [{"type": "Feat', "e.geojson", {"damaged", "truncated"}
    ),
    "another place": (
        json.dumps({
            "type": "Polygon", "coordinates": [[[30, 10], [30.01, 10], [30.01, 10.01], [30, 10]]]
        }).encode(), "e.geojson", {"wrong-crs"}
    ),
    "a path out of the archive": (_path_trick(), "e.zip", {"unsafe-archive"}),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_drawing_is_refused_by_name_and_leaves_nothing(
    desk: Desk, api: Any, tmp_path: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    content, name, codes = HOSTILE[what]
    answer = sent(api(desk.applicant), desk.draft(complete=False).pk, content, name)
    assert 400 <= answer.status_code < 500, answer.content
    assert answer.json()["type"].removeprefix("/problems/") in codes, answer.content
    assert answer.json()["detail"]
    assert list(tmp_path.iterdir()) == []
    assert not PlanReading.objects.exists()


def test_a_bomb_is_refused_and_leaves_nothing(
    desk: Desk, api: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    answer = sent(api(desk.applicant), desk.draft(complete=False).pk, _bomb(), "e.zip")
    assert 400 <= answer.status_code < 500, answer.content
    assert list(tmp_path.iterdir()) == []


def test_nobody_else_reads_a_file_for_a_draft_or_sees_what_was_read(
    desk: Desk, api: Any, tmp_path: Path
) -> None:
    draft, content = desk.draft(), footprint(desk, tmp_path, "e.gpkg")
    assert sent(api(desk.applicant), draft.pk, content, "e.gpkg").status_code == 200
    stranger, abroad = make_user(), make_user(Role.URBANISM_OFFICER, make_neighbour())
    for person, status in ((None, 401), (stranger, 404), (abroad, 404), (desk.officer, 404)):
        assert sent(api(person), draft.pk, content, "e.gpkg").status_code == status
        assert api(person).get(f"/permits/{draft.pk}/readings").status_code == status
