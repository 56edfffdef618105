"""The law and the words of the permits desk, as data. A pure library: nothing here knows Django."""

from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent


def read_papers() -> dict[str, Any]:
    """`papers.yaml`: labels, tables and papers, in French and Arabic."""
    read: dict[str, Any] = yaml.safe_load((FOLDER / "papers.yaml").read_text(encoding="utf-8"))
    return read
