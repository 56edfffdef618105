"""Papers of a real dossier: made by its steps, once for all, signed, verified, shown to whom they concern."""

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.db.models import Max
from procrastinate.contrib.django.models import ProcrastinateJob

from kharita.accounts.models import User
from kharita.accounts.roles import Role
from kharita.permits.models import CommissionSession, Decision, IssuedPaper, PaperWording, Permit, State
from kharita.permits.paper import services, verification
from kharita.permits.paper.assembling import values_of_session
from kharita.permits.paper.codes import ALPHABET, new_code, read_code
from kharita.permits.paper.issuing import SOURCES, issue
from kharita.permits.paper.kinds import paper_kinds
from kharita.permits.paper.signing import CannotSign, check_signature, load_identity
from kharita.permits.paper.tasks import issue_paper as job
from kharita.permits.services import decisions, sessions, works
from kharita.territory.models import Commune
from tests.factories import make_user
from tests.permits.conftest import NOW, Desk

Read = Callable[[bytes], str]


@pytest.fixture
def last_job(db: None) -> int:
    """The newest job before the test: those of tests that commit stay in the queue's tables."""
    return ProcrastinateJob.objects.aggregate(last=Max("id", default=0))["last"]


def _jobs(after: int) -> list[tuple[str, int]]:
    waiting = ProcrastinateJob.objects.filter(task_name="permits.issue_paper", id__gt=after).order_by("id")
    return [(one.args["kind"], one.args["row_id"]) for one in waiting]


def _file(paper: IssuedPaper) -> bytes:
    with paper.file.open("rb") as file:
        return bytes(file.read())


def test_each_step_asks_for_its_paper(desk: Desk, last_job: int) -> None:
    desk.at(State.CONFORMING)
    kinds = {kind for kind, _row in _jobs(last_job)}
    assert {
        "receipt", "decision_granted", "fee_order", "payment_receipt", "site_panel", "inspection_report",
        "conformity_certificate",
    } <= kinds  # fmt: skip
    assert set(SOURCES) == set(paper_kinds())


def test_every_paper_that_a_dossier_called_for_is_made_from_its_rows(
    desk: Desk, text_of: Read, last_job: int
) -> None:
    permit = desk.at(State.CONFORMING)
    for kind, row_id in _jobs(last_job):
        job(kind=kind, row_id=row_id, by_id=desk.officer.pk)
    made = {paper.kind: paper for paper in permit.papers.all()}  # type: ignore[attr-defined]  # reverse side
    receipt = text_of(_file(made["receipt"]))
    assert str(permit.number) in receipt
    assert "12345/40" in receipt
    order = text_of(_file(made["fee_order"])).replace("\u00a0", " ")
    line = permit.fee_orders.get().lines[0]  # type: ignore[attr-defined]  # reverse side
    assert "191" in order  # the worked example of law 47-06: 182.3 m² and twice 4.2 m², rounded up
    assert f"{float(line['amount']):,.2f}".replace(",", " ").replace(".", ",") in order
    report = text_of(_file(made["inspection_report"]))
    assert "Reculs respectés Non 0,60 m au lieu de 3 m" in report
    granted = made["decision_granted"]
    assert granted.is_signed
    decision = Decision.objects.get(permit=permit, kind="grant")
    assert (decision.sha256, decision.code) == (granted.sha256, granted.code)
    found = check_signature(_file(granted), identity=load_identity())
    assert found is not None
    assert (found.is_intact, found.is_ours) == (True, True)


def test_a_decision_has_one_signed_file_however_often_it_is_asked_for(desk: Desk) -> None:
    permit = desk.at(State.SIGNED)
    decision = Decision.objects.get(permit=permit)
    first = issue(kind="decision_granted", row_id=decision.pk, by=None, now=NOW)
    again = issue(kind="decision_granted", row_id=decision.pk, by=None, now=NOW + timedelta(days=1))
    assert (again.pk, again.sha256) == (first.pk, first.sha256)
    assert IssuedPaper.objects.filter(kind="decision_granted").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_sign_one_file(desk: Desk) -> None:
    permit = desk.at(State.SIGNED)
    decision = Decision.objects.get(permit=permit)

    def work(_number: int) -> str:
        try:
            return issue(kind="decision_granted", row_id=decision.pk, by=None, now=NOW).sha256
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        hashes = set(pool.map(work, range(2)))
    assert len(hashes) == 1
    assert IssuedPaper.objects.filter(kind="decision_granted").count() == 1


def test_without_a_certificate_the_president_is_told_and_nothing_has_changed(
    desk: Desk, settings: Any, tmp_path: Any
) -> None:
    permit = desk.at(State.FEE_PAID)
    settings.KHARITA = settings.KHARITA.model_copy(update={"signing_certificate": tmp_path / "none.p12"})
    with pytest.raises(CannotSign):
        decisions.sign(permit=permit, text="", actor=desk.president, now=NOW)
    permit.refresh_from_db()
    assert permit.state == State.FEE_PAID
    assert not Decision.objects.filter(permit=permit).exists()


def test_a_refusal_prints_its_reasons_and_the_ways_of_appeal(desk: Desk, text_of: Read) -> None:
    permit = desk.at(State.REFUSED)
    paper = issue(kind="decision_refused", row_id=Decision.objects.get(permit=permit).pk, by=None, now=NOW)
    text = text_of(_file(paper))
    assert desk.reason().name_fr in text
    assert "Voies de recours" in text
    assert "tribunal administratif" in text


def test_the_minutes_list_the_opinions_given_in_the_session_and_no_other(desk: Desk, text_of: Read) -> None:
    permit = desk.at(State.CIRCULATED)
    desk.opinion(permit)  # by letter, before the session
    session = desk.session(NOW + timedelta(hours=1))
    item = sessions.put_on_agenda(session=session, permit=permit, actor=desk.officer, now=NOW)
    sessions.speak(
        item=item, entity=desk.agency, verdict="with_reservations", text="Le retrait est mesuré",
        reasons=[], reservations=["Une cour plus large"], author=desk.member, now=NOW + timedelta(hours=2),
    )  # fmt: skip
    sessions.postpone_item(item=item, note="", actor=desk.officer, now=NOW + timedelta(hours=3))
    sessions.close_session(
        session=session, minutes="Séance levée à midi", actor=desk.officer, now=NOW + timedelta(hours=4)
    )
    text = text_of(_file(issue(kind="minutes", row_id=session.pk, by=None, now=NOW + timedelta(hours=5))))
    _before, given = text.split("Avis exprimés en séance", 1)
    close = given.replace(" ", "")  # narrow columns break lines, also at hyphens
    for words in (permit.reference, desk.agency.name_fr, "Une cour plus large", "Le retrait est mesuré"):
        assert words.replace(" ", "") in close, words
    assert "Séance levée à midi" in text
    rows = values_of_session(CommissionSession.objects.get(pk=session.pk))[1]["session_opinions"]
    assert len(rows) == 1


def test_a_visits_report_prints_what_was_found_at_each_point(desk: Desk, text_of: Read) -> None:
    permit = desk.at(State.WORKS_DECLARED)
    visit = works.plan_inspection(
        commune=desk.commune, permit=permit, offence=None, purpose="routine", planned_on=NOW.date(),
        inspector=desk.inspector, actor=desk.inspector, now=NOW,
    )  # fmt: skip
    checklist = [{"item": "Panneau de chantier", "ok": False, "note": "Absent depuis mardi"}]
    found = works.Found(held_at=NOW, result="remarks", note="", checklist=checklist)
    works.hold_inspection(inspection=visit, found=found, actor=desk.inspector, now=NOW)
    text = text_of(_file(issue(kind="inspection_report", row_id=visit.pk, by=None, now=NOW)))
    assert "Panneau de chantier Non Absent depuis mardi" in text


@pytest.fixture
def granted(desk: Desk) -> IssuedPaper:
    permit = desk.at(State.ISSUED)
    decision = Decision.objects.get(permit=permit)
    return issue(kind="decision_granted", row_id=decision.pk, by=None, now=NOW)


def test_anyone_with_the_code_verifies_and_learns_no_name(granted: IssuedPaper, api: Any) -> None:
    answer = api().get(f"/verify/{granted.code}")
    assert answer.status_code == 200
    told = answer.json()
    assert told["status"] == "valid"
    assert told["parcels"] == ["12345/40"]
    assert (told["sha256"], told["is_signed"], told["is_test"]) == (granted.sha256, True, True)
    assert "Owner" not in answer.content.decode()
    assert "Hayat" not in answer.content.decode()
    assert "Zahri" not in answer.content.decode()
    typed = granted.code.lower().replace("-", " ")
    assert api().get(f"/verify/{typed}").json()["code"] == granted.code
    assert api().get("/verify/AAAA-BBBB-CCCC-DDDD").status_code == 404


def test_what_becomes_of_a_permit_shows_in_its_verification(granted: IssuedPaper) -> None:
    ends = granted.permit.valid_until
    later = NOW + timedelta(days=(ends - NOW.date()).days + 1)
    assert verification.verify(granted.code, now=later).status == "expired"
    services.withdraw_paper(paper=granted, replaced_by=None, now=NOW)
    assert verification.verify(granted.code, now=NOW).status == "withdrawn"
    other = IssuedPaper.objects.get(pk=granted.pk)
    other.pk, other.code, other.cause, other.withdrawn_at = None, new_code(), "again", None
    other.save()
    services.withdraw_paper(paper=granted, replaced_by=other, now=NOW)
    found = verification.verify(granted.code, now=NOW)
    assert (found.status, found.replaced_by) == ("replaced", other.code)


def test_a_copy_is_compared_byte_for_byte(granted: IssuedPaper, api: Any) -> None:
    data = _file(granted)

    def sent(content: bytes) -> Any:
        file = SimpleUploadedFile("copy.pdf", content, content_type="application/pdf")
        return api().upload(f"/verify/{granted.code}", file=file).json()

    same = sent(data)
    assert same["is_same"]
    assert same["signature"]["is_intact"]
    altered = bytearray(data)
    altered[altered.index(b"/MediaBox") + 14] ^= 1
    other = sent(bytes(altered))
    assert not other["is_same"]
    assert other["signature"] is None or not other["signature"]["is_intact"]
    assert sent(b"no pdf")["signature"] is None


def test_a_paper_names_people_and_is_fetched_by_them_and_the_desk_alone(
    granted: IssuedPaper, desk: Desk, api: Any, commune: Commune, neighbour: Commune
) -> None:
    path = f"/papers/{granted.code}/file"
    strangers: list[User | None] = [
        None, make_user(), make_user(Role.URBANISM_OFFICER, neighbour), make_user(Role.CREW, commune),
        desk.member,
    ]  # fmt: skip
    for person in strangers:
        assert api(person).get(path).status_code in (401, 404)
        assert api(person).get(f"/permits/{granted.permit_id}/papers").status_code == 401 or (
            api(person).get(f"/permits/{granted.permit_id}/papers").json() == []
        )
    for person in (desk.applicant, desk.architect, desk.officer, desk.president):
        answer = api(person).get(path)
        assert answer.status_code == 200
        assert answer.content == _file(granted)
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Disposition"].startswith("attachment")
        assert "sandbox" in answer["Content-Security-Policy"]
        assert [one["code"] for one in api(person).get(f"/permits/{granted.permit_id}/papers").json()] == [
            granted.code
        ]


def test_a_text_is_reworded_by_version_and_letters_keep_theirs(
    desk: Desk, api: Any, administrator: User, commune: Commune, text_of: Read
) -> None:
    first = desk.submitted()
    before = issue(kind="receipt", row_id=first.pk, by=None, now=NOW)
    path = f"/communes/{commune.pk}/papers/wordings"
    new = {"language": "fr", "text": "Bonjour {applicant}, voici le numéro {reference}."}
    assert api(desk.officer).post(f"{path}/receipt", new).status_code == 403
    assert api(administrator).post(f"{path}/receipt", new).json()["version"] == 1
    refused = api(administrator).post(f"{path}/receipt", {"language": "fr", "text": "Bonjour {aplicant}"})
    assert refused.status_code == 422
    assert refused.json()["names"] == ["aplicant"]
    assert api(administrator).post(f"{path}/nothing", new).status_code == 404
    listed = {(one["kind"], one["language"]): one for one in api(administrator).get(path).json()["wordings"]}
    assert listed["receipt", "fr"]["text"] == new["text"]
    assert listed["receipt", "ar"]["version"] == 0
    after = issue(kind="receipt", row_id=_another(first).pk, by=None, now=NOW)
    assert "Bonjour Hayat Zahri, voici le numéro" in text_of(_file(after))
    assert (before.wordings, after.wordings) == ({"ar": 0, "fr": 0}, {"ar": 0, "fr": 1})
    assert "Bonjour" not in text_of(_file(IssuedPaper.objects.get(pk=before.pk)))
    assert PaperWording.objects.count() == 1


def _another(permit: Permit) -> Permit:
    """The same dossier under another number."""
    parcels = list(permit.parcel_links.all())  # type: ignore[attr-defined]  # reverse side
    permit.pk, permit.number, permit.reference = None, "PC-2", "PC-2"
    permit.save()
    for link in parcels:
        link.pk, link.permit = None, permit
        link.save()
    return permit


def test_the_letterhead_is_the_communes_own(
    desk: Desk, api: Any, administrator: User, commune: Commune, text_of: Read
) -> None:
    path = f"/communes/{commune.pk}/letterhead"
    head = api(administrator).get(path).json() | {"province_fr": "Province de Berkane", "contact": "0536"}
    assert api(desk.officer).put(path, head).status_code == 403
    assert api(administrator).put(path, head).json()["province_fr"] == "Province de Berkane"
    text = text_of(_file(issue(kind="receipt", row_id=desk.submitted().pk, by=None, now=NOW)))
    assert "Province de Berkane" in text
    assert "0536" in text


def test_codes_are_long_unlike_and_forgiving() -> None:
    codes = {new_code() for _ in range(1000)}
    assert len(codes) == 1000
    assert all(set(code) - {"-"} <= set(ALPHABET) for code in codes)
    assert read_code(" k7qx 2mwd-9rtf4hbn ") == "K7QX-2MWD-9RTF-4HBN"


def test_an_issued_file_is_a_whole_pdf(granted: IssuedPaper) -> None:
    with pikepdf.open(io.BytesIO(_file(granted))) as pdf:
        assert len(pdf.pages) == granted.pages


def test_titles_of_papers_follow_the_reader_though_papers_are_in_arabic_and_french(
    granted: IssuedPaper, api: Any
) -> None:
    title = api().get(f"/verify/{granted.code}").json()["title"]
    assert (title["fr"], title["en"]) == ("Arrêté portant autorisation", "Permit")
    titles = [kind.titles for kind in paper_kinds().values()]
    assert all(words["en"] and len(set(words.values())) == 3 for words in titles)
