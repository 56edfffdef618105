"""A building permit over the desk, as four people take it: from the application to the verified decision.

The application is clicked in `test_permits_apply`; here it is sent over the API, and the desk is clicked.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.at_desk import (
    OWNER,
    Api,
    applied,
    free_plot,
    judged_by_poppler,
    judged_by_pyhanko,
    shows_qr_of,
    words,
)
from tests.e2e.conftest import Site, Visit
from tests.e2e.looking import overflow, serious_faults
from tests.e2e.on_map import colours_of, settled

AGENCY, NETWORKS = "urban_agency", "water_electricity"
PRINTED_MS = 60_000
"""The worker prints behind what people wait for."""


def _looks_well(page: Page, name: str) -> None:
    assert serious_faults(page) == [], name
    assert overflow(page) <= 0, name


@dataclass
class Desk:
    """The people of the desk with the texts of their language, and the dossier that they are about."""

    visit: Visit
    language: str
    size: str
    permit: dict[str, Any]

    def __post_init__(self) -> None:
        self.words = words(self.language)

    def open(self, user: str, path: str) -> Page:
        return self.visit(path, language=self.language, size=self.size, user=user)

    def dossier(self, user: str, task: str = "project") -> Page:
        page = self.open(user, f"/desk/permits/{self.permit['reference']}?task={task}")
        expect(page.get_by_role("heading", level=1)).to_contain_text(self.permit["reference"])
        return page

    def button(self, within: Page | Locator, key: str, **names: str) -> Locator:
        title = self.words[key]
        for name, value in names.items():
            title = title.replace(f"{{{name}}}", value)
        return within.get_by_role("button", name=title, exact=True)

    def take(self, page: Page, step: str, fill: Callable[[Locator], None] = lambda _dialog: None) -> None:
        """Press a step's button, fill in its window, and confirm."""
        self.button(page, f"permitDesk.step.{step}").click()
        dialog = page.get_by_role("dialog")
        fill(dialog)
        self.button(dialog, f"permitDesk.step.{step}").click()
        expect(dialog).to_have_count(0)

    def stands(self, page: Page, state: str) -> None:
        """The dossier's head says so by itself."""
        expect(page.locator("header", has=page.get_by_role("heading", level=1))).to_contain_text(
            self.words[f"permits.state.{state}"]
        )

    def choose(self, page: Page, trigger: Locator, option: str) -> None:
        trigger.click()
        page.get_by_role("option", name=option, exact=True).click()


@pytest.mark.parametrize("language", [pytest.param("fr", marks=pytest.mark.long), "ar"])
def test_four_people_take_a_permit_from_the_application_to_the_verified_decision(
    site: Site, visit: Visit, tmp_path: Path, language: str
) -> None:
    architect = visit("/mine", language=language, user="architect")
    desk = Desk(visit, language, "desk", applied(architect, free_plot(site)))
    officer = _found_in_the_queue(desk)
    _names(officer, desk)
    _complete(officer, desk)
    _checked(officer, desk)
    _circulated(officer, desk)
    member = _member_comes(desk)
    _remarked(officer, member, desk)
    _advised(member, desk)
    _seen_by_the_applicant(architect, desk)
    _concluded(officer, desk)
    _paid(officer, desk)
    _signed(desk)
    pdf, code = _issued(officer, desk, tmp_path)
    _confirmed_by_others(site, pdf, code)
    _verified_by_anyone(desk, pdf, code, tmp_path)


def _found_in_the_queue(desk: Desk) -> Page:
    """The officer finds it with its clock, and opens it."""
    page = desk.open("urbanism", "/desk/permits")
    page.get_by_role("searchbox").fill(desk.permit["reference"])
    rows = page.get_by_role("list", name=desk.words["permitDesk.queue"]).get_by_role("listitem")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text(OWNER)
    expect(rows).to_contain_text(desk.words["permits.state.submitted"])
    expect(rows.locator("[title]")).to_have_text(re.compile(r"\d"))
    _looks_well(page, "queue")
    rows.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(desk.permit["reference"])
    settled(page)
    _looks_well(page, "dossier")
    return page


def _names(officer: Page, desk: Desk) -> None:
    """The administrator lets the member of the commission speak for two of the entities."""
    api, commune = Api(officer), desk.permit["commune_id"]
    administrator = Api(desk.open("admin", "/desk/permits/rules"))
    entities = {one["code"]: one["id"] for one in api.send("GET", f"/permits/entities?commune={commune}")}
    colleagues = api.send("GET", f"/permits/colleagues?commune={commune}")
    member = next(one["id"] for one in colleagues if one["advises"])
    for code in (AGENCY, NETWORKS):
        named = {"entity": entities[code], "commune": commune, "user": member}
        administrator.send("POST", "/permits/entity-members", named)


def _task(page: Page, desk: Desk, task: str) -> None:
    page.get_by_role("navigation", name=desk.words["permitDesk.tasks"]).get_by_text(
        desk.words[f"permitDesk.task.{task}"], exact=True
    ).click()


def _complete(page: Page, desk: Desk) -> None:
    """The documents are read and accepted one by one; then the dossier is complete."""
    _task(page, desk, "documents")
    listed = page.get_by_role("list", name=desk.words["permitDesk.task.documents"]).get_by_role("listitem")
    expect(listed).to_have_count(len(desk.permit["documents"]))
    picture = page.locator("section img")
    expect(picture).to_be_visible()
    page.wait_for_function("() => document.querySelector('section img').naturalWidth > 100")
    accept = listed.get_by_role("button", name=re.compile(re.escape(_head(desk, "acceptDocument"))))
    for left in range(len(desk.permit["documents"]), 0, -1):
        expect(accept).to_have_count(left)
        accept.first.click()
    expect(accept).to_have_count(0)
    _looks_well(page, "documents")
    desk.take(page, "accept")
    desk.stands(page, "complete")


def _head(desk: Desk, key: str) -> str:
    """A text up to what is filled into it."""
    text: str = desk.words[f"permitDesk.{key}"]
    return text.split("{", 1)[0].strip()


def _checked(page: Page, desk: Desk) -> None:
    """The checks that ran when it was sent are kept; they run again, and the map shows a finding's ground."""
    _task(page, desk, "checks")
    expect(page.locator("[data-finding]").first).to_be_visible()
    run = Api(page).send("GET", f"/permits/{desk.permit['id']}/checks")[0]
    grave = [one for one in run["findings"] if one["outcome"] != "pass"]
    expect(page.locator("[data-finding]")).to_have_count(len(grave) or len(run["findings"]))
    settled(page)
    show = desk.button(page, "permits.checks.showOnMap")
    show.first.click()
    expect(desk.button(page, "permits.checks.hideOnMap")).to_have_count(1)
    assert colours_of(page) > 10
    desk.button(page, "permitDesk.runChecks").click()
    kept = desk.words["permitDesk.runs"]
    expect(page.get_by_text((kept.get("two") or kept["other"]).replace("{count}", "2"))).to_be_visible()
    _looks_well(page, "checks")


def _circulated(page: Page, desk: Desk) -> None:
    names = Api(page).send("GET", f"/permits/entities?commune={desk.permit['commune_id']}")
    titles = {one["code"]: one["name"][desk.language] for one in names}

    def choose(dialog: Locator) -> None:
        for code in (AGENCY, NETWORKS):
            dialog.locator("label", has_text=titles[code]).click()

    desk.take(page, "circulate", choose)
    desk.stands(page, "circulated")
    _task(page, desk, "opinions")
    expect(page.get_by_text(titles[AGENCY]).first).to_be_visible()
    _looks_well(page, "opinions")


def _member_comes(desk: Desk) -> Page:
    """The member finds the dossier among what the entities are asked, and nothing else of the desk."""
    page = desk.open("commission", "/desk/permits")
    page.wait_for_url("**/desk/permits/asked")
    row = page.get_by_role("link", name=re.compile(re.escape(desk.permit["reference"]))).first
    expect(row).to_be_visible()
    expect(page.get_by_text(OWNER)).to_have_count(0)
    _looks_well(page, "asked")
    row.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(desk.permit["reference"])
    return page


def _remarked(officer: Page, member: Page, desk: Desk) -> None:
    """What one puts on a plan the other sees without doing anything."""
    for page in (officer, member):
        _task(page, desk, "documents")
        expect(page.locator("section img")).to_be_visible()
    plan = officer.get_by_role("button", name=desk.words["permitDesk.putRemark"], exact=True)
    plan.first.click(position={"x": 120, "y": 90})
    said = "Cote manquante / قياس ناقص"
    officer.get_by_label(desk.words["permitDesk.newRemark"]).fill(said)
    plan.last.click()
    for page in (officer, member):
        expect(page.get_by_text(said)).to_be_visible()
    _looks_well(officer, "remark")


def _advised(page: Page, desk: Desk) -> None:
    _task(page, desk, "opinions")
    mine = page.get_by_role("region", name=desk.words["permitDesk.yourOpinion"], exact=True)
    for left in (2, 1):
        expect(mine).to_have_count(left)
        mine.first.get_by_text(desk.words["permits.verdict.favourable"], exact=True).click()
        desk.button(mine.first, "permitDesk.giveOpinion").click()
    expect(mine).to_have_count(0)
    _looks_well(page, "opinions of a member")


def _seen_by_the_applicant(page: Page, desk: Desk) -> None:
    page.goto(f"/mine/{desk.permit['id']}")
    opinions = page.locator("section", has=page.get_by_role("heading", name=desk.words["mine.opinions"]))
    expect(opinions.get_by_text(desk.words["permits.verdict.favourable"], exact=True)).to_have_count(2)
    _looks_well(page, "mine")


def _concluded(page: Page, desk: Desk) -> None:
    """A session: planned, the dossier on its agenda, opened, who came, concluded, closed with its minutes."""
    api, commune = Api(page), desk.permit["commune_id"]
    page.goto("/desk/permits/sessions")
    desk.button(page, "permitDesk.planSession").click()
    dialog = page.get_by_role("dialog")
    starts = datetime.now(UTC) + timedelta(hours=1)
    dialog.get_by_label(desk.words["permitDesk.startsAt"]).fill(starts.strftime("%Y-%m-%dT%H:%M"))
    dialog.get_by_label(desk.words["permitDesk.quorum"]).fill("1")
    desk.button(dialog, "permitDesk.planSession").click()
    page.wait_for_url(re.compile(r"/sessions/\d+$"))
    session = page.url
    _looks_well(page, "session")

    page.goto(f"/desk/permits/{desk.permit['reference']}?task=opinions")
    desk.take(page, "agenda")
    desk.stands(page, "in_commission")
    page.goto(session)
    agency = next(
        one for one in api.send("GET", f"/permits/entities?commune={commune}") if one["code"] == AGENCY
    )
    came = page.get_by_role("button", name=re.compile(re.escape(agency["name"][desk.language])))
    desk.choose(page, came, desk.words["permitDesk.presence.present"])
    desk.button(page, "permitDesk.openSession").click()
    desk.button(page, "permitDesk.step.conclude").click()
    dialog.get_by_text(desk.words["permits.verdict.favourable"], exact=True).click()
    desk.button(dialog, "permitDesk.step.conclude").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_text(desk.words["permits.verdict.favourable"], exact=True)).to_be_visible()
    desk.button(page, "permitDesk.closeSession").click()
    dialog.get_by_label(desk.words["permitDesk.minutes"]).fill("Un dossier examiné / ملف واحد")
    desk.button(dialog, "permitDesk.closeSession").click()
    with page.expect_download() as minutes:
        page.get_by_role("link", name=desk.words["permitDesk.minutesPdf"]).click(timeout=PRINTED_MS)
    assert Path(minutes.value.path()).read_bytes().startswith(b"%PDF")
    _looks_well(page, "minutes")


def _paid(page: Page, desk: Desk) -> None:
    page.goto(f"/desk/permits/{desk.permit['reference']}?task=decision")
    desk.stands(page, "favourable")
    desk.take(page, "fee")
    desk.stands(page, "fee_due")
    expect(page.get_by_text(_head(desk, "remaining"))).to_be_visible()

    def fill(dialog: Locator) -> None:
        trigger = dialog.get_by_role("button", name=re.compile(re.escape(desk.words["permitDesk.method"])))
        desk.choose(page, trigger, desk.words["permitDesk.method.cash"])

    desk.take(page, "payment", fill)
    desk.stands(page, "fee_paid")
    expect(page.get_by_text(desk.words["permitDesk.paid"], exact=True)).to_be_visible()
    expect(page.get_by_text(_head(desk, "remaining"))).to_have_count(0)
    _looks_well(page, "fee")


def _signed(desk: Desk) -> None:
    page = desk.dossier("president", "decision")
    desk.stands(page, "fee_paid")
    desk.take(page, "sign")
    desk.stands(page, "signed")
    expect(page.get_by_text(desk.words["permitDesk.decision.grant"], exact=True)).to_be_visible()
    _looks_well(page, "signed")


def _issued(page: Page, desk: Desk, folder: Path) -> tuple[Path, str]:
    """Handed over by the officer: the signed file and its code."""
    page.goto(f"/desk/permits/{desk.permit['reference']}?task=decision")
    desk.take(page, "issue")
    desk.stands(page, "issued")
    signed = (
        page.get_by_role("listitem")
        .filter(has_text=desk.words["permitDesk.signedPaper"])
        .filter(has_text=desk.words["permitDesk.testSignature"])
    )
    expect(signed).to_have_count(1, timeout=PRINTED_MS)
    link = signed.get_by_role("link")
    code = re.search(r"/papers/([^/]+)/file", link.get_attribute("href") or "")
    assert code
    with page.expect_download() as fetched:
        link.click()
    pdf = folder / "decision.pdf"
    fetched.value.save_as(pdf)
    _looks_well(page, "issued")
    return pdf, code[1]


def _altered(pdf: Path) -> Path:
    """The same with one byte changed: a digit of the page's size."""
    content = bytearray(pdf.read_bytes())
    place = content.index(b"/MediaBox") + 14
    content[place] = ord("1") if content[place] != ord("1") else ord("2")
    other = pdf.with_name("altered.pdf")
    other.write_bytes(content)
    return other


def _confirmed_by_others(site: Site, pdf: Path, code: str) -> None:
    told = judged_by_pyhanko(site, pdf)
    assert "The signature is judged VALID" in told, told
    told = judged_by_poppler(pdf)
    assert "Signature Validation: Signature is Valid." in told, told
    assert "Total document signed" in told, told
    altered = _altered(pdf)
    assert "INVALID" in judged_by_pyhanko(site, altered)
    assert "Digest Mismatch" in judged_by_poppler(altered)
    assert shows_qr_of(pdf, f"{site.url}/verify/{code}")


def _verified_by_anyone(desk: Desk, pdf: Path, code: str, folder: Path) -> None:
    """Where the QR leads: valid, nobody's name, and a file that differs by one byte is told apart."""
    page = desk.visit(f"/verify/{code}", language=desk.language, size="phone")
    expect(page.locator("[data-status=valid]")).to_be_visible()
    expect(page.locator("#main")).to_contain_text(desk.permit["parcels"][0]["reference"])
    shown = page.locator("#main").inner_text() + str(Api(page).send("GET", f"/verify/{code}"))
    for name in (OWNER, "Imane Lahlou", "إيمان لحلو", "Mansouri", "المنصوري"):
        assert name not in shown
    for file, is_same in ((pdf, "true"), (folder / "altered.pdf", "false")):
        page.locator("input[type=file]").set_input_files(file)
        expect(page.get_by_test_id("compared")).to_have_attribute("data-same", is_same)
    _looks_well(page, "verify")


def test_the_desk_is_used_on_a_phone_in_arabic(site: Site, visit: Visit) -> None:
    """One column: what is due and the next step, then the tasks with the chosen one right beneath them."""
    citizen = visit("/mine", language="ar", user="citizen")
    desk = Desk(visit, "ar", "phone", applied(citizen, free_plot(site)))
    page = desk.open("urbanism", "/desk/permits")
    page.get_by_role("searchbox").fill(desk.permit["reference"])
    row = page.get_by_role("listitem").filter(has_text=desk.permit["reference"])
    expect(row).to_be_visible()
    _looks_well(page, "queue")
    row.get_by_role("link").click()
    settled(page)
    _looks_well(page, "dossier")
    step = desk.button(page, "permitDesk.step.accept").bounding_box()
    tasks = page.get_by_role("navigation", name=desk.words["permitDesk.tasks"])
    place = page.get_by_test_id("map").bounding_box()
    box = tasks.bounding_box()
    assert step and box and place
    assert step["y"] < box["y"] < place["y"]
    for task in ("documents", "checks", "opinions", "decision", "works"):
        _task(page, desk, task)
        _looks_well(page, task)


@pytest.mark.parametrize(("language", "size"), [("fr", "desk"), ("ar", "phone")])
def test_what_was_never_handed_in_is_what_a_complement_asks_for(
    site: Site, visit: Visit, language: str, size: str
) -> None:
    citizen = visit("/mine", language=language, user="citizen")
    desk = Desk(visit, language, size, applied(citizen, free_plot(site)))
    page = desk.open("urbanism", f"/desk/permits/{desk.permit['reference']}")
    api = Api(page)
    commune = desk.permit["commune_id"]
    kinds = {one["code"]: one for one in api.send("GET", f"/permits/types?commune={commune}")}
    asked = {one["kind"] for one in kinds["BUILD_SMALL"]["version"]["documents"]}
    there = {one["kind"] for one in api.send("GET", f"/permits/{desk.permit['id']}")["documents"]}
    missing = sorted(asked - there)[0]
    names = {one["code"]: one["name"][language] for one in api.send("GET", "/permits/document-kinds")}

    def fill(dialog: Locator) -> None:
        dialog.locator("label", has_text=names[missing]).click()
        _looks_well(page, "complement")
        page.set_viewport_size({"width": 390, "height": 360})  # far less than the dialog has to say
        expect(dialog.get_by_role("heading")).to_be_in_viewport(ratio=1)
        expect(desk.button(dialog, "permitDesk.step.complement")).to_be_in_viewport(ratio=1)

    desk.take(page, "complement", fill)
    desk.stands(page, "complement_requested")
    pause = "SELECT documents FROM permits_pause WHERE permit_id = %s"
    assert site.query(pause, desk.permit["id"]) == [([missing],)]


def test_each_verdict_is_in_reach_on_a_phone(site: Site, visit: Visit) -> None:
    citizen = visit("/mine", user="citizen")
    desk = Desk(visit, "fr", "phone", applied(citizen, free_plot(site)))
    page = desk.open("urbanism", f"/desk/permits/{desk.permit['reference']}")
    Api(page).send("POST", f"/permits/{desk.permit['id']}/acceptance")
    page.reload()
    desk.button(page, "permitDesk.step.conclude").click()
    for verdict in ("favourable", "with_reservations", "unfavourable"):
        choice = page.get_by_role("radio", name=desk.words[f"permits.verdict.{verdict}"], exact=True)
        expect(choice).to_be_in_viewport(ratio=0.95)
