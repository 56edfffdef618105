"""What an import has to say is told in the language of whoever reads it, whoever made it."""

import importlib
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from kharita.core.errors import DomainError
from kharita.importing.account import page_of
from kharita.importing.messages import MESSAGES, keep_problem, message_of, present_problem, told
from kharita.importing.models import Import
from kharita.importing.presenting import present
from tests.factories import make_user
from tests.importing.conftest import frame, plot

WRONG = {"fields": {"reference": "reference"}, "crs": "EPSG:26194"}
migration = importlib.import_module("kharita.importing.migrations.0002_messages_by_code")


def refused(write, bring):
    """An import that an Arabic-speaking person made and that was refused for its coordinate system."""
    with translation.override("ar"), pytest.raises(DomainError):
        bring(write(frame([("1/40", plot(1))])), mapping=WRONG)
    return Import.objects.get()


def test_a_refusal_is_read_in_the_readers_language(write, bring):
    made = refused(write, bring)
    reader = make_user()
    texts = {}
    for language in ("ar", "fr", "en"):
        with translation.override(language):
            shown = present(Import.objects.get(pk=made.pk), reader)
            texts[language] = (
                shown["error"]["title"],
                shown["error"]["detail"],
                shown["source"]["crs"]["reason"],
            )
    assert texts["en"][0] == "This file cannot be imported"
    assert "EPSG:26194" in texts["en"][1]
    assert "EPSG:26194" in texts["ar"][1]
    assert texts["en"][2] == "The file says so, and it lies on the commune."
    for place in range(3):
        assert len({found[place] for found in texts.values()}) == 3


def test_a_row_names_its_field_in_the_readers_language(write, bring):
    rows = [("1/40", "12 a 3", plot(1)), ("2/40", "400", plot(2))]
    with translation.override("ar"):
        made = bring(write(frame(rows, ("reference", "superficie"))))
    with translation.override("en"):
        assert "Declared area (m²): “12 a 3” is not a number." in page_of(made)[0]["detail"]
    with translation.override("fr"):
        assert "Declared area" not in page_of(made)[0]["detail"]


def test_a_mapping_without_a_required_field_names_it_to_each_reader(write, bring):
    with translation.override("ar"), pytest.raises(DomainError):
        bring(write(frame([("1", plot(1))]), "d.gpkg"), target="districts", mapping={"fields": {}})
    made = Import.objects.get()
    with translation.override("en"):
        assert present_problem(made.error)["detail"] == "The mapping says nothing of: Code."
    with translation.override("fr"):
        assert present_problem(made.error)["detail"] != "The mapping says nothing of: Code."


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_sentences_of_older_imports_are_known_again(language):
    told_then = told(
        "crs-looks-like", declared="EPSG:26194", code="EPSG:26191", where=told("lands-far", distance="412")
    )
    with translation.override(language):
        sentence, short = str(told_then), str(told("breaks-off", row=7, reason="end of file"))
    patterns = migration._patterns()
    assert migration.recognised(sentence, patterns) == told_then
    assert migration.recognised(short, patterns) == told("breaks-off", row="7", reason="end of file")
    assert str(migration.recognised("Words that nobody made.", patterns)) == "Words that nobody made."


def test_an_older_import_is_migrated_and_back(write, bring):
    made = refused(write, bring)
    kept = made.error
    apps = SimpleNamespace(get_model=lambda _app, _model: Import)
    migration.in_words(apps, None)
    made.refresh_from_db()
    assert made.error["type"] == "/problems/wrong-crs"
    assert "EPSG:26194" in made.error["detail"]
    migration.by_code(apps, None)
    made.refresh_from_db()
    assert (made.error["code"], made.error["kind"]) == (kept["code"], kept["kind"])
    assert made.error["message"]["code"] == kept["message"]["code"]


def test_every_message_survives_being_kept():
    for code in MESSAGES:
        message = told(code, **dict.fromkeys(_names(str(MESSAGES[code])), "x"))
        assert message_of(message.as_json()) == message
        assert present_problem(keep_problem(DomainError(message)))["detail"] == str(message)


def _names(text):
    return [part.split("}")[0] for part in text.split("{")[1:]]


@pytest.mark.parametrize(
    ("language", "word"), [("en", "No commune"), ("fr", "Aucune commune"), ("ar", "جماعة")]
)
def test_a_command_speaks_the_language_it_is_asked_in(commune, language, word):
    with pytest.raises(CommandError, match=word):
        call_command("cadastre_checksum", commune="nowhere", language=language, stdout=StringIO())
