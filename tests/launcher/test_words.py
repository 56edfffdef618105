"""The launcher speaks the language of its setting, else of the system."""

import ast
import io
import re
from pathlib import Path

import pytest

from launcher import cli, words, words_ar, words_fr
from launcher.errors import LauncherError
from launcher.progress import Progress

# Texts of which a gap is no value but a part of the sentence, as they come out.
FORMS = {
    "Kharita is already up{}.": "Kharita is already up.",
    "The {} does not answer on {} after {} s ({}).": "The worker does not answer on / after 7 s (status 5).",
}
LAUNCHER = Path(words.__file__).parent


@pytest.fixture(autouse=True)
def _english_again(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "KHARITA_LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    yield
    words.choose("en")


@pytest.mark.parametrize(
    ("setting", "system", "language"),
    [("fr", "ar_MA.UTF-8", "fr"), (None, "ar_MA.UTF-8", "ar"), (None, "fr_FR.UTF-8", "fr"),
     (None, "de_DE.UTF-8", "en"), (None, "C.UTF-8", "en"), (None, "", "en"), ("ar", "C", "ar")],
)  # fmt: skip
def test_the_setting_decides_then_the_system(monkeypatch, setting, system, language):
    monkeypatch.setenv("LANG", system)
    assert words.choose(setting) == language


def test_a_failure_is_told_in_french_with_its_port_and_its_mend(capsys):
    words.choose("fr")
    mend = "Stop that program, or choose another port: `./kharita up --port 8001`."
    error = LauncherError("Port 8000 is taken by another program.", mend=mend)
    cli._explain(error)
    told = capsys.readouterr().err
    assert "Le port 8000 est pris par un autre programme." in told
    assert "`./kharita up --port 8001`" in told


def test_steps_are_named_in_arabic_and_the_output_of_tools_is_left_alone():
    words.choose("ar")
    stream = io.StringIO()
    progress = Progress(stream)
    with progress.step("Database") as step:
        step.note("npm WARN deprecated left-pad")
        step.say("up to date")
    assert "✓ قاعدة البيانات" in stream.getvalue()
    assert "محدّث" in stream.getvalue()
    assert "npm WARN deprecated left-pad" in stream.getvalue()


def test_help_is_in_the_language_of_the_setting(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("KHARITA_LANGUAGE", "fr")
    assert cli.main(str(tmp_path), ["help"]) == 0
    assert "la carte de travail d’une commune" in capsys.readouterr().out


def test_both_lists_have_the_same_lines_and_their_gaps():
    assert words_ar.WORDS.keys() == words_fr.WORDS.keys()
    for known in (words_ar.WORDS, words_fr.WORDS):
        for english, translation in known.items():
            gaps = {int(number) for number in re.findall(r"\{(\d+)\}", translation)}
            assert gaps <= set(range(english.count("{}"))), english


def test_every_cause_and_mend_is_known_in_both_languages():
    """What `LauncherError` is given as a whole text."""
    missing = set()
    for path in LAUNCHER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "LauncherError":
                given = [*node.args[:1], *(k.value for k in node.keywords if k.arg == "mend")]
                missing |= {text for text in map(_template, given) if text and not _known(text)}
    assert missing == set()


def _template(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in node.values)
    return None


def _known(text: str) -> bool:
    words.choose("fr")
    filled = FORMS.get(text, text.replace("{}", "7"))
    return words.say(filled) != filled or text.count("{}") * 2 >= len(text.split())
