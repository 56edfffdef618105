"""Administrators write the desk's rules: faults stand at their field, what is saved is listed."""

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site, Visit
from tests.e2e.looking import overflow, serious_faults


def _new_reason(page: Page, code: str) -> None:
    page.get_by_role("button", name="Nouveau motif").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Enregistrer").click()
    expect(dialog.get_by_text("À remplir")).to_have_count(3)
    dialog.get_by_label("Code").fill(code)
    dialog.get_by_label("Nom en arabe").fill("الواجهة البحرية")
    dialog.get_by_label("Nom en français").fill("Façade sur mer")
    dialog.get_by_role("button", name="Enregistrer").click()


def test_a_reason_is_added_once_and_its_code_told_when_it_is_taken(site: Site, visit: Visit) -> None:
    page = visit("/desk/permits/rules?part=reasons", user="admin")
    _new_reason(page, "sea_front")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("cell", name="Façade sur mer")).to_be_visible()
    _new_reason(page, "sea_front")
    code = page.get_by_role("dialog").get_by_label("Code")
    expect(code).to_have_attribute("aria-invalid", "true")
    assert serious_faults(page) == []


def test_who_speaks_for_an_entity_is_named_and_ended(site: Site, visit: Visit) -> None:
    page = visit("/desk/permits/rules?part=members", size="phone", user="admin")
    panel = page.get_by_role("tabpanel")
    panel.get_by_role("button", name="Entité").click()
    page.get_by_role("option").first.click()
    panel.get_by_role("button", name="Membre de la commission").click()
    page.get_by_role("option").first.click()
    before = site.query("SELECT count(*) FROM permits_entitymember")[0][0]
    panel.get_by_role("button", name="Nommer").click()
    rows = panel.get_by_role("button", name="Mettre fin")
    expect(rows).to_have_count(before + 1)
    assert serious_faults(page) == []
    assert overflow(page) <= 0
    rows.last.click()
    expect(rows).to_have_count(before)
    assert site.query("SELECT count(*) FROM permits_entitymember")[0][0] == before


def test_the_letterhead_is_kept_line_by_line(site: Site, visit: Visit) -> None:
    page = visit("/desk/permits/rules?part=letterhead", language="ar", size="phone", user="admin")
    page.get_by_label("الإقليم بالعربية").fill("إقليم بركان")
    page.get_by_role("button", name="حفظ").click()
    expect(page.get_by_text("تم الحفظ")).to_be_visible()
    page.reload()
    expect(page.get_by_label("الإقليم بالعربية")).to_have_value("إقليم بركان")
    assert serious_faults(page) == []
    assert overflow(page) <= 0


def test_figures_are_narrowed_and_their_file_is_narrowed_by_the_same(site: Site, visit: Visit) -> None:
    page = visit("/desk/permits/figures?since=2026-01&holder=desk", user="urbanism")
    link = page.get_by_role("link", name="CSV: Temps passé chez chacun")
    with page.expect_download() as told:
        link.click()
    assert "since=2026-01" in told.value.url and "holder=desk" in told.value.url
    assert told.value.path().read_text(encoding="utf-8-sig").startswith("holder,")


def test_the_part_that_is_open_is_in_sight_among_the_others(visit: Visit) -> None:
    for language in ("fr", "ar"):
        page = visit("/desk/permits/rules?part=letterhead", language=language, size="phone", user="admin")
        expect(page.get_by_role("tab", selected=True)).to_be_in_viewport(ratio=0.9)
