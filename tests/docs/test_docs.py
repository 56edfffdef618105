"""What the documents name exists."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
TOP = "backend/|frontend/|gis_data/|notebooks/|tests/|docs/"


@pytest.mark.parametrize("doc", DOCS, ids=lambda doc: str(doc.relative_to(ROOT)))
def test_every_path_that_a_document_names_exists(doc: Path) -> None:
    text = doc.read_text(encoding="utf-8")
    links = {(doc.parent / link) for link in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text)}
    named = {ROOT / path for path in re.findall(rf"`((?:{TOP})[\w./-]*)`", text)}
    missing = sorted(str(path) for path in links | named if not path.exists())
    assert not missing


@pytest.mark.parametrize("doc", DOCS, ids=lambda doc: str(doc.relative_to(ROOT)))
def test_every_command_that_a_document_names_exists(doc: Path) -> None:
    text = doc.read_text(encoding="utf-8")
    usage = subprocess.run([ROOT / "kharita", "help"], capture_output=True, text=True, check=True).stdout
    for command in set(re.findall(r"\./kharita ([a-z]+)", text)):
        assert re.search(rf"\b{command}\b", usage), f"./kharita {command} is not in its help"
    commands = {path.stem for path in (ROOT / "backend").rglob("management/commands/*.py")}
    built_in = {"check", "migrate", "shell", "makemessages", "compilemessages"}
    for command in set(re.findall(r"(?:kharita manage|manage\.py) ([a-z_]+)", text)):
        assert command in commands | built_in, f"manage {command} does not exist"


def test_every_dependency_is_explained() -> None:
    explained = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8").lower()
    for source in ("requirements.in", "requirements-dev.in"):
        for line in (ROOT / source).read_text().splitlines():
            name = re.split(r"[~=<>\[;#]", line)[0].strip().lower()
            if name and not name.startswith("-") and not name.startswith("types-"):
                assert re.search(rf"\b{re.escape(name)}\b", explained), f"{name} is not explained"
