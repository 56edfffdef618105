"""The pictures of the documentation, taken from a running demo town.

    ./kharita up                                                    (in one terminal)
    .venv/bin/python frontend/scripts/pictures.py http://127.0.0.1:8000

writes docs/images/*.webp, each well under 300 KB.
"""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "images"
ACCOUNT = {"username": "urbanism", "password": "kharita-demo-2026"}
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
ARGUMENTS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
CENTRE = "34.91980/-2.31947"
QUALITY = 82


def settled(page: Page) -> None:
    """The map has drawn everything, by its own word."""
    page.wait_for_selector("[data-testid=map][data-idle=true]", timeout=60_000)


def open_middle(page: Page) -> None:
    box = page.get_by_test_id("map").bounding_box()
    if box is None:
        raise SystemExit("The map is not on the page.")
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.get_by_test_id("dossier").wait_for()
    settled(page)


def search(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("mosq")
    page.get_by_role("option").first.wait_for()


@dataclass(frozen=True)
class Picture:
    name: str
    path: str
    language: str
    is_staff: bool = True
    size: dict[str, int] | None = None
    theme: str = "light"
    then: Callable[[Page], None] = settled


PICTURES = (
    Picture("desk-fr", f"/desk#17.20/{CENTRE}", "fr", then=open_middle),
    Picture("desk-ar", f"/desk#15.30/{CENTRE}&layers=zones:70", "ar"),
    Picture("desk-dark", f"/desk#16.60/{CENTRE}&classes=parcels", "en", theme="dark", then=open_middle),
    Picture("search-fr", f"/desk#15.60/{CENTRE}", "fr", then=search),
    Picture("public-fr", "/", "fr", is_staff=False),
    Picture("public-tilted", f"/#16.60/{CENTRE}/20/50", "fr", is_staff=False),
    Picture("public-ar-phone", f"/#17.60/{CENTRE}", "ar", is_staff=False, size=PHONE, then=open_middle),
)


def take(browser: Browser, root: str, picture: Picture) -> None:
    size = picture.size or DESK
    is_phone = size is PHONE
    context = browser.new_context(
        base_url=root,
        viewport=size,
        color_scheme=picture.theme,
        has_touch=is_phone,
        device_scale_factor=2 if is_phone else 1,
    )
    context.add_cookies([{"name": "kharita_language", "value": picture.language, "url": root}])
    if picture.is_staff:
        token = context.request.get("/api/v1/session").json()["csrf_token"]
        headers = {"X-CSRFToken": token, "Referer": root}
        answer = context.request.post("/api/v1/session", data=ACCOUNT, headers=headers)
        if not answer.ok:
            raise SystemExit(f"Logging in failed: {answer.text()}")
    page = context.new_page()
    page.goto(picture.path)
    settled(page)
    picture.then(page)
    page.mouse.move(0, 0)
    shot = Image.open(BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    target = FOLDER / f"{picture.name}.webp"
    shot.save(target, quality=QUALITY, method=6)
    print(f"{target.name}: {target.stat().st_size // 1024} KB")
    context.close()


def main() -> None:
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = set(sys.argv[2:])
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for picture in PICTURES:
            if not wanted or picture.name in wanted:
                take(browser, sys.argv[1].rstrip("/"), picture)
        browser.close()


if __name__ == "__main__":
    main()
