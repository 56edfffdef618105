"""Land titles as people write them (domain.md section 3)."""

import time

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from kharita.territory.titles import (
    Title,
    canonical_reference,
    canonical_references,
    parse_title,
    slug_of,
    slugs_of,
)

WRITTEN_SO = [
    ("12345/40", "12345/40", "12345-40"),
    (" T 12345 / 40 ", "12345/40", "12345-40"),
    ("t12345/40", "12345/40", "12345-40"),
    ("TF n° 12345/40", "12345/40", "12345-40"),
    ("T.F. 12345/40", "12345/40", "12345-40"),
    ("Titre foncier N° 012345/040", "12345/40", "12345-40"),
    ("١٢٣٤٥/٤٠", "12345/40", "12345-40"),
    ("۱۲۳۴۵ / ۴۰", "12345/40", "12345-40"),
    ("الرسم العقاري عدد ١٢٣٤٥/٤٠", "12345/40", "12345-40"),
    ("\u200f12345/40\u200e", "12345/40", "12345-40"),
    ("12345⁄40", "12345/40", "12345-40"),
    ("R1234/40", "R 1234/40", "r-1234-40"),
    ("r 1234 / 40", "R 1234/40", "r-1234-40"),
    ("Réq. 1234/40", "R 1234/40", "r-1234-40"),
    ("مطلب التحفيظ رقم 1234/40", "R 1234/40", "r-1234-40"),
    ("12345/e", "12345/E", "12345-e"),
    ("12345/OJ", "12345/OJ", "12345-oj"),
    ("12345/40 bis", "12345/40 bis", "12345-40-bis"),
    ("12345/40Bis", "12345/40 bis", "12345-40-bis"),
    ("12345/40 (P 1)", "12345/40 P1", "12345-40-p1"),
    ("12345/E-p12", "12345/E P12", "12345-e-p12"),
]
KEPT_SO = [
    ("106-54", "106-54", "106-54"),
    ("  Melk   12 ", "Melk 12", "melk-12"),
    ("1A.7", "1A.7", "1a.7"),
    ("ملك ٧", "ملك 7", "ملك-7"),
    ("12345678/40", "12345678/40", "12345678-40"),
    ("12345/4000", "12345/4000", "12345-4000"),
    ("0/40", "0/40", "0-40"),
    ("a_b", "a_b", "a-b"),
]


@pytest.mark.parametrize(("written", "reference", "slug"), WRITTEN_SO)
def test_a_title_is_read_however_it_is_written(written, reference, slug):
    title = parse_title(written)
    assert title is not None
    assert title.reference == canonical_reference(written) == reference
    assert slug_of(reference) == slug
    assert parse_title(reference) == title


@pytest.mark.parametrize(("written", "reference", "slug"), KEPT_SO)
def test_what_is_no_title_is_kept_trimmed(written, reference, slug):
    assert parse_title(written) is None
    assert canonical_reference(written) == reference
    assert slug_of(reference) == slug


def test_the_parts_of_a_title_are_told_apart():
    assert parse_title("R 1234/40 P2") == Title(1234, "40", is_requisition=True, qualifier="P2")


def test_a_reference_and_its_slug_fit_their_columns():
    assert len(canonical_reference("x" * 90)) == 60
    assert len(slug_of("é" * 90)) == 60
    assert slug_of("/") == "-"


@pytest.mark.parametrize("make", [list, pa.array, pd.Series, lambda texts: np.array(texts, dtype=object)])
def test_a_column_reads_as_its_values_do(make):
    texts = [written for written, _, _ in WRITTEN_SO + KEPT_SO]
    references = canonical_references(make(texts))
    assert references.to_pylist() == [canonical_reference(text) for text in texts]
    assert slugs_of(references).to_pylist() == [slug_of(canonical_reference(text)) for text in texts]


def test_missing_values_stay_missing_and_numbers_are_read_as_text():
    assert canonical_references(pa.array(["T 1/2", None])).to_pylist() == ["1/2", None]
    assert slugs_of(pa.array(["1/2", None, "R 1/2"])).to_pylist() == ["1-2", None, "r-1-2"]
    assert canonical_references(pd.Series([17.0, np.nan])).to_pylist() == ["17", None]
    assert canonical_references(pa.array(["1/2", "x"]).dictionary_encode()).to_pylist() == ["1/2", "x"]
    assert canonical_references([]).to_pylist() == []


def test_two_hundred_thousand_titles_take_no_noticeable_time():
    titles = pa.array([f"{number}/40" for number in range(1, 200_001)])
    begun = time.perf_counter()
    slugs = slugs_of(canonical_references(titles))
    assert time.perf_counter() - begun < 1
    assert slugs[199_999].as_py() == "200000-40"
