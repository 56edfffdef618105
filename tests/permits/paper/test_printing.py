"""Papers as other programs read them: what they say, in both languages, and that nothing is fetched."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError

from kharita.permits.paper.content import Paper, shown
from kharita.permits.paper.fetching import OwnFilesOnly
from kharita.permits.paper.kinds import LANGUAGES, labels, paper_kinds
from kharita.permits.paper.printing import print_paper
from kharita.permits.paper.wording import BadWording, check, filled, placeholders
from tests.permits.paper.samples import CODE, KINDS, TABLES, URL, VALUES, sample

Read = Callable[[bytes], str]


def _letters(text: str) -> str:
    """Words with their letters sorted: Poppler turns the letters of an Arabic ligature around (لا, ير)."""
    return " ".join("".join(sorted(word)) for word in text.replace("\u00a0", " ").split())


def _says(found: str, expected: str) -> bool:
    return all(f" {word} " in f" {found} " for word in _letters(expected).split())


@pytest.mark.parametrize("kind", KINDS)
def test_every_paper_says_all_that_it_has_to_in_both_languages(kind: str, text_of: Read) -> None:
    paper = sample(kind)
    found = _letters(text_of(print_paper(paper).pdf))
    for language in LANGUAGES:
        _says_all(found, paper, language)


def _says_all(found: str, paper: Paper, language: str) -> None:
    assert _says(found, paper.kind.title.in_(language))
    for name in paper.kind.facts:
        assert _says(found, labels()[name].in_(language)), name
        assert _says(found, paper.shown(name, language)), name
    for table in paper.kind.tables:
        for row in TABLES[table.id]:
            for cell in row:
                assert _says(found, shown(cell, language, paper.zone)), cell


def test_a_receipt_holds_what_law_55_19_asks_for(text_of: Read) -> None:
    text = text_of(print_paper(sample("receipt", "fr")).pdf)
    for told in (
        "BRK-2026-00042", "2 mars 2026 à 10:30", "Amina Lahlou", "Permis de construire (petit projet)",
        "Plans de l'architecte 14", "Délai légal (jours ouvrables) 15", "24 mars 2026",
        "Le silence vaut accord", "Karim Ouali", "05 36 00 00 00", CODE, URL,
    ):  # fmt: skip
        assert told in text.replace("\u00a0", " "), told


def test_times_are_those_of_morocco_in_ramadan_too(text_of: Read) -> None:
    # 2 March 2026 is in Ramadan: the clock stands at UTC. On 11 June it is an hour ahead.
    assert sample("receipt").shown("submitted_at", "fr").endswith("10:30")
    assert sample("inspection_report").shown("inspected_at", "fr").endswith("15:15")


def test_the_same_paper_gives_the_same_bytes() -> None:
    paper = sample("decision_granted")
    first = print_paper(paper)
    assert print_paper(paper).pdf == first.pdf
    assert print_paper(replace(paper, reference="PC-2026-00018")).pdf != first.pdf


def test_a_file_is_tagged_archivable_and_names_its_languages(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(print_paper(sample("decision_granted")).pdf)
    with pikepdf.open(path) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang) == "ar"
        with pdf.open_metadata() as metadata:
            assert metadata["pdfaid:part"] == "2"
            assert metadata["pdfaid:conformance"] == "A"
    told = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert "Tagged:          yes" in told
    assert "JavaScript:      no" in told


def test_all_type_is_ours_and_inside_the_file(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(print_paper(sample("receipt")).pdf)
    lines = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()
    fonts = lines[2:]
    assert len(fonts) >= 3
    for font in fonts:
        assert "Plex" in font, font
        assert " yes yes yes " in font, font  # embedded, subset, with its characters told


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/x.png", "https://example.org/x.css", "file:///etc/passwd", "style:../x"]
)
def test_printing_fetches_nothing_but_our_own(address: str) -> None:
    with pytest.raises(FatalURLFetchingError, match="papers fetch nothing from outside"):
        HTML(string=f'<img src="{address}">', base_url="style:", url_fetcher=OwnFilesOnly()).write_pdf()


def test_what_people_type_is_text_not_markup(text_of: Read) -> None:
    evil = '<img src="file:///etc/passwd"><script>x</script>{reference}'
    text = text_of(print_paper(sample("receipt", "fr", applicant=evil)).pdf)
    assert "<script>x</script>{reference}" in text


def test_every_wording_delivered_uses_known_names_only() -> None:
    for kind in paper_kinds().values():
        for language in LANGUAGES:
            check(kind.text[language], labels())
        assert set(placeholders(kind.text["ar"])) == set(placeholders(kind.text["fr"])), kind.id


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Le {referance} est clos.", "unknown-placeholder"),
        ("{__class__}", "unknown-placeholder"),
        ("{}", "unknown-placeholder"),
        ("{reference!r}", "stray-brace"),
        ("{values[reference]}", "stray-brace"),
        ("un { seul", "stray-brace"),
        ("  \n ", "empty-wording"),
        ("x" * 20_001, "long-wording"),
    ],
)
def test_a_faulty_wording_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(BadWording) as refused:
        check(text, labels())
    assert refused.value.code == code
    if "referance" in text:
        assert "{reference}?" in str(refused.value.detail)


def test_a_paragraph_without_its_values_is_left_out() -> None:
    text = "Always.\n\nUntil {expires_on}.\n\nFor {act} until {expires_on}."
    said = [
        "".join(part.text for part in paragraph)
        for paragraph in filled(text, lambda name: {"act": "a permit"}.get(name, ""))
    ]
    assert said == ["Always.", "For a permit until —."]


def test_values_are_written_alike_in_both_languages() -> None:
    paper = sample("fee_order")
    assert paper.shown("amount", "fr") == paper.shown("amount", "ar") == "4\u00a0775,00"
    assert paper.shown("pay_by", "ar") == "16\u00a0أبريل\u00a02026"
    assert sample("receipt", answer_by=None).shown("answer_by", "fr") == ""
    assert VALUES["units"] == 3
