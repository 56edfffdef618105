"""Exports over the API: at once, by a job, resumed, refused."""

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from kharita.accounts.models import Membership
from kharita.accounts.roles import Role
from kharita.exports import services, storage
from kharita.exports.formats import FORMATS
from kharita.exports.models import Export
from kharita.exports.tasks import write
from kharita.territory.models import Commune, Parcel

Api = Callable[..., Any]


@pytest.fixture
def limits() -> Iterator[Callable[..., Any]]:
    """`limits(export_files_max=1)` changes settings for the test."""
    started = []

    def limited(**changes: int) -> None:
        patcher = patch.multiple(settings.KHARITA, **changes)
        patcher.start()
        started.append(patcher)

    yield limited
    for patcher in started:
        patcher.stop()


def body_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


def ask(client: Any, **wanted: Any) -> dict[str, Any]:
    """A job, asked for and done."""
    answer = client.post("/exports", {"layer": "parcels", "format": "geojson", **wanted})
    assert answer.status_code == 202, answer.content
    made: dict[str, Any] = answer.json()
    assert answer["Location"] == f"/api/v1/exports/{made['id']}"
    assert made["state"] == "waiting"
    write(Export.objects.get(key=made["id"]).pk)
    told: dict[str, Any] = client.get(f"/exports/{made['id']}").json()
    return told


def fetch(client: Any, export: dict[str, Any], **headers: str) -> Any:
    return client.client.get(export["file"], headers=headers)


@pytest.mark.parametrize("form", list(FORMATS))
def test_a_small_layer_comes_at_once_in_every_format(town, api: Api, form: str) -> None:
    answer = api().get(f"/layers/parcels/export.{form}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert len(body_of(answer)) > 500


def test_a_stream_has_the_rows_columns_and_place_that_were_asked_for(town, api: Api) -> None:
    answer = api().get("/layers/parcels/export", format="geojson", columns="area_m2", filter="area_m2 > 3000")
    [feature] = json.loads(body_of(answer))["features"]
    assert set(feature["properties"]) == {"area_m2"}
    assert feature["id"] == Parcel.objects.get(reference="100/40").pk
    far = api().get("/layers/parcels/export", format="geojson", bbox="10,10,11,11")
    assert json.loads(body_of(far))["features"] == []


def test_too_many_rows_are_not_given_at_once(town, api: Api, limits) -> None:
    limits(export_stream_rows=3)
    answer = api().get("/layers/parcels/export", format="csv")
    assert (answer.status_code, answer.json()["type"]) == (413, "/problems/too-large")


def test_the_estimate_is_exact_and_names_the_columns(town, officer, api: Api) -> None:
    told = api(officer).get("/layers/parcels/export/rows", filter="area_m2 > 3000").json()
    assert told["rows"] == 1
    assert {"name": "declared_area_m2", "title": "declared area", "kind": "number"} in told["fields"]
    public = api().get("/layers/parcels/export/rows").json()
    assert "declared_area_m2" not in {field["name"] for field in public["fields"]}


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"format": "docx"}, "format"),
        ({"format": "geojson", "crs": "EPSG:26191"}, "crs"),
        ({"format": "kml", "crs": "EPSG:3857"}, "crs"),
        ({"format": "dxf", "crs": "EPSG:4326"}, "crs"),
        ({"format": "csv", "crs": "EPSG:999999"}, "crs"),
        ({"format": "csv", "crs": "EPSG:4979"}, "crs"),
        ({"format": "csv", "crs": "EPSG:5773"}, "crs"),
        ({"format": "csv", "crs": "+proj=pipeline +step +init=/etc/passwd"}, "crs"),
        ({"format": "csv", "crs": "EPSG:4326'; DROP TABLE x--"}, "crs"),
        ({"format": "csv", "crs": "ESRI:54009'"}, "crs"),
        ({"format": "csv", "columns": "geometry"}, "columns"),
        ({"format": "csv", "columns": 'id"; select 1'}, "columns"),
        ({"format": "csv", "bbox": "1,2,3"}, "bbox"),
        ({"format": "csv", "bbox": "nan,nan,nan,nan"}, "bbox"),
        ({"format": "csv", "filter": "reference = 'a\x00b'"}, "filter"),
        ({"format": "csv", "filter": "declared_area_m2 > 1"}, "filter"),
        ({"format": "csv", "filter": "(" * 5000}, "filter"),
    ],
)
def test_what_cannot_be_is_refused_by_its_name(town, api: Api, query: dict[str, str], field: str) -> None:
    answer = api().get("/layers/parcels/export", **query)
    assert answer.status_code == 400, answer.content
    assert answer.json()["field"] == field


def test_a_filter_of_a_megabyte_is_refused(town, api: Api) -> None:
    asked = {"layer": "parcels", "format": "csv", "filter": "area_m2 > 1 AND " * 65_000 + "TRUE"}
    assert api().post("/exports", asked).status_code in (400, 413)
    assert not Export.objects.exists()


def test_a_stream_that_nobody_reads_leaves_the_connection_free(town, api: Api) -> None:
    answer = api().get("/layers/parcels/export", format="csv")
    for close in answer._resource_closers:  # `answer.close()` would end the test's connection too
        close()
    assert Parcel.objects.count() == 11


@pytest.mark.django_db(transaction=True)
def test_a_job_writes_the_file_and_its_checksum_is_its_tag(town, officer, api: Api) -> None:
    done = ask(api(officer), format="gpkg", crs="EPSG:26191", columns=["reference"])
    assert (done["state"], done["rows"], done["rows_written"]) == ("done", 11, 11)
    answer = fetch(api(officer), done)
    content = body_of(answer)
    assert hashlib.sha256(content).hexdigest() == done["sha256"] == answer["ETag"].strip('"')
    assert len(content) == done["size"] == int(answer["Content-Length"])
    assert content.startswith(b"SQLite format 3")
    assert done["file_name"] in answer["Content-Disposition"]


@pytest.mark.django_db(transaction=True)
def test_the_job_is_queued_with_its_export(town, officer, api: Api) -> None:
    made = api(officer).post("/exports", {"layer": "parcels", "format": "csv"}).json()
    job = ProcrastinateJob.objects.filter(task_name="exports.write").latest("id")
    assert job.args == {"export_id": Export.objects.get(key=made["id"]).pk}


@pytest.mark.django_db(transaction=True)
def test_a_broken_download_goes_on_to_identical_bytes(town, officer, api: Api) -> None:
    done = ask(api(officer), format="csv")
    whole = body_of(fetch(api(officer), done))
    tag = f'"{done["sha256"]}"'
    pieces, at = [], 0
    while at < len(whole):
        part = fetch(api(officer), done, Range=f"bytes={at}-{at + 699}", **{"If-Range": tag})
        assert part.status_code == 206
        assert part["Content-Range"] == f"bytes {at}-{min(at + 700, len(whole)) - 1}/{len(whole)}"
        pieces.append(body_of(part))
        assert pieces[-1]
        at += len(pieces[-1])
    assert b"".join(pieces) == whole
    rest = fetch(api(officer), done, Range="bytes=100-")
    assert body_of(rest) == whole[100:]
    assert body_of(fetch(api(officer), done, Range="bytes=-50")) == whole[-50:]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Range": "bytes=0-9", "If-Range": '"another"'}, 200),
        ({"Range": "bytes=0-9,20-29"}, 200),
        ({"Range": "bytes=9-0"}, 200),
        ({"Range": "lines=1-2"}, 200),
        ({"Range": "bytes=99999999-"}, 416),
        ({"Range": "bytes=-0"}, 416),
    ],
)
def test_a_part_of_something_else_is_never_sent(town, officer, api: Api, headers, status: int) -> None:
    done = ask(api(officer), format="csv")
    answer = fetch(api(officer), done, **headers)
    assert answer.status_code == status
    if status == 200:
        assert len(body_of(answer)) == done["size"]
    else:
        assert answer["Content-Range"] == f"bytes */{done['size']}"


@pytest.mark.django_db(transaction=True)
def test_who_has_the_file_already_is_told_so(town, officer, api: Api) -> None:
    done = ask(api(officer), format="csv")
    assert fetch(api(officer), done, **{"If-None-Match": f'"{done["sha256"]}"'}).status_code == 304


@pytest.mark.django_db(transaction=True)
def test_an_export_is_its_owners_alone(town, officer, administrator, api: Api) -> None:
    done = ask(api(officer))
    for stranger in (api(administrator), api()):
        assert stranger.get(f"/exports/{done['id']}").status_code == 404
        assert fetch(stranger, done).status_code == 404
        assert stranger.delete(f"/exports/{done['id']}").status_code == 404
        assert stranger.get("/exports").json() == []
    assert [item["id"] for item in api(officer).get("/exports").json()] == [done["id"]]


@pytest.mark.django_db(transaction=True)
def test_nobodys_export_is_found_by_its_key_and_holds_what_everybody_sees(town, api: Api) -> None:
    done = ask(api(), format="csv")
    assert fetch(api(), done).status_code == 200
    assert api().get("/exports").json() == []


@pytest.mark.django_db(transaction=True)
def test_rights_are_those_of_the_moment_of_writing_and_hold_when_the_file_is_fetched(
    town, officer, api: Api
) -> None:
    made = api(officer).post("/exports", {"layer": "parcels", "format": "geojson"}).json()
    Membership.objects.all().delete()
    write(Export.objects.get(key=made["id"]).pk)
    done = api(officer).get(f"/exports/{made['id']}").json()
    assert b"declared_area" not in body_of(fetch(api(officer), done))
    Membership.objects.create(user=officer, commune_id=town.pk, role=Role.URBANISM_OFFICER)
    again = ask(api(officer))
    assert fetch(api(officer), again).status_code == 200
    Membership.objects.all().delete()
    refused = fetch(api(officer), again)
    assert (refused.status_code, refused["Content-Type"]) == (403, "application/problem+json")


@pytest.mark.django_db(transaction=True)
def test_a_commune_that_was_closed_since_closes_the_publics_file(town, api: Api) -> None:
    done = ask(api())
    Commune.objects.filter(pk=town.pk).update(is_public=False)
    assert fetch(api(), done).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_an_expired_file_is_gone_and_the_purge_deletes_it(town, officer, api: Api) -> None:
    done = ask(api(officer))
    path = storage.path_of(Export.objects.get())
    assert path.is_file()
    Export.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert fetch(api(officer), done).status_code == 410
    assert services.purge_exports(now=timezone.now()) == 1
    assert not path.exists()
    assert api(officer).get(f"/exports/{done['id']}").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_deleting_frees_the_room(town, officer, api: Api, limits) -> None:
    limits(export_files_max=1)
    done = ask(api(officer))
    refused = api(officer).post("/exports", {"layer": "parcels", "format": "csv"})
    assert (refused.status_code, refused.json()["type"]) == (429, "/problems/too-many-requests")
    path = storage.path_of(Export.objects.get())
    assert api(officer).delete(f"/exports/{done['id']}").status_code == 204
    assert not path.exists()
    assert ask(api(officer))["state"] == "done"


@pytest.mark.django_db(transaction=True)
def test_the_public_has_smaller_shares(town, officer, api: Api, limits) -> None:
    limits(export_public_files_max=1, export_public_rows_max=5)
    assert api().post("/exports", {"layer": "parcels", "format": "csv"}).status_code == 413
    assert ask(api(), filter="area_m2 > 3000")["rows"] == 1
    assert api().post("/exports", {"layer": "places", "format": "csv"}).status_code == 429
    assert ask(api(officer))["rows"] == 11


@pytest.mark.django_db(transaction=True)
def test_no_more_bytes_than_there_is_room_for(town, officer, api: Api, limits) -> None:
    limits(export_bytes_max=1024)
    ask(api(officer))
    assert api(officer).post("/exports", {"layer": "parcels", "format": "csv"}).status_code == 429


@pytest.mark.django_db(transaction=True)
def test_a_job_that_cannot_be_done_says_why_and_leaves_nothing(town, officer, api: Api) -> None:
    made = api(officer).post("/exports", {"layer": "parcels", "format": "csv"}).json()
    Export.objects.update(columns=["owner_name"])
    write(Export.objects.get().pk)
    told = api(officer).get(f"/exports/{made['id']}").json()
    assert (told["state"], told["error"]["code"], told["file"]) == ("failed", "bad-input", None)
    assert "owner_name" in told["error"]["detail"]
    assert list(storage.folder().glob("*" + Export.objects.get().key.hex + "*")) == []


def test_the_titles_follow_the_readers_language(town, api: Api) -> None:
    formats = {f["id"]: f["purpose"] for f in api(language="fr").get("/exports/offer").json()["formats"]}
    assert formats["kml"] == "Pour Google Earth"


def test_the_command_writes_what_the_person_sees(town, officer, tmp_path: Path, capsys) -> None:
    path = tmp_path / "parcels.geojson.zip"
    call_command(
        "export_layer", "parcels", "--format", "geojson", "--out", str(path), "--filter", "area_m2 > 3000"
    )
    assert "  1  " in capsys.readouterr().out
    assert path.is_file()
    assert [left for left in tmp_path.iterdir() if left != path] == []
