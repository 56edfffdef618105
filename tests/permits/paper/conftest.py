"""A test certificate made once, and papers read back by Poppler's tools."""

import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from kharita.permits.paper.certificates import make_test_certificate
from kharita.permits.paper.signing import Identity, load_identity

PASSPHRASE = "Moulouya-signs"


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("signing") / "test.p12"
    make_test_certificate(
        path, holder="Nadia Chraïbi", commune="Berkane", passphrase=PASSPHRASE, now=datetime.now(UTC)
    )
    return path


@pytest.fixture
def identity(certificate: Path, settings: Any) -> Identity:
    settings.KHARITA = settings.KHARITA.model_copy(
        update={"signing_certificate": certificate, "signing_passphrase": SecretStr(PASSPHRASE)}
    )
    return load_identity()


@pytest.fixture
def text_of(tmp_path: Path) -> Callable[[bytes], str]:
    """The text of a PDF as Poppler reads it, spaces made plain and direction marks dropped."""

    def read(pdf: bytes) -> str:
        path = tmp_path / "read.pdf"
        path.write_bytes(pdf)
        done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True)
        marks = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u200e\u200f\u2066\u2067\u2068\u2069"))
        return " ".join(done.stdout.translate(marks).split())

    return read
