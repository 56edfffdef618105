"""Signatures that other programs confirm, and that one altered byte breaks."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import pem
from pydantic import SecretStr
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps import DummyTimeStamper

from kharita.permits.paper.certificates import make_test_certificate
from kharita.permits.paper.kinds import Words
from kharita.permits.paper.printing import print_paper
from kharita.permits.paper.signing import (
    CannotSign,
    Identity,
    Signed,
    check_signature,
    load_identity,
    sign,
)
from tests.permits.paper.samples import sample

PRESIDENT = Words("Nadia Chraïbi, présidente du conseil", "نادية الشرايبي، رئيسة المجلس")


@pytest.fixture
def signed(identity: Identity) -> Signed:
    printed = print_paper(sample("decision_granted", "fr"))
    return sign(printed, identity=identity, signatory=PRESIDENT, now=datetime.now(UTC))


def _validate(pdf: bytes, identity: Identity, folder: Path) -> subprocess.CompletedProcess[str]:
    """pyHanko's own command, which trusts the test authority alone."""
    authority = next(found for found in identity.signer.cert_registry if found.self_issued and found.ca)
    (folder / "authority.pem").write_bytes(pem.armor("CERTIFICATE", authority.dump()))
    (folder / "signed.pdf").write_bytes(pdf)
    command = ["pyhanko", "sign", "validate", "--pretty-print", "--trust", "authority.pem", "signed.pdf"]
    return subprocess.run(
        [Path(sys.executable).parent / command[0], *command[1:]],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_pyhankos_own_command_confirms_the_signature(
    signed: Signed, identity: Identity, tmp_path: Path
) -> None:
    done = _validate(signed.pdf, identity, tmp_path)
    told = done.stdout + done.stderr
    assert done.returncode == 0, told
    assert "The signature is judged VALID" in told
    assert "The signature is cryptographically sound" in told


def test_poppler_confirms_the_signature(signed: Signed, tmp_path: Path) -> None:
    (tmp_path / "signed.pdf").write_bytes(signed.pdf)
    told = subprocess.run(
        ["pdfsig", "-nocert", "signed.pdf"], cwd=tmp_path, capture_output=True, text=True, check=False
    ).stdout
    assert "Signature Validation: Signature is Valid." in told
    assert "Total document signed" in told
    assert "ETSI.CAdES.detached" in told


def test_one_altered_byte_is_detected_by_all(signed: Signed, identity: Identity, tmp_path: Path) -> None:
    altered = bytearray(signed.pdf)
    place = altered.index(b"/MediaBox") + 14
    altered[place] = ord("1") if altered[place] != ord("1") else ord("2")
    found = check_signature(bytes(altered), identity=identity)
    assert found is not None
    assert not found.is_intact
    told = _validate(bytes(altered), identity, tmp_path)
    assert "INVALID" in told.stdout + told.stderr
    (tmp_path / "signed.pdf").write_bytes(altered)
    poppler = subprocess.run(
        ["pdfsig", "-nocert", "signed.pdf"], cwd=tmp_path, capture_output=True, text=True, check=False
    ).stdout
    assert "Digest Mismatch" in poppler


def test_what_is_added_behind_the_signature_is_detected(signed: Signed, identity: Identity) -> None:
    found = check_signature(signed.pdf + b"\n% one more line\n", identity=identity)
    assert found is not None
    assert not found.is_intact


def test_our_own_check_knows_our_key_and_the_test_mark(signed: Signed, identity: Identity) -> None:
    found = check_signature(signed.pdf, identity=identity)
    assert found is not None
    assert (found.is_intact, found.is_ours, found.is_test) == (True, True, True)
    assert found.holder == "Nadia Chraïbi"
    assert signed.is_test


def test_another_key_makes_a_sound_signature_that_is_not_ours(
    identity: Identity, tmp_path: Path, settings: Any
) -> None:
    path = tmp_path / "other.p12"
    make_test_certificate(path, holder="Someone", commune="Elsewhere", passphrase="", now=datetime.now(UTC))
    settings.KHARITA = settings.KHARITA.model_copy(update={"signing_certificate": path})
    with pytest.raises(CannotSign):
        load_identity()  # the passphrase of the other one does not open it
    settings.KHARITA = settings.KHARITA.model_copy(update={"signing_passphrase": SecretStr("")})
    other = load_identity()
    printed = print_paper(sample("decision_refused", "ar"))
    forged = sign(printed, identity=other, signatory=PRESIDENT, now=datetime.now(UTC))
    found = check_signature(forged.pdf, identity=identity)
    assert found is not None
    assert (found.is_intact, found.is_ours) == (True, False)


def test_a_timestamp_is_embedded_where_a_service_is_set(identity: Identity) -> None:
    stamper = DummyTimeStamper(
        tsa_cert=identity.signer.signing_cert, tsa_key=identity.signer.signing_key,
        certs_to_embed=identity.signer.cert_registry, fixed_dt=datetime(2026, 3, 16, 10, tzinfo=UTC),
    )  # fmt: skip
    printed = print_paper(sample("occupancy_permit", "fr"))
    signed = sign(printed, identity=identity, signatory=PRESIDENT, now=datetime.now(UTC), stamper=stamper)
    signature = PdfFileReader(BytesIO(signed.pdf)).embedded_signatures[0]
    attributes = signature.signed_data["signer_infos"][0]["unsigned_attrs"]
    assert "signature_time_stamp_token" in [attribute["type"].native for attribute in attributes]
    found = check_signature(signed.pdf, identity=identity)
    assert found is not None
    assert found.is_intact


def test_an_expired_certificate_signs_nothing(identity: Identity) -> None:
    printed = print_paper(sample("decision_granted", "fr"))
    with pytest.raises(CannotSign, match="not valid today"):
        sign(printed, identity=identity, signatory=PRESIDENT, now=datetime.now(UTC) + timedelta(days=7300))


def test_a_paper_that_nobody_signs_has_no_place_for_it(identity: Identity) -> None:
    printed = print_paper(sample("receipt", "fr"))
    assert printed.signature is None
    with pytest.raises(ValueError, match="not signed"):
        sign(printed, identity=identity, signatory=PRESIDENT, now=datetime.now(UTC))


def test_without_a_certificate_the_administrator_is_told_what_to_set(settings: Any, tmp_path: Path) -> None:
    settings.KHARITA = settings.KHARITA.model_copy(update={"signing_certificate": tmp_path / "none.p12"})
    with pytest.raises(CannotSign, match="KHARITA_SIGNING_CERTIFICATE"):
        load_identity()


def test_a_certificate_is_never_overwritten(certificate: Path) -> None:
    before = certificate.read_bytes()
    with pytest.raises(FileExistsError):
        make_test_certificate(certificate, holder="x", commune="y", passphrase="", now=datetime.now(UTC))
    assert certificate.read_bytes() == before


def test_what_is_no_pdf_has_no_signature(identity: Identity) -> None:
    assert check_signature(b"%PDF-1.7 nonsense", identity=identity) is None
    assert check_signature(print_paper(sample("receipt", "fr")).pdf, identity=identity) is None
