"""Signing a printed paper: PAdES (ETSI EN 319 142-1), level B-B, or B-T where a timestamp service is set.

The signature covers every byte of the file; the visible stamp is part of what is signed and proves nothing by
itself: readers, `/verify` and any validator look at the signature.

pyHanko takes a second to load: it is imported by the functions that sign, since most processes never do.
"""

import hashlib
import tempfile
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from asn1crypto.x509 import Certificate
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kharita.core.errors import DomainError
from kharita.permits.contents.confined import LookFailed, Refusal, look
from kharita.permits.paper.certificates import TEST_MARK
from kharita.permits.paper.content import shown
from kharita.permits.paper.kinds import Words
from kharita.permits.paper.printing import Printed

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko.sign.timestamps import TimeStamper

FIELD = "Signature"


class CannotSign(DomainError):
    """There is no usable certificate, or the timestamp service does not answer."""

    status = 503
    code = "cannot-sign"
    title = gettext_lazy("The document could not be signed")


@dataclass(frozen=True)
class Identity:
    """Who signs: a key with its certificate chain. `is_test` shows in the stamp and where it is verified."""

    signer: "SimpleSigner"
    certificate: Certificate
    holder: str
    is_test: bool


@dataclass(frozen=True)
class Signed:
    """A signed file and its SHA-256 in hex."""

    pdf: bytes
    sha256: str
    is_test: bool


@dataclass(frozen=True)
class SignatureCheck:
    """What a file's signature says: `is_intact` when no byte changed, `is_ours` when our key made it."""

    is_intact: bool
    is_ours: bool
    holder: str
    is_test: bool


def load_identity() -> Identity:
    """The deployment's certificate. Raises `CannotSign` when there is none, or its passphrase is wrong."""
    from pyhanko.sign.signers import SimpleSigner

    path: Path = settings.KHARITA.signing_certificate
    passphrase = settings.KHARITA.signing_passphrase.get_secret_value()
    try:
        packed = path.read_bytes()
    except OSError as error:
        raise CannotSign(
            _("No signing certificate is installed: the administrator sets KHARITA_SIGNING_CERTIFICATE.")
        ) from error
    try:
        signer = SimpleSigner.load_pkcs12_data(
            packed, other_certs=[], passphrase=passphrase.encode() if passphrase else None
        )
    except ValueError as error:
        raise CannotSign(_("The signing certificate cannot be opened: is its passphrase right?")) from error
    if signer.signing_cert is None:
        raise CannotSign(_("The signing file holds a key without its certificate."))
    subject = signer.signing_cert.subject.native
    return Identity(signer, signer.signing_cert, subject.get("common_name", ""), TEST_MARK in str(subject))


def check_ready(*, now: datetime) -> None:
    """Raises `CannotSign` while there is no certificate that is valid now: before a decision, not after."""
    _check_valid(load_identity().certificate, now)


def _check_valid(certificate: Certificate, now: datetime) -> None:
    if not certificate.not_valid_before <= now <= certificate.not_valid_after:
        raise CannotSign(_("The signing certificate is not valid today: it has to be renewed."))


def timestamper() -> "TimeStamper | None":
    """The deployment's timestamp service, None where none is set."""
    url = settings.KHARITA.signing_timestamp_url
    if not url:
        return None
    from pyhanko.sign.timestamps import HTTPTimeStamper

    return HTTPTimeStamper(url)


def sign(
    printed: Printed,
    *,
    identity: Identity,
    signatory: Words,
    now: datetime,
    stamper: "TimeStamper | None" = None,
) -> Signed:
    """The signed file of `printed`, with the visible stamp in its box.

    Raises `CannotSign` for an expired certificate or a silent timestamp service, `ValueError` for a paper
    that nobody signs.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers
    from pyhanko.sign.timestamps import TimestampRequestError

    if printed.signature is None:
        raise ValueError("this kind of paper is not signed")
    _check_valid(identity.certificate, now)
    box = printed.signature
    corners = (round(box.left), round(box.bottom), round(box.right), round(box.top))
    writer = IncrementalPdfFileWriter(BytesIO(printed.pdf))
    fields.append_signature_field(writer, fields.SigFieldSpec(FIELD, on_page=box.page, box=corners))
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        name=signatory.fr or signatory.ar,
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    with tempfile.TemporaryDirectory(prefix="kharita-stamp-") as folder:
        drawn = Path(folder) / "stamp.pdf"
        drawn.write_bytes(_stamp(identity, signatory, now, corners[2] - corners[0], corners[3] - corners[1]))
        signing = signers.PdfSigner(
            metadata, identity.signer, timestamper=stamper, stamp_style=_style(str(drawn))
        )
        try:
            done = signing.sign_pdf(writer)
        except (TimestampRequestError, OSError) as error:
            raise CannotSign(_("The timestamp service does not answer. Try again in a while.")) from error
    pdf = done.getbuffer().tobytes()
    return Signed(pdf, hashlib.sha256(pdf).hexdigest(), identity.is_test)


def check_signature(pdf: bytes, *, identity: Identity | None) -> SignatureCheck | None:
    """What the file's last signature says; None for a file without one, or that cannot be read.

    `identity`: ours, if there is one. A stranger's file is read by a process of its own.
    """
    with tempfile.TemporaryDirectory(prefix="kharita-signed-") as folder:
        path = Path(folder) / "signed.pdf"
        path.write_bytes(pdf)
        try:
            found = look("signature", path)
        except (LookFailed, Refusal):
            return None
    if not found["is_signed"]:
        return None
    ours = identity.certificate.sha256.hex() if identity else None
    return SignatureCheck(found["is_intact"], found["certificate"] == ours, found["holder"], found["is_test"])


def _style(path: str) -> Any:
    from pyhanko.pdf_utils.layout import AxisAlignment, InnerScaling, Margins, SimpleBoxLayoutRule
    from pyhanko.stamp import StaticStampStyle

    exactly = SimpleBoxLayoutRule(
        x_align=AxisAlignment.ALIGN_MIN,
        y_align=AxisAlignment.ALIGN_MIN,
        margins=Margins(),
        inner_content_scaling=InnerScaling.STRETCH_TO_FIT,
    )
    return StaticStampStyle.from_pdf_file(path, border_width=0, background_layout=exactly)


def _stamp(identity: Identity, signatory: Words, now: datetime, width: int, height: int) -> bytes:
    """The stamp as a PDF page of `width` by `height` points, in the type of the paper around it."""
    from kharita.permits.paper.fetching import document

    zone = ZoneInfo(settings.KHARITA.time_zone)
    html = render_to_string(
        "paper/stamp.html",
        {
            "width": width,
            "height": height,
            "signatory": signatory,
            "holder": identity.holder,
            "is_test": identity.is_test,
            "at_ar": shown(now, "ar", zone),
            "at_fr": shown(now, "fr", zone),
        },
    )
    drawn: bytes = document(html).write_pdf(pdf_identifier=hashlib.sha256(html.encode()).digest()[:16])
    return drawn
