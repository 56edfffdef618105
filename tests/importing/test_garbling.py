"""Texts that are garbled in the file itself: told with what they were, changed only where that is
accepted."""

import pytest

from kharita.core.errors import DomainError
from kharita.importing.garbling import mend
from kharita.importing.preview import preview_rows
from kharita.importing.reports import as_html
from kharita.territory.models import Parcel
from tests.importing.conftest import frame, plot

ARABIC, FRENCH = "شارع محمد الخامس، رقم 12", "Résidence des Oliviers, bâtiment à l’entrée"


def garbled(text, read_as, was):
    return text.encode(was).decode(read_as, errors="strict" if read_as == "latin-1" else "replace")


CASES = [
    (ARABIC, "latin-1", "utf-8", "utf-8 read as cp1252"),
    (FRENCH, "cp1252", "utf-8", "utf-8 read as cp1252"),
    (FRENCH, "latin-1", "utf-8", "utf-8 read as cp1252"),
    ("شارع علال", "cp1256", "utf-8", "utf-8 read as cp1256"),
    (ARABIC.replace("،", "-"), "cp1252", "cp1256", "cp1256 read as cp1252"),
]


def brought(write, bring, text, **mapping):
    rows = frame([("1/40", text, plot(1)), ("2/40", "Hay Salam 3", plot(2)), ("3/40", None, plot(3))],
                 ("reference", "adresse"))  # fmt: skip
    mapping = {"fields": {"reference": "reference", "address": "adresse"}, "crs": "EPSG:26191", **mapping}
    return bring(write(rows), mapping=mapping, apply=True)


@pytest.mark.parametrize(("text", "read_as", "was", "how"), CASES)
def test_garbled_texts_are_told_and_left_alone_until_that_is_accepted(write, bring, text, read_as, was, how):
    strange = garbled(text, read_as, was)
    assert strange != text
    made = brought(write, bring, strange)
    assert made.source["garbled"] == [
        {"column": "adresse", "reencoding": how, "share": 1.0, "before": strange[:80], "after": text[:80]}
    ]
    assert Parcel.objects.get(reference="1/40").address == strange
    assert text in "".join(as_html(made))
    mended = brought(write, bring, strange, reencode={"adresse": how})
    assert mended.counts["changed"] == 1
    assert Parcel.objects.get(reference="1/40").address == text
    assert Parcel.objects.get(reference="2/40").address == "Hay Salam 3"
    assert preview_rows(mended)["rows"][0]["adresse"] == text


@pytest.mark.parametrize(
    "text", [ARABIC, FRENCH, "حي السلام", "Où êtes-vous né ? Noël, ÉTÉ, œuvre, façade", "Größe"]
)
def test_sound_texts_are_never_taken_for_garbled(write, bring, text):
    assert brought(write, bring, text).source["garbled"] == []
    for _text, _read_as, _was, how in CASES:
        assert mend([text, None, "plain"], how) == [text, None, "plain"]


def test_a_reencoding_that_nobody_knows_is_refused(write, bring):
    with pytest.raises(DomainError, match="reencode"):
        brought(write, bring, "x", reencode={"adresse": "klingon"})


@pytest.mark.parametrize(("encoding", "text"), [("cp1256", ARABIC), ("cp1252", FRENCH), ("utf-16", ARABIC)])
def test_a_table_in_an_old_code_page_is_read(tmp_path, write, bring, encoding, text):
    bring(write(frame([("1/40", plot(1))])), apply=True)
    path = tmp_path / "owners.csv"
    path.write_bytes(f"titre;nom\n1/40;{text}\n".encode(encoding))
    made = bring(path, target="parcel_owners", apply=True)
    assert made.counts["added"] == 1
    assert Parcel.objects.get().owners.get().name == text


def test_a_table_that_is_not_in_the_encoding_that_was_told_is_refused(tmp_path, write, bring):
    bring(write(frame([("1/40", plot(1))])), apply=True)
    path = tmp_path / "owners.csv"
    path.write_bytes("titre;nom\n1/40;Hélène\n".encode("cp1252"))
    mapping = {"fields": {"reference": "titre", "name": "nom"}, "encoding": "utf-8"}
    with pytest.raises(DomainError) as refused:
        bring(path, target="parcel_owners", mapping=mapping)
    assert refused.value.code == "wrong-encoding"
    with pytest.raises(DomainError, match="klingon"):
        bring(path, target="parcel_owners", mapping={**mapping, "encoding": "klingon"})
