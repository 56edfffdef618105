"""Taking a layer away: at once, prepared by the worker, from the desk and from the public map."""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.e2e.looking import serious_faults


def test_the_desk_prepares_a_file_and_downloads_it(visit: Visit, tmp_path: Path) -> None:
    page = visit("/desk", language="en", user="urbanism")
    page.get_by_role("button", name="Download Parcels…").click()
    dialog = page.get_by_role("dialog", name="Download")
    expect(dialog.get_by_role("status")).to_contain_text("rows")
    columns = dialog.get_by_text("Columns:").inner_text()
    dialog.get_by_role("textbox", name="Filter").fill("area_m2 >")
    expect(dialog.get_by_text("The filter ends too early.")).to_be_visible()
    expect(dialog.get_by_role("button", name="Download", exact=True)).to_be_disabled()
    expect(dialog.get_by_role("status")).to_be_empty()
    assert dialog.get_by_text("Columns:").inner_text() == columns, "a fault takes no columns away"
    dialog.get_by_role("textbox", name="Filter").fill("area_m2 > 100")
    dialog.get_by_text("With a README file").click()
    dialog.get_by_role("button", name="Format").click()
    page.get_by_role("option", name="CSV").click()
    dialog.get_by_role("button", name="Prepare the file").click()
    with page.expect_download() as started:
        dialog.get_by_role("link", name="Download parcels").click()
    path = tmp_path / "parcels.zip"
    started.value.save_as(path)
    assert {"README.ar.txt", "README.fr.txt", "README.en.txt", "parcels.csv"} == set(
        zipfile.ZipFile(path).namelist()
    )
    dialog.get_by_role("button", name="Delete parcels").click()
    expect(dialog.get_by_role("heading", name="My files")).to_be_hidden()


@pytest.mark.parametrize(
    ("language", "layers", "title"), [("ar", "الطبقات", "تنزيل"), ("fr", "Couches", "Télécharger")]
)
def test_the_public_takes_a_layer_from_a_phone(
    visit: Visit, tmp_path: Path, language: str, layers: str, title: str
) -> None:
    page = visit("/", language=language, size="phone")
    page.get_by_role("button", name=layers).click()
    page.get_by_role("button", name=title).first.click()
    dialog = page.get_by_role("dialog")
    submit = dialog.locator("button[type=submit]")
    expect(submit).to_be_enabled()
    assert dialog.get_by_role("textbox").count() == 0
    assert dialog.evaluate("node => node.scrollWidth <= node.clientWidth")
    assert serious_faults(page) == []
    with page.expect_download() as started:
        submit.click()
    path = tmp_path / "layer"
    started.value.save_as(path)
    assert path.stat().st_size > 500
