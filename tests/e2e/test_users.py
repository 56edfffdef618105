"""People: made with a one-time password, which works until they choose their own; closed, and open again."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site
from tests.e2e.looking import overflow, serious_faults

Visit = Callable[..., Page]


def give_role(page: Page, role: str) -> None:
    """Add `role` in the only commune that one administers."""
    page.get_by_role("button", name=re.compile(r"\bRôle$")).click()
    page.locator(f"[role=option][data-key={role}]").click()
    page.get_by_role("button", name="Ajouter un rôle").click()


def create(page: Page, username: str) -> str:
    """A new urbanism officer of Berkane; returns the one-time password."""
    page.get_by_label("Nom complet", exact=True).fill("Naïma Berrada")
    page.get_by_label("Nom d’utilisateur").fill(username)
    give_role(page, "urbanism_officer")
    page.get_by_role("button", name="Créer le compte").click()
    password = page.get_by_role("alertdialog").locator("output").inner_text()
    page.get_by_role("button", name="Je l’ai transmis").click()
    return password


def test_a_new_person_gets_in_once_with_the_password_shown_once(visit: Visit) -> None:
    page = visit("/desk/users/new", user="admin")
    password = create(page, "n.berrada")
    expect(page.get_by_role("heading", level=1)).to_have_text("Naïma Berrada")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Naïma Berrada")
    assert password not in page.content()
    other = visit("/login")
    other.locator("form input").nth(0).fill("n.berrada")
    other.locator("form input").nth(1).fill(password)
    other.locator("form button[type=submit]").click()
    expect(other.locator("form input")).to_have_count(3)


def test_a_user_name_that_is_taken_is_said_at_its_field(visit: Visit) -> None:
    page = visit("/desk/users/new", user="admin")
    page.get_by_label("Nom complet", exact=True).fill("Double")
    page.get_by_label("Nom d’utilisateur").fill("urbanism")
    give_role(page, "urbanism_officer")
    page.get_by_role("button", name="Créer le compte").click()
    expect(page.get_by_label("Nom d’utilisateur")).to_have_attribute("aria-invalid", "true")


def test_a_closed_account_is_shown_as_such_and_can_be_opened_again(visit: Visit, site: Site) -> None:
    ((person,),) = site.query("SELECT id FROM accounts_user WHERE username = 'agent'")
    page = visit(f"/desk/users/{person}", user="admin")
    page.get_by_role("button", name="Désactiver le compte").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Désactiver le compte").click()
    expect(page.get_by_text("Désactivé", exact=True)).to_be_visible()
    assert site.query("SELECT is_active FROM accounts_user WHERE id = %s", person) == [(False,)]
    page.get_by_role("button", name="Réactiver le compte").click()
    expect(page.get_by_text("Actif", exact=True)).to_be_visible()


def test_the_list_is_searched_and_the_search_stands_in_the_address(visit: Visit) -> None:
    page = visit("/desk/users", user="admin")
    page.get_by_role("searchbox").fill("inspector")
    expect(page.get_by_role("list", name="Utilisateurs", exact=True).locator("> li")).to_have_count(1)
    page.wait_for_url("**/desk/users?q=inspector")
    page.reload()
    expect(page.get_by_role("searchbox")).to_have_value("inspector")


def test_who_may_not_manage_people_is_told_so(visit: Visit) -> None:
    page = visit("/desk/users", user="urbanism")
    expect(page.get_by_text("n’est pas ouverte à votre compte")).to_be_visible()


@pytest.mark.parametrize(("language", "size"), [("fr", "desk"), ("ar", "phone")])
@pytest.mark.parametrize("path", ["/desk/users", "/desk/users/new"])
def test_the_pages_of_people_are_accessible_and_fit(
    visit: Visit, path: str, language: str, size: str
) -> None:
    page = visit(path, user="admin", language=language, size=size)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert serious_faults(page) == []
    assert overflow(page) == 0
