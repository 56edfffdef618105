"""An import over the API, as the browser does it, with the worker's jobs run in between."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kharita.accounts.roles import Role
from kharita.territory.models import Parcel
from tests.factories import make_user
from tests.importing.conftest import frame, plot, run_jobs

ROWS = [("1/40", plot(1)), ("2/40", plot(2)), ("3/40", None), ("", plot(4))]


@pytest.fixture
def upload(write):
    def uploaded(rows=ROWS, name="parcels.geojson"):
        path = write(frame(rows, ("N_Titre",)), name)
        return SimpleUploadedFile(name, path.read_bytes())

    return uploaded


def test_from_upload_to_undo(api, officer, commune, upload):
    person = api(officer)
    made = person.upload("/imports", file=upload(), commune=commune.pk, target="parcels")
    assert made.status_code == 201
    path = f"/imports/{made.json()['id']}"
    assert made.json()["state"] == "reading"
    run_jobs()
    mapped = person.get(path).json()
    assert mapped["state"] == "mapping"
    assert mapped["source"]["crs"]["code"] == "EPSG:26191"
    assert mapped["mapping"]["fields"]["reference"]["column"] == "N_Titre"
    assert mapped["can"] == {"map": True, "check": False, "apply": False, "undo": False, "cancel": True}
    assert person.put(f"{path}/mapping", mapped["mapping"]).status_code == 202
    run_jobs()
    checked = person.get(path).json()
    assert checked["state"] == "checked"
    assert (checked["counts"]["read"], checked["counts"]["added"], checked["counts"]["refused"]) == (4, 2, 2)
    refused = person.get(f"{path}/rows", **{"class": "refused"}).json()
    assert {row["reason"] for row in refused["items"]} == {"missing-geometry", "missing-key"}
    assert refused["total"] == 2
    assert not Parcel.objects.exists()
    assert person.post(f"{path}/apply").status_code == 202
    run_jobs()
    assert person.get(path).json()["state"] == "applied"
    assert Parcel.objects.count() == 2
    assert person.post(f"{path}/apply").status_code == 409
    assert person.post(f"{path}/undo").status_code == 202
    run_jobs()
    assert person.get(path).json()["state"] == "undone"
    assert not Parcel.objects.exists()


def test_the_preview_shows_rows_and_shapes_before_anything_is_checked(api, officer, commune, upload):
    person = api(officer)
    made = person.upload("/imports", file=upload(), commune=commune.pk, target="parcels").json()
    run_jobs()
    preview = person.get(f"/imports/{made['id']}/preview").json()
    assert preview["rows"][0]["N_Titre"] == "1/40"
    assert preview["rows"][0]["=reference"] == "1/40"
    shapes = json.loads(person.get(f"/imports/{made['id']}/preview.geojson").content)
    longitude, latitude = shapes["features"][0]["geometry"]["coordinates"][0][0]
    assert (round(longitude, 1), round(latitude, 1)) == (-2.3, 34.9)


@pytest.mark.parametrize("form", ["html", "csv", "json", "geojson"])
def test_the_report_is_a_file(api, officer, commune, upload, form):
    person = api(officer, language="ar")
    made = person.upload("/imports", file=upload(), commune=commune.pk, target="parcels").json()
    run_jobs()
    person.put(f"/imports/{made['id']}/mapping", person.get(f"/imports/{made['id']}").json()["mapping"])
    run_jobs()
    answer = person.get(f"/imports/{made['id']}/report.{form}")
    text = b"".join(answer.streaming_content).decode()
    assert answer.status_code == 200
    assert "missing-key" in text or form == "html"
    assert form != "html" or 'dir="rtl"' in text


def test_a_wrong_crs_fails_in_words(api, officer, commune, write):
    rows = [("1/40", plot(1)), ("2/40", plot(2))]
    data = frame(rows, ("ref",)).set_crs(26194, allow_override=True)
    person = api(officer)
    file = SimpleUploadedFile("p.gpkg", write(data, "p.gpkg").read_bytes())
    made = person.upload("/imports", file=file, commune=commune.pk, target="parcels").json()
    run_jobs()
    found = person.get(f"/imports/{made['id']}").json()
    assert found["source"]["crs"]["code"] == "EPSG:26191"
    assert "EPSG:26194" in found["source"]["crs"]["reason"]
    person.put(f"/imports/{made['id']}/mapping", {"fields": {"reference": "ref"}, "crs": "EPSG:26194"})
    run_jobs()
    failed = person.get(f"/imports/{made['id']}").json()
    assert (failed["state"], failed["error"]["type"]) == ("failed", "/problems/wrong-crs")
    assert failed["can"]["map"]


def test_only_who_imports_into_the_commune_may(api, officer, commune, neighbour, upload):
    stranger = make_user(Role.URBANISM_OFFICER, neighbour)
    president = make_user(Role.COUNCIL_PRESIDENT, commune)
    made = api(officer).upload("/imports", file=upload(), commune=commune.pk, target="parcels").json()
    assert api(stranger).get(f"/imports/{made['id']}").status_code == 404
    assert (
        api(stranger).upload("/imports", file=upload(), commune=commune.pk, target="parcels").status_code
        == 404
    )
    assert api(president).get(f"/imports/{made['id']}").status_code == 200
    assert api(president).delete(f"/imports/{made['id']}").status_code == 403
    assert api().get("/imports").status_code == 401
    assert api(stranger).get("/imports").json()["total"] == 0


def test_a_cancelled_import_leaves_nothing_but_its_number(api, officer, commune, upload):
    person = api(officer)
    made = person.upload("/imports", file=upload(), commune=commune.pk, target="parcels").json()
    assert person.delete(f"/imports/{made['id']}").json()["state"] == "cancelled"
    run_jobs()
    assert person.get(f"/imports/{made['id']}").json()["state"] == "cancelled"
    assert made["number"].startswith("I/20")


def test_targets_tell_their_fields(api, officer):
    targets = {target["id"]: target for target in api(officer, language="fr").get("/imports/targets").json()}
    assert targets["parcels"]["geometry"] == "polygon"
    assert [field["id"] for field in targets["parcels"]["fields"]][:2] == ["reference", "tenure"]


def test_a_mapping_that_is_none_is_refused_field_by_field(api, officer, commune, upload):
    person = api(officer)
    made = person.upload("/imports", file=upload(), commune=commune.pk, target="parcels").json()
    run_jobs()
    answer = person.put(f"/imports/{made['id']}/mapping", {"fields": {"reference": {}}, "surprise": 1})
    assert answer.status_code == 422
    assert {fault["field"] for fault in answer.json()["faults"]} == {"fields.reference", "surprise"}
