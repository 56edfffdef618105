"""Visits as a device sends them from a site: again after a lost network, twice at once, with their place."""

from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from kharita.permits.models import Inspection, InspectionPhoto, Offence, State
from tests.conftest import Api
from tests.permits.conftest import Desk
from tests.permits.test_api import PNG

KEY, OTHER_KEY = "6f1b1a52-0a8e-4a53-9d6f-0f5a2f1f9c01", "6f1b1a52-0a8e-4a53-9d6f-0f5a2f1f9c02"
PLACE = [-2.3205, 34.9203]


def _planned(desk: Desk, inspector: Any) -> int:
    permit = desk.at(State.WORKS_DECLARED)
    wanted = {"commune": desk.commune.pk, "permit": permit.pk, "planned_on": "2026-09-08"}
    return int(inspector.post("/permits/inspections", wanted).json()["id"])


def _held(key: str = KEY) -> dict[str, Any]:
    return {
        "client_key": key, "held_at": "2026-09-08T10:00:00Z", "result": "remarks", "note": "Two floors",
        "position": PLACE, "checklist": [{"item": "Panel", "ok": True}],
    }  # fmt: skip


def test_a_visit_sent_again_is_recorded_once_and_another_devices_is_refused(desk: Desk, api: Any) -> None:
    inspector = api(desk.inspector)
    path = f"/permits/inspections/{_planned(desk, inspector)}"
    first, again = inspector.put(path, _held()), inspector.put(path, _held() | {"note": "Other words"})
    assert (first.status_code, again.status_code) == (200, 200), first.content
    assert again.json()["note"] == "Two floors"
    refused = inspector.put(path, _held(OTHER_KEY))
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/held")


def test_a_photograph_sent_again_is_kept_once_with_its_time_and_place(desk: Desk, api: Any) -> None:
    inspector = api(desk.inspector)
    pk = _planned(desk, inspector)
    sent = [
        inspector.upload(
            f"/permits/inspections/{pk}/photos", file=SimpleUploadedFile("a.png", PNG),
            taken_at="2026-09-08T09:59:00Z", lon=PLACE[0], lat=PLACE[1],
        )
        for _time in range(2)
    ]  # fmt: skip
    assert [one.status_code for one in sent] == [201, 201], sent[0].content
    assert sent[0].json()["id"] == sent[1].json()["id"]
    photo = InspectionPhoto.objects.get(inspection=pk)
    saved = inspector.get(f"/permits/inspections/photos/{photo.pk}")
    assert saved["Content-Disposition"].startswith("attachment")
    assert photo.position is not None and photo.taken_at.isoformat() == "2026-09-08T09:59:00+00:00"


@pytest.mark.django_db(transaction=True)
def test_a_photograph_sent_twice_at_once_is_kept_once(desk: Desk) -> None:
    pk = _planned(desk, Api(desk.inspector))
    start, answers = Barrier(2), []

    def send() -> None:
        device = Api(desk.inspector)
        start.wait()
        file = SimpleUploadedFile("a.png", PNG)
        answers.append(device.upload(f"/permits/inspections/{pk}/photos", file=file).status_code)
        connection.close()

    both = [Thread(target=send) for _device in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert answers == [201, 201]
    assert Inspection.objects.get(pk=pk).photos.count() == 1


def test_an_offence_is_recorded_at_its_place_without_a_permit_or_a_parcel(desk: Desk, api: Any) -> None:
    inspector = api(desk.inspector)
    seen = {
        "commune": desk.commune.pk, "kind": "no_permit", "description": "A wall on the pavement",
        "observed_at": "2026-09-08T10:00:00Z",
    }  # fmt: skip
    nowhere = inspector.post("/permits/offences", seen)
    assert (nowhere.status_code, nowhere.json()["field"]) == (400, "place")
    made = inspector.post("/permits/offences", seen | {"place": PLACE})
    assert made.status_code == 201, made.content
    assert made.json()["place"]["coordinates"] == pytest.approx(PLACE, abs=1e-6)
    assert Offence.objects.get().place is not None
