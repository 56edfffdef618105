"""The API as the people of a dossier, and as those who have no business with it."""

import json
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from kharita.accounts.roles import Role
from kharita.core.errors import DomainError
from kharita.permits.checks.tasks import check_first
from kharita.permits.models import Circulation, Notice, Permit, State
from kharita.permits.paper import issuing
from kharita.permits.services import decisions, drafts
from kharita.permits.services.lapsing import note_silence
from kharita.permits.shapes import geojson_of
from kharita.territory.models import Commune
from tests.factories import make_neighbour, make_user
from tests.permits.conftest import NOW, PROJECT, Desk

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"
)


def _fill(api: Any, desk: Desk, permit_id: int) -> Any:
    return api(desk.applicant).put(
        f"/permits/{permit_id}/draft",
        {
            "version": 1,
            "title": "A house",
            "architect": "architect",
            "architect_name": "Architect",
            "parcels": [desk.parcel.pk],
            "project": PROJECT,
            "footprint": geojson_of(desk.footprint()),
        },
    )


def test_an_application_goes_from_draft_to_issue_through_the_api(desk: Desk, api: Any) -> None:
    applicant, officer = api(desk.applicant), api(desk.officer)
    begun = applicant.post("/permits/drafts", {"commune": desk.commune.pk, "kind": "BUILD_SMALL"})
    assert begun.status_code == 201, begun.content
    pk = begun.json()["id"]
    assert _fill(api, desk, pk).status_code == 200
    early = applicant.post(f"/permits/{pk}/submit")
    assert (early.status_code, early.json()["type"]) == (422, "/problems/incomplete")
    for lack in early.json()["missing"]:
        kind = lack["what"].removeprefix("document:")
        file = SimpleUploadedFile(f"../{kind}.exe", PNG)
        sent = applicant.upload(f"/permits/{pk}/documents", kind=kind, file=file)
        assert sent.status_code == 201, sent.content
        assert sent.json()["media_type"] == "image/png"
        assert "/" not in sent.json()["name"]
    submitted = applicant.post(f"/permits/{pk}/submit")
    assert submitted.status_code == 200, submitted.content
    assert submitted.json()["reference"].endswith("-00001")
    assert applicant.get(f"/permits/{pk}/receipt").json()["silence_is_agreement"] is True
    assert officer.post(f"/permits/{pk}/acceptance").json()["state"] == "complete"
    sent = officer.post(f"/permits/{pk}/circulation", {"entities": [desk.agency.pk]}).json()
    circulation = sent["circulations"][0]["id"]
    given = api(desk.member).post(
        f"/permits/{pk}/circulations/{circulation}/opinion", {"verdict": "favourable"}
    )
    assert given.status_code == 201, given.content
    assert applicant.get(f"/permits/{pk}").json()["opinions"][0]["verdict"] == "favourable"
    session = officer.post(
        "/permits/sessions",
        {"commune": desk.commune.pk, "starts_at": "2026-09-20T10:00:00Z", "quorum": 1},
    ).json()["id"]
    agenda = officer.post(f"/permits/sessions/{session}/agenda", {"permit": pk}).json()
    item = agenda["items"][0]["id"]
    assert officer.post(f"/permits/sessions/{session}/opening").json()["state"] == "open"
    conclude = f"/permits/sessions/{session}/items/{item}/conclusion"
    assert officer.post(conclude, {"verdict": "favourable"}).json()["type"] == "/problems/no-quorum"
    officer.put(f"/permits/sessions/{session}/attendance", {"entity": desk.agency.pk, "presence": "present"})
    assert officer.post(conclude, {"verdict": "favourable"}).status_code == 200
    assert officer.post(f"/permits/sessions/{session}/closing", {"minutes": "…"}).json()["state"] == "closed"
    fee = officer.post(f"/permits/{pk}/fee", {}).json()["fees"][0]
    assert fee["amount"] == "3820.00"  # 191 m² at the country's 20 DH
    half = {"amount": "1820.00", "method": "cash", "paid_on": "2026-09-01"}
    assert officer.post(f"/permits/{pk}/payments", half).json()["state"] == "fee_due"
    rest = {"amount": "2000.00", "method": "cheque", "paid_on": "2026-09-02"}
    assert officer.post(f"/permits/{pk}/payments", rest).json()["state"] == "fee_paid"
    assert officer.post(f"/permits/{pk}/signature", {}).status_code == 403
    signed = api(desk.president).post(f"/permits/{pk}/signature", {"text": "Granted"}).json()
    code = signed["decisions"][0]["code"]
    assert officer.post(f"/permits/{pk}/issue").json()["state"] == "issued"
    issuing.issue(kind="decision_granted", row_id=signed["decisions"][0]["id"], by=None, now=timezone.now())
    told = api().get(f"/verify/{code}").json()
    assert (told["status"], told["parcels"]) == ("valid", ["12345/40"])
    register = api().get("/permits/register", commune=desk.commune.pk)
    assert [row["id"] for row in register.json()["items"]] == [pk]
    assert desk.applicant.full_name not in register.content.decode() + str(told)


def test_drafts_are_seen_by_their_people_alone(desk: Desk, api: Any) -> None:
    draft = desk.draft()
    root = make_user(is_superuser=True)
    for person, status in (
        (desk.applicant, 200),
        (desk.architect, 200),
        (desk.officer, 404),
        (desk.president, 404),
        (desk.member, 404),
        (make_user(), 404),
        (root, 404),
        (None, 401),
    ):
        assert api(person).get(f"/permits/{draft.pk}").status_code == status
    assert api(desk.officer).get("/permits").json()["items"] == []


def test_a_submitted_dossier_is_closed_to_strangers(desk: Desk, api: Any) -> None:
    permit = desk.submitted()
    document = permit.documents.first()
    elsewhere = make_user(Role.URBANISM_OFFICER, make_neighbour())
    for person in (elsewhere, make_user(), desk.member, make_user(Role.CREW, desk.commune)):
        stranger = api(person)
        for address in ("", "/receipt", "/missing", "/annotations", f"/documents/{document.pk}/file"):
            assert stranger.get(f"/permits/{permit.pk}{address}").status_code == 404, address
    assert api(elsewhere).post(f"/permits/{permit.pk}/acceptance").status_code == 404
    assert api(elsewhere).get("/permits").json()["items"] == []


def test_a_member_sees_what_was_sent_to_their_entity_without_the_people(desk: Desk, api: Any) -> None:
    permit = desk.at(State.CIRCULATED)
    member = api(desk.member)
    seen = member.get(f"/permits/{permit.pk}").json()
    assert (seen["people"], seen["owner_name"]) == (None, None)
    assert {one["kind"] for one in seen["documents"]} & {"ownership", "architect_contract"} == set()
    assert [one["permit"] for one in member.get("/permits/asked").json()] == [permit.pk]
    other = make_user(Role.COMMISSION_MEMBER, desk.commune)
    assert api(other).get(f"/permits/{permit.pk}").status_code == 404
    sent = Circulation.objects.get(permit=permit)
    said = {"verdict": "unfavourable"}
    answer = member.post(f"/permits/{permit.pk}/circulations/{sent.pk}/opinion", said)
    assert (answer.status_code, answer.json()["field"]) == (400, "reasons")


def test_a_second_device_never_silently_overwrites(desk: Desk, api: Any) -> None:
    draft = desk.draft(complete=False)
    address = f"/permits/{draft.pk}/draft"
    phone, desktop = api(desk.applicant), api(desk.applicant)
    assert phone.put(address, {"version": 1, "title": "From the phone"}).json()["version"] == 2
    late = desktop.put(address, {"version": 1, "title": "From the desktop"})
    assert (late.status_code, late.json()["type"], late.json()["version"]) == (
        409,
        "/problems/draft-changed",
        2,
    )
    assert Permit.objects.get(pk=draft.pk).title == "From the phone"


@pytest.mark.parametrize(
    "change",
    [
        {"project": {"floors": -1}},
        {"project": {"canary": 1}},
        {"footprint": {"type": "Point", "coordinates": [0, 0]}},
        {"footprint": {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}},
        {"footprint": {"type": "Polygon", "coordinates": "x"}},
        {"kind": "NO_SUCH"},
        {"parcels": [999_999_999]},
        {"architect": "nobody.here"},
    ],
)
def test_nonsense_in_a_draft_is_refused_and_changes_nothing(desk: Desk, api: Any, change: Any) -> None:
    draft = desk.draft(complete=False)
    answer = api(desk.applicant).put(f"/permits/{draft.pk}/draft", {"version": 1} | change)
    assert answer.status_code in (400, 404)
    assert Permit.objects.get(pk=draft.pk).version == 1


def test_a_submitted_dossier_can_no_longer_be_edited_or_deleted(desk: Desk, api: Any) -> None:
    permit = desk.submitted()
    applicant = api(desk.applicant)
    assert applicant.put(f"/permits/{permit.pk}/draft", {"version": permit.version}).status_code == 409
    assert applicant.delete(f"/permits/{permit.pk}/draft").status_code == 409


def _queue(commune: Commune, count: int) -> list[int]:
    now = timezone.now()
    rows = [
        Permit(
            commune=commune, kind_id="BUILD_SMALL", state=State.SUBMITTED, number=f"Q-{number}",
            reference=f"Q-{number:03}", owner_name=f"Owner {number}", created_at=now, changed_at=now,
            submitted_at=now - timedelta(days=number % 5),
            due_at=None if number % 7 == 0 else now + timedelta(days=number % 4 - 2),
        )
        for number in range(count)
    ]  # fmt: skip
    return [permit.pk for permit in Permit.objects.bulk_create(rows)]


@pytest.mark.parametrize("sort", ["due", "entry", "reference"])
def test_the_pages_of_the_queue_hold_every_dossier_once_and_in_order(desk: Desk, api: Any, sort: str) -> None:
    expected = _queue(desk.commune, 41)
    officer, cursor, seen = api(desk.officer), "", []
    while True:
        page = officer.get("/permits", sort=sort, cursor=cursor, limit=4).json()
        seen += page["items"]
        cursor = page["next"]
        if not cursor:
            break
    assert sorted(row["id"] for row in seen) == sorted(expected)
    if sort == "due":
        dates = [row["due_at"] for row in seen]
        known = [at for at in dates if at is not None]
        assert dates == sorted(known) + [None] * (len(dates) - len(known))


def test_filters_narrow_the_queue(desk: Desk, api: Any) -> None:
    _queue(desk.commune, 20)
    officer = api(desk.officer)

    def found(**wanted: Any) -> int:
        return len(officer.get("/permits", limit=200, **wanted).json()["items"])

    assert found() == 20
    assert found(state="complete") == 0
    assert found(state="complete,submitted") == 20
    assert found(late=True) + found(late=False) == 20
    assert found(q="owner 1") == 11  # 1 and 10 … 19
    assert found(q="Q-007") == 1
    assert found(q=".*") == 0
    assert found(assignee=0) == 20
    first = officer.get("/permits", limit=1).json()["items"][0]["id"]
    assigned = officer.post("/permits/assignments", {"permits": [first], "assignee": desk.officer.pk})
    assert assigned.json() == {"changed": 1}
    assert found(assignee="me") == 1
    counts = officer.get("/permits/counts").json()
    assert (counts["total"], counts["states"]) == (20, {"submitted": 20})


@pytest.mark.parametrize("cursor", ["x", "W10", "WyJkdWUiLCAieCIsIDFd", "WyJkdWUiLCBudWxsLCB0cnVlXQ"])
def test_a_cursor_of_nonsense_is_refused(desk: Desk, api: Any, cursor: str) -> None:
    assert api(desk.officer).get("/permits", cursor=cursor).status_code == 400


def test_nobody_is_assigned_who_reviews_nothing_here(desk: Desk, api: Any) -> None:
    permit = desk.submitted()
    wanted = {"permits": [permit.pk], "assignee": desk.inspector.pk}
    assert api(desk.officer).post("/permits/assignments", wanted).status_code == 400


def test_silence_is_noted_once_and_grants_nothing(desk: Desk) -> None:
    permit = desk.submitted()
    with pytest.raises(DomainError, match="has not passed"):
        decisions.attest_silence(permit=permit, reference="G-12", actor=desk.officer, now=NOW)
    later = NOW + timedelta(days=60)
    assert (note_silence(now=later), note_silence(now=later)) == (1, 0)
    permit.refresh_from_db()
    assert (permit.state, permit.silence_reached_at) == (State.SUBMITTED, later)
    assert Notice.objects.filter(event="silence_reached", user=desk.applicant).count() == 1
    decisions.attest_silence(permit=permit, reference="G-12", actor=desk.officer, now=later)
    assert Permit.objects.get(pk=permit.pk).state == State.FAVOURABLE


def test_an_amendment_is_a_dossier_of_its_own(desk: Desk, api: Any) -> None:
    permit = desk.at(State.ISSUED)
    answer = api(desk.applicant).post(f"/permits/{permit.pk}/amendment")
    assert answer.status_code == 201, answer.content
    child = answer.json()
    assert (child["kind"], child["parent"], child["state"]) == ("AMEND", permit.pk, "draft")
    assert api(desk.applicant).post(f"/permits/{permit.pk}/amendment").status_code == 409


def test_throwing_a_draft_away_takes_its_documents_along(desk: Desk) -> None:
    draft = desk.draft()
    drafts.throw_away(draft=draft, actor=desk.applicant)
    assert not Permit.objects.filter(pk=draft.pk).exists()


def test_figures_tell_delays_and_reasons(desk: Desk, api: Any) -> None:
    desk.at(State.REFUSED)
    told = api(desk.officer).get("/permits/figures", commune=desk.commune.pk).json()
    kind = told["kinds"][0]
    assert (kind["submitted"], kind["decided"], kind["refused"], kind["on_time"]) == (1, 1, 1, 1.0)
    assert told["reasons"][0]["code"] == "height"
    assert told["entities"][0]["asked"] == 1


def test_a_member_speaks_in_the_session_for_an_entity_that_is_present(desk: Desk, api: Any) -> None:
    permit = desk.at(State.IN_COMMISSION)
    item = permit.session_items.get()  # type: ignore[attr-defined]  # reverse side
    address = f"/permits/sessions/{item.session_id}/items/{item.pk}/opinion"
    said = {"entity": desk.agency.pk, "verdict": "favourable", "text": "In order"}
    assert api(desk.officer).post(address, said).status_code == 403
    answer = api(desk.member).post(address, said)
    assert answer.status_code == 200, answer.content
    told = answer.json()["items"][0]
    assert ([one["verdict"] for one in told["opinions"]], told["waiting"]) == (["favourable"], [])
    attendance = f"/permits/sessions/{item.session_id}/attendance"
    api(desk.officer).put(attendance, {"entity": desk.agency.pk, "presence": "absent"})
    assert api(desk.member).post(address, said).json()["type"] == "/problems/not-present"


def test_a_permit_to_occupy_hangs_under_the_permit_to_build(desk: Desk, api: Any) -> None:
    permit, applicant = desk.at(State.ISSUED), api(desk.applicant)
    begun = applicant.post(f"/permits/{permit.pk}/following", {"kind": "OCCUPANCY"})
    assert begun.status_code == 201, begun.content
    child = begun.json()
    assert (child["kind"], child["before"]["id"]) == ("OCCUPANCY", permit.pk)
    assert [one["reference"] for one in child["parcels"]] == ["12345/40"]
    assert applicant.get(f"/permits/{permit.pk}").json()["following"][0]["id"] == child["id"]
    assert api(desk.officer).get(f"/permits/{permit.pk}").json()["following"] == []  # it is a draft
    again = applicant.post(f"/permits/{permit.pk}/following", {"kind": "OCCUPANCY"})
    assert again.json()["type"] == "/problems/completion-begun"
    assert applicant.post(f"/permits/{permit.pk}/following", {"kind": "BUILD_SMALL"}).status_code == 400
    assert applicant.post(f"/permits/{permit.pk}/amendment").status_code == 201
    assert api(make_user()).post(f"/permits/{permit.pk}/following", {"kind": "OCCUPANCY"}).status_code == 404


def test_notices_are_told_in_the_reader_s_words(desk: Desk, api: Any) -> None:
    permit = desk.at(State.COMPLEMENT_REQUESTED)
    told = {
        language: api(desk.applicant, language).get(f"/permits/{permit.pk}/notices").json()[0]
        for language in ("ar", "fr", "en")
    }
    assert len({one["title"] for one in told.values()}) == 3
    assert all(permit.reference in one["title"] for one in told.values())
    assert api(make_user()).get(f"/permits/{permit.pk}/notices").status_code == 404


NAMES = {"name_ar": "سبب", "name_fr": "Motif"}
RULES = [
    ("reasons", NAMES | {"code": "own", "effective_from": "2026-01-01"}),
    ("entities", NAMES | {"code": "own", "kind": "health"}),
    (
        "size-rules",
        {"rank": 1, "conditions": {"floors": {"min": 4}}, "is_large": True, "effective_from": "2026-01-01"},
    ),
    (
        "offence-rules",
        {"report_days": 3, "remedy_days_min": 5, "remedy_days_max": 9, "effective_from": "2026-01-01"},
    ),
]


@pytest.mark.parametrize(("noun", "rule"), RULES, ids=[noun for noun, _rule in RULES])
def test_administrators_write_the_commune_s_own_law(
    desk: Desk, api: Any, noun: str, rule: dict[str, Any]
) -> None:
    own = rule | {"commune": desk.commune.pk}
    administrator = api(make_user(Role.ADMINISTRATOR, desk.commune))
    assert api(desk.officer).put(f"/permits/{noun}", own).status_code == 403
    abroad = api(make_user(Role.ADMINISTRATOR, make_neighbour()))
    assert abroad.put(f"/permits/{noun}", own).status_code == 403
    assert administrator.put(f"/permits/{noun}", rule | {"commune": None}).status_code == 403
    saved = administrator.put(f"/permits/{noun}", own)
    assert saved.status_code == 200, saved.content
    listed = api().get(f"/permits/{noun}", commune=desk.commune.pk).json()
    assert saved.json()["id"] in {one["id"] for one in listed}


def test_rules_that_nothing_could_meet_are_refused(desk: Desk, api: Any) -> None:
    administrator = api(make_user(Role.ADMINISTRATOR, desk.commune))
    line = RULES[2][1] | {"commune": desk.commune.pk}
    for conditions in ({"no_such_fact": 1}, {"floors": {"min": "many"}}, {"floors": {}}, {"use": {"in": 3}}):
        assert administrator.put("/permits/size-rules", line | {"conditions": conditions}).status_code == 400
    holiday = NAMES | {"commune": desk.commune.pk, "code": "no-day", "month": 2, "day": 30}
    assert administrator.put("/permits/holidays", holiday).status_code == 400


def test_kinds_of_document_are_the_country_s(desk: Desk, api: Any) -> None:
    kind = NAMES | {"code": "solar_study", "is_plan": True}
    assert (
        api(make_user(Role.ADMINISTRATOR, desk.commune)).put("/permits/document-kinds", kind).status_code
        == 403
    )
    root = api(make_user(is_superuser=True))
    made = root.put("/permits/document-kinds", kind).json()["id"]
    root.put("/permits/document-kinds", kind | {"id": made, "name_fr": "Étude solaire", "code": "other"})
    listed = {one["code"]: one["name"]["fr"] for one in api().get("/permits/document-kinds").json()}
    assert listed["solar_study"] == "Étude solaire"
    assert "other" not in listed


def test_a_footprint_is_read_from_a_file_and_kept_only_when_it_is_saved(desk: Desk, api: Any) -> None:
    draft = desk.draft(complete=False)
    drawn = geojson_of(desk.footprint())
    file = SimpleUploadedFile("emprise.geojson", json.dumps(drawn).encode())
    read = api(desk.applicant).upload(f"/permits/{draft.pk}/footprint-file", file=file)
    assert read.status_code == 200, read.content
    assert read.json()["area_m2"] == pytest.approx(144, abs=0.5)
    assert read.json()["footprint"]["type"] == "MultiPolygon"
    draft.refresh_from_db()
    assert draft.footprint is None
    nonsense = SimpleUploadedFile("emprise.geojson", b"0;SECTION")
    refused = api(desk.applicant).upload(f"/permits/{draft.pk}/footprint-file", file=nonsense)
    assert refused.status_code == 422
    file.seek(0)
    assert api(desk.officer).upload(f"/permits/{draft.pk}/footprint-file", file=file).status_code == 404


def test_what_is_still_asked_comes_before_what_was_answered(
    desk: Desk, api: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = desk.at(State.CIRCULATED)
    desk.opinion(answered)
    waiting = desk.at(State.CIRCULATED)
    monkeypatch.setattr(import_module("kharita.permits.api.circulation"), "ASKED_MAX", 1)
    told = api(desk.member).get("/permits/asked").json()
    assert [one["permit"] for one in told] == [waiting.pk]


def test_the_commission_s_reservations_are_in_the_history_for_the_applicant_too(desk: Desk, api: Any) -> None:
    permit = desk.concluded("with_reservations")
    for reader in (desk.applicant, desk.officer):
        last = api(reader).get(f"/permits/{permit.pk}").json()["history"][-1]
        assert (last["action"], last["note"]) == ("conclude_with_reservations", "– A wider court")


def test_the_desk_finds_a_sent_dossier_checked_once(desk: Desk, api: Any) -> None:
    permit = desk.submitted()
    for _again in range(2):
        check_first(permit_id=permit.pk)
    runs = api(desk.officer).get(f"/permits/{permit.pk}/checks").json()
    assert len(runs) == 1
    assert runs[0]["findings"]
