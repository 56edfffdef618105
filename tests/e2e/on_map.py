"""How the tests drive the map: by its own word that it is drawn, and by places of the demo town."""

from io import BytesIO
from typing import Any

from PIL import Image
from playwright.sync_api import Page

from tests.e2e.conftest import Site

IDLE = "[data-testid=map][data-idle=true]"


def settled(page: Page) -> Page:
    """The map has drawn everything it needs, by its own word."""
    page.wait_for_selector(IDLE, timeout=120_000)
    return page


def a_parcel(site: Site) -> dict[str, Any]:
    """A built-up plot of Berkane with a point inside it, always the same one."""
    rows = site.query(
        """SELECT reference, slug, commune_id, ST_X(inside), ST_Y(inside) FROM (
             SELECT p.*, ST_Transform(ST_PointOnSurface(p.geometry), 4326) AS inside
             FROM territory_parcel p JOIN territory_commune c ON c.id = p.commune_id
             WHERE c.code = '02.113.01.09' AND p.valid_to IS NULL AND p.area_m2 BETWEEN 120 AND 600
               AND strpos(p.reference, '/') > 0 ORDER BY p.id LIMIT 1) AS found"""
    )
    reference, slug, commune, lon, lat = rows[0]
    return {"reference": reference, "slug": slug, "commune": commune, "lon": lon, "lat": lat}


def over(parcel: dict[str, Any], zoom: float = 18) -> str:
    return f"#{zoom:.2f}/{parcel['lat']:.5f}/{parcel['lon']:.5f}"


def click_middle(page: Page) -> None:
    box = page.get_by_test_id("map").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def colours_of(page: Page) -> int:
    """How many colours the drawn map has: an empty canvas has one."""
    picture = Image.open(BytesIO(page.get_by_test_id("map").locator("canvas").screenshot()))
    return len(picture.convert("RGB").resize((300, 200)).getcolors(maxcolors=60_000) or [])
