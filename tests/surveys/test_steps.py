"""What the jobs say of how far they are, and the words that the desk has for it."""

import json
from pathlib import Path

import pytest

from kharita.surveys.services import comparing, ingest

MESSAGES = Path(__file__).parents[2] / "frontend" / "src" / "messages"


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
@pytest.mark.parametrize(
    ("group", "steps"),
    [("surveys.work", ingest.SHARES), ("surveys.comparing", comparing.SHARES)],
    ids=["ingest", "comparing"],
)
def test_each_step_of_a_job_has_its_words(language: str, group: str, steps: dict[str, float]) -> None:
    texts = json.loads((MESSAGES / f"{language}.json").read_text())
    assert [step for step in steps if not texts.get(f"{group}.{step}")] == []
