"""What anyone who holds a paper's code may learn: whether it is valid and what it is about, nobody's name."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from kharita.core.errors import DomainError, NotFound
from kharita.permits.models import IssuedPaper, State
from kharita.permits.paper.codes import read_code
from kharita.permits.paper.kinds import Words, paper_kinds
from kharita.permits.paper.signing import SignatureCheck, check_signature, load_identity

Status = Literal["valid", "expired", "withdrawn", "replaced"]
WITH_TERM = frozenset({"decision_granted", "site_panel"})
"""The papers whose validity ends with the permit's own."""
TERM_RUNS = frozenset({State.ISSUED, State.EXPIRED})
"""A permit lapses where works are not declared in time; once they are, it has no term."""


@dataclass(frozen=True)
class Verification:
    """A paper as its code shows it. `sha256` is its file's, against which any copy can be compared.

    `replaced_by`: the code and the reference of the paper that is in force in its place.
    """

    status: Status
    kind: str
    title: dict[str, str]
    reference: str
    commune: Words
    issued_at: datetime
    valid_until: date | None
    parcels: tuple[str, ...]
    sha256: str
    size: int
    is_signed: bool
    is_test: bool
    replaced_by: str | None
    replaced_by_reference: str


@dataclass(frozen=True)
class Comparison:
    """A file beside the paper: `is_same` byte for byte; what its own signature says (None: it has none)."""

    is_same: bool
    sha256: str
    signature: SignatureCheck | None


def verify(code: str, *, now: datetime) -> Verification:
    """The paper with this code, as typed or scanned. Raises `NotFound`."""
    paper = _find(code)
    permit = paper.permit
    links = permit.parcel_links.order_by("pk").values_list("reference", flat=True) if permit else ()
    has_term = permit is not None and paper.kind in WITH_TERM and permit.state in TERM_RUNS
    ends = permit.valid_until if permit and has_term else None
    successor = _in_its_place(paper)
    return Verification(
        status=_status(paper, ends, localtime(now).date()),
        kind=paper.kind,
        title=paper_kinds()[paper.kind].titles,
        reference=paper.reference,
        commune=Words(paper.commune.name_fr, paper.commune.name_ar),
        issued_at=paper.made_at,
        valid_until=ends,
        parcels=tuple(links),
        sha256=paper.sha256,
        size=paper.size,
        is_signed=paper.is_signed,
        is_test=paper.is_test,
        replaced_by=successor.code if successor else None,
        replaced_by_reference=successor.reference if successor else "",
    )


def compare(code: str, file: bytes) -> Comparison:
    """A copy that someone holds, beside the paper with this code. Raises `NotFound`."""
    paper = _find(code)
    sha256 = hashlib.sha256(file).hexdigest()
    is_same = sha256 == paper.sha256
    try:
        identity = load_identity()
    except DomainError:
        identity = None  # without the certificate a signature can be sound, but not known as ours
    return Comparison(is_same, sha256, check_signature(file, identity=identity))


def _find(code: str) -> IssuedPaper:
    found = IssuedPaper.objects.select_related("permit", "commune", "replaced_by").filter(
        code=read_code(code)
    )
    paper: IssuedPaper | None = found.first()
    if paper is None:
        raise NotFound(_("No document has this code. Compare it with the paper, letter by letter."))
    return paper


def _in_its_place(paper: IssuedPaper) -> IssuedPaper | None:
    """The last of those that replaced one another; a later paper never gives way to an earlier one."""
    successor = paper.replaced_by
    while successor is not None and successor.replaced_by is not None:
        successor = successor.replaced_by
    return successor


def _status(paper: IssuedPaper, ends: date | None, today: date) -> Status:
    if paper.replaced_by_id is not None:
        return "replaced"
    if ends is not None and ends < today:
        return "expired"
    return "valid" if paper.withdrawn_at is None else "withdrawn"
