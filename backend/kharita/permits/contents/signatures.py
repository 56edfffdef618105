"""A PDF's signature: who made it, and whether every byte of the file is still the one that was signed."""

from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import UnacceptableSignerError
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext

from kharita.core.confined_child import Fault
from kharita.permits.paper.certificates import TEST_MARK


def look_at_signature(path: Path) -> dict[str, Any]:
    """`{"is_signed", "is_intact", "certificate" (SHA-256 in hex), "holder", "is_test"}`. Raises `Fault`.

    Whether the certificate is one to trust is for the caller, who knows its own.
    """
    try:
        with path.open("rb") as file:
            signatures = PdfFileReader(file).embedded_signatures
            if not signatures:
                return {"is_signed": False}
            return _told(signatures[-1])
    except (
        PdfError,
        SignatureValidationError,
        UnacceptableSignerError,
        ValueError,
        KeyError,
        TypeError,
    ) as error:
        raise Fault("damaged") from error


def _told(signature: Any) -> dict[str, Any]:
    certificate = signature.signer_cert
    status = validate_pdf_signature(signature, ValidationContext(trust_roots=[], allow_fetching=False))
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    return {
        "is_signed": True,
        "is_intact": bool(status.intact and status.valid and whole),
        "certificate": certificate.sha256.hex(),
        "holder": certificate.subject.native.get("common_name", ""),
        "is_test": TEST_MARK in str(certificate.subject.native),
    }
