"""What the browser tests ask of every page they look at."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def serious_faults(page: Page) -> list[str]:
    """What axe finds serious or critical on the page, told so that it can be mended."""
    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {fault['help']} — {[node['html'][:160] for node in fault['nodes'][:3]]}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def path_of(page: Page) -> str:
    return re.sub(r"^https?://[^/]+", "", page.url)
