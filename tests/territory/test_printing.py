"""The printable page and the file to send."""

import re

import pytest
import shapely
from django.test import Client

from kharita.accounts.models import User
from kharita.territory.drawing import Sheet
from kharita.territory.models import Building, Parcel
from tests.factories import CENTRE, square

X, Y = CENTRE


def get(path: str, user: User | None = None, **query):
    client = Client(headers={"Accept-Language": "en"})
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.get(path, query)


def page(town, kind="print", user=None, **query) -> str:
    answer = get(f"/p/12345-40/{kind}", user, **query)
    assert answer.status_code == 200, answer.content[:300]
    return answer.content.decode()


def test_the_sheet_is_drawn_at_a_round_scale_in_millimetres():
    sheet = Sheet.around(_shape(square(X, Y, 20)))
    assert sheet.scale == 500
    west, south, east, north = sheet.box
    assert (east - west, north - south) == (91, 56)
    assert sheet.point(X, Y) == (71, 76)  # 20 m are 40 mm, in the middle of 182 mm by 112 mm
    assert sheet.bar.metres == 20


@pytest.mark.parametrize(("side", "scale"), [(1, 100), (60, 1000), (3000, 50_000)])
def test_larger_parcels_are_drawn_smaller(side, scale):
    assert Sheet.around(_shape(square(X, Y, side))).scale == scale


def _shape(polygon):
    return shapely.from_wkb(bytes(polygon.wkb))


def test_the_page_shows_the_plan_its_lengths_and_its_corners(town):
    text = page(town)
    assert text.count('class="edge"') == 4
    assert text.count(">20.00</text>") == 4
    assert "1:500" in text
    assert "781000.00" in text
    assert "Merchich / Nord Maroc (EPSG:26191)" in text
    assert ">12344/40</text>" in text
    assert ">Avenue Mohammed V</text>" in text
    assert "<svg" in text[text.index('class="qr"') :][:200]


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("fr", "ltr"), ("en", "ltr")])
def test_the_page_reads_in_the_language_asked_for(town, language, direction):
    text = page(town, lang=language)
    assert f'<html lang="{language}" dir="{direction}">' in text
    name = {"ar": "بركان", "fr": "Berkane", "en": "Berkane"}[language]
    assert f'<p class="commune">{name}</p>' in text


def test_numbers_in_the_drawing_are_not_written_as_in_prose(town):
    drawing = re.search(r"<svg class=\"plan\".*?</svg>", page(town, lang="fr"), re.S)[0]
    assert not re.search(r'[xywidth]="\d+,\d', drawing)


@pytest.mark.parametrize("kind", ["print", "dossier.html"])
def test_neither_page_nor_file_tells_the_public_of_persons(town, officer, kind):
    for secret in ("Idrissi", "الإدريسي", "B-7", "12, avenue"):
        assert secret not in page(town, kind)
        assert secret in page(town, kind, officer)


def test_the_page_obeys_the_content_policy(town):
    text = page(town)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"\son\w+=", text)
    assert 'style="' not in text


def test_the_file_is_kept_not_opened_and_asks_nothing_of_others(town):
    answer = get("/p/12345-40/dossier.html")
    assert answer["Content-Disposition"] == 'attachment; filename="12345-40.html"'
    text = answer.content.decode()
    assert not re.search(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=\"(?!data:)", text)
    assert not re.search(r"url\((?!data:|#)", text)
    assert "cdn" not in text
    assert "L.map(" in text


def test_names_from_files_cannot_become_script_in_the_file(town):
    Parcel.objects.filter(pk=town.west.pk).update(reference="</script><img src=x onerror=alert(1)>")
    text = page(town, "dossier.html")
    assert "<img src=x" not in text
    assert "</script><img" not in text


def test_what_may_not_be_seen_is_not_found(town):
    type(town.commune).objects.update(is_public=False)
    for kind in ("print", "dossier.html"):
        assert get(f"/p/12345-40/{kind}").status_code == 404
    assert get("/p/1-1/print", commune="x", version="-1").status_code == 404


@pytest.mark.parametrize(
    ("language", "metres", "use"), [("ar", "م²", "استعمال مختلط"), ("fr", "m²", "Usage mixte")]
)
def test_numbers_keep_their_unit_and_words_are_in_the_readers_language(town, officer, language, metres, use):
    Building.objects.update(use="mixed", built_year=1956)
    text = page(town, user=officer, lang=language)
    assert re.search(rf"<bdi>400</bdi>&nbsp;<span class=\"unit\">{metres}</span>", text)
    assert "<bdi>1956</bdi>" in text, "a year is not counted in thousands"
    assert f"<bdi>{use}</bdi>" in text
    assert not re.search(r"<bdi>[^<]*\d\d:\d\d</bdi>", text), "a parcel's days have no hour"
