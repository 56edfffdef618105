"""Applying, from parcel to receipt: French on a desk, Arabic on a phone, a mistake mended on the way."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.at_desk import words as texts
from tests.e2e.conftest import Site, Visit
from tests.e2e.looking import overflow, serious_faults
from tests.e2e.on_map import settled

WORDS = {
    "fr": {
        "next": "Continuer", "title": "Objet de la demande, en quelques mots", "land": "Titre foncier",
        "find": "Chercher", "add": "Ajouter", "use": "Habitation individuelle",
        "plot": "Partir de la parcelle",
        "setback": "Recul sur tous les côtés (m)", "clear": "Tout effacer", "name": "Nom de l’architecte",
        "send": "Envoyer la demande", "pdf": "Télécharger le récépissé (PDF)",
        "fault": "Écrivez un nombre entier",
    },
    "ar": {
        "next": "متابعة", "title": "موضوع الطلب بإيجاز", "land": "رقم الرسم العقاري", "find": "بحث",
        "add": "إضافة", "use": "منزل فردي", "plot": "انطلاقا من القطعة",
        "setback": "التراجع عن كل الحدود (م)",
        "clear": "مسح الكل", "name": "اسم المهندس المعماري", "send": "إرسال الطلب",
        "pdf": "تحميل الوصل (PDF)", "fault": "اكتبوا عددا صحيحا",
    },
}  # fmt: skip
FIGURES = {
    "floors": "1", "height_m": "7,5", "covered_area_m2": "182,3", "floor_area_m2": "182,3",
    "overhang_m2": "4,2", "dwellings": "1",
}  # fmt: skip


def _plot(site: Site) -> dict[str, Any]:
    """A free plot of a zone for villas: the rules there ask for a setback on all sides."""
    rows = site.query(
        """SELECT p.reference, p.area_m2 FROM territory_parcel p
           JOIN territory_commune c ON c.id = p.commune_id
           WHERE c.code = '02.113.01.09' AND p.valid_to IS NULL AND p.area_m2 BETWEEN 350 AND 900
             AND strpos(p.reference, '/') > 0 AND ST_NPoints(p.geometry) = 5
           ORDER BY p.id LIMIT 1"""
    )
    return {"reference": rows[0][0], "area": rows[0][1]}


def _saved(page: Page) -> None:
    expect(page.get_by_test_id("saved")).to_have_attribute("data-status", "saved")


def _on(page: Page, words: dict[str, str], step: str) -> None:
    page.get_by_role("button", name=words["next"], exact=True).click()
    page.wait_for_url(f"**/{step}")


def _looks_well(page: Page, name: str) -> None:
    assert serious_faults(page) == [], name
    assert overflow(page) <= 0, name


@pytest.mark.parametrize(
    ("language", "size"), [pytest.param("fr", "desk", marks=pytest.mark.long), ("ar", "phone")]
)
def test_an_application_goes_from_the_parcel_to_the_receipt(
    site: Site, visit: Visit, tmp_path: Path, language: str, size: str
) -> None:
    words, plot = WORDS[language], _plot(site)
    page = visit("/apply", language=language, size=size, user="citizen")
    page.locator("[data-kind=BUILD_SMALL]").click()
    page.wait_for_url("**/kind")
    page.get_by_label(words["title"]).fill("R+1")
    _looks_well(page, "kind")

    _on(page, words, "place")
    settled(page)
    page.get_by_label(words["land"]).fill(plot["reference"])
    page.get_by_role("button", name=words["find"], exact=True).click()
    page.get_by_role("button", name=words["add"], exact=True).first.click()
    expect(page.get_by_text(plot["reference"]).first).to_be_visible()
    _saved(page)
    _looks_well(page, "place")

    _on(page, words, "use")
    page.get_by_role("radio", name=words["use"], exact=True).check(force=True)
    _looks_well(page, "use")
    _on(page, words, "figures")
    page.locator("input[name=floors]").fill("2,5")
    expect(page.get_by_text(words["fault"])).to_be_visible()
    for name, value in FIGURES.items():
        page.locator(f"input[name={name}]").fill(value)
    _saved(page)
    _looks_well(page, "figures")

    _on(page, words, "footprint")
    settled(page)
    _built_over_all_of_it_then_set_back(page, words)
    _looks_well(page, "footprint")
    _on(page, words, "checks")
    settled(page)
    expect(page.locator("[data-finding]").first).to_be_visible()
    _looks_well(page, "checks")

    _on(page, words, "documents")
    _attach_all(page, tmp_path)
    _looks_well(page, "documents")
    _on(page, words, "owner")
    _looks_well(page, "owner")
    _on(page, words, "architect")
    page.get_by_label(words["name"]).fill("Architecte Démo")
    _saved(page)
    _looks_well(page, "architect")

    _on(page, words, "summary")
    expect(page.locator("#main")).to_contain_text("191")  # ⌈182.3 + 2 × 4.2⌉ m²: what the tax is paid for
    _looks_well(page, "summary")
    page.reload()
    page.get_by_role("button", name=words["send"]).click()
    page.wait_for_url("**/sent")
    number = page.get_by_test_id("number").inner_text()
    assert number.startswith("PC-")
    with page.expect_download() as receipt:
        page.get_by_role("link", name=words["pdf"]).click(timeout=60_000)
    assert Path(receipt.value.path()).read_bytes().startswith(b"%PDF")
    _looks_well(page, "sent")
    _follow(page, Path(receipt.value.path()), tmp_path)


def _built_over_all_of_it_then_set_back(page: Page, words: dict[str, str]) -> None:
    """The mistake: the whole plot is built over. The checks say so at once, and say when it is mended."""
    page.get_by_role("button", name=words["plot"]).click()
    verdict = page.get_by_test_id("verdict")
    expect(verdict).not_to_have_attribute("data-fails", "0")
    before = int(verdict.get_attribute("data-fails") or 0)
    page.get_by_role("button", name=words["clear"]).click()
    page.get_by_label(words["setback"]).fill("4,2")
    page.get_by_role("button", name=words["plot"]).click()
    _saved(page)
    page.wait_for_function(
        "fewer => Number(document.querySelector('[data-testid=verdict]')?.dataset.fails ?? fewer) < fewer",
        arg=before,
    )


def _attach_all(page: Page, folder: Path) -> None:
    paper = folder / "piece.png"
    Image.new("L", (200, 300), 255).save(paper)
    hostile = folder / "vide.pdf"
    hostile.write_bytes(b"")
    asked = page.locator("[data-kind][data-state=missing]")
    expect(asked.first).to_be_visible()
    kinds = [slot.get_attribute("data-kind") for slot in asked.all()]
    for index, kind in enumerate(kinds):
        slot = page.locator(f"[data-kind={kind}]")
        if index == 0:
            slot.locator("input[type=file]").set_input_files(hostile)
            expect(slot.get_by_role("alert")).to_be_visible()
        slot.locator("input[type=file]").set_input_files(paper)
        expect(slot).to_have_attribute("data-state", "attached")


def _follow(page: Page, receipt: Path, folder: Path) -> None:
    """The applicant's page, and the paper's verification with the file and with one byte altered."""
    page.goto(page.url.replace("/apply/", "/mine/").removesuffix("/sent"))
    expect(page.locator("[aria-current=step]")).to_be_visible()
    _looks_well(page, "mine")
    page.locator("a[href^='/verify/']").first.click()
    expect(page.locator("[data-status=valid]")).to_be_visible()
    content = receipt.read_bytes()
    same, other = folder / "same.pdf", folder / "other.pdf"
    same.write_bytes(content)
    other.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    for file, is_same in ((same, "true"), (other, "false")):
        page.locator("input[type=file]").set_input_files(file)
        expect(page.get_by_test_id("compared")).to_have_attribute("data-same", is_same)
    _looks_well(page, "verify")


@pytest.mark.parametrize(("language", "size"), [("fr", "desk"), ("ar", "phone")])
def test_whoever_has_no_account_is_told_how_to_get_one(visit: Visit, language: str, size: str) -> None:
    page = visit("/apply", language=language, size=size)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("a[href^='/login?next=%2Fapply']")).to_be_visible()
    _looks_well(page, "account")


@pytest.mark.parametrize(("language", "size"), [("fr", "desk"), ("ar", "phone")])
def test_the_register_is_open_to_all_and_names_nobody(visit: Visit, language: str, size: str) -> None:
    page = visit("/permits", language=language, size=size)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    none = page.get_by_text({"fr": "autorisation ne correspond", "ar": "لا رخصة توافق"}[language])
    expect(page.get_by_role("list").or_(none).first).to_be_visible()
    _looks_well(page, "register")


def test_an_unknown_code_is_no_paper(visit: Visit) -> None:
    page = visit("/verify/AAAA-BBBB-CCCC", language="fr")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Aucun document")


@pytest.mark.parametrize(("language", "size"), [("fr", "desk"), ("ar", "phone")])
def test_a_code_is_typed_where_there_is_no_camera(visit: Visit, language: str, size: str) -> None:
    page = visit("/verify", language=language, size=size)
    told = texts(language)
    _looks_well(page, "verify-entry")
    page.get_by_label(told["verify.code"]).fill(" aaaa bbbb-cccc ")
    page.get_by_role("button", name=told["verify.check"], exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(told["verify.unknown"])
    expect(page.get_by_label(told["verify.code"])).to_have_value("aaaa bbbb-cccc")
