"""Logging in: the wrong word, the closed door, the way back, the password of one's own."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PASSWORD, Site
from tests.e2e.looking import overflow, path_of, serious_faults

Visit = Callable[..., Page]


def log_in(page: Page, username: str, password: str) -> None:
    fields = page.locator("form input")
    fields.nth(0).fill(username)
    fields.nth(1).fill(password)
    page.locator("form button[type=submit]").click()


def test_who_is_nobody_logs_in_and_returns_to_the_page_he_asked_for(visit: Visit) -> None:
    page = visit("/desk/imports?page=1")
    expect(page.get_by_role("heading", name="Connexion")).to_be_visible()
    log_in(page, "urbanism", PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_url("**/desk/imports?page=1")


def test_a_wrong_password_is_explained_and_the_third_one_shuts_the_door_for_a_while(
    visit: Visit, site: Site
) -> None:
    page = visit("/login")
    log_in(page, "commission", "not-the-password")
    expect(page.get_by_role("alert")).to_contain_text("ne convient pas")
    for _attempt in range(2):
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            log_in(page, "commission", "not-the-password-either")
    expect(page.get_by_text("Trop de tentatives")).to_be_visible()
    expect(page.get_by_text(re.compile(r"réessayer dans [0-4]:\d\d"))).to_be_visible()
    expect(page.locator("form button[type=submit]")).to_be_disabled()
    site.query("TRUNCATE axes_accessattempt, axes_accessfailurelog CASCADE")


def test_a_link_to_the_login_page_cannot_lead_to_another_site(visit: Visit, site: Site) -> None:
    page = visit("/login?next=//elsewhere.example/desk")
    log_in(page, "urbanism", PASSWORD)
    page.wait_for_url(f"{site.url}/desk**")


def test_the_password_can_be_looked_at(visit: Visit) -> None:
    page = visit("/login", language="en")
    page.get_by_label("Password", exact=True).fill("secret words")
    page.get_by_role("button", name="Show the password").click()
    expect(page.get_by_label("Password", exact=True)).to_have_attribute("type", "text")


def test_a_session_that_ends_asks_for_the_password_and_keeps_the_page(visit: Visit) -> None:
    page = visit("/desk/users/new", language="en", user="admin")
    page.get_by_label("Full name", exact=True).fill("Naïma Berrada")
    page.get_by_label("User name").fill("n.berrada")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Create the account").click()
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_contain_text("Your session has ended")
    dialog.get_by_label("Password", exact=True).fill(PASSWORD)
    dialog.get_by_role("button", name="Log in", exact=True).click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_label("Full name", exact=True)).to_have_value("Naïma Berrada")
    assert path_of(page) == "/desk/users/new"


def test_switching_the_language_turns_the_page_around_and_follows_the_person(
    visit: Visit, site: Site
) -> None:
    page = visit("/desk/imports", user="inspector", language="fr")
    page.get_by_role("banner").get_by_role("button").last.click()
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):
        page.get_by_role("dialog").get_by_text("العربية").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.get_by_role("dialog")).to_contain_text("تسجيل الخروج")
    assert site.query("SELECT language FROM accounts_user WHERE username = 'inspector'") == [("ar",)]


@pytest.mark.parametrize(("language", "size"), [("fr", "desk"), ("ar", "phone"), ("en", "phone")])
def test_the_login_page_is_accessible_and_fits(visit: Visit, language: str, size: str) -> None:
    page = visit("/login", language=language, size=size)
    expect(page.locator("form")).to_be_visible()
    assert serious_faults(page) == []
    assert overflow(page) == 0


def test_whose_password_others_know_chooses_his_own_first(visit: Visit, site: Site) -> Any:
    site.query("UPDATE accounts_user SET must_change_password = true WHERE username = 'manager'")
    page = visit("/desk", user="manager", language="en")
    expect(page.get_by_role("heading", name="Choose your password")).to_be_visible()
    page.get_by_label("One-time password").fill(PASSWORD)
    page.get_by_label("New password", exact=True).fill("1234")
    page.get_by_label("New password, again").fill("1234")
    page.get_by_role("button", name="Change the password").click()
    expect(page.get_by_label("New password", exact=True)).to_have_attribute("aria-invalid", "true")
    page.get_by_label("New password", exact=True).fill("Zegzel valley 26 plums")
    page.get_by_label("New password, again").fill("Zegzel valley 26 plums")
    page.get_by_role("button", name="Change the password").click()
    expect(page.get_by_role("heading", name="Choose your password")).to_be_hidden()
