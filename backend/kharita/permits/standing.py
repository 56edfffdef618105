"""Whether a decision still holds."""

from typing import Literal

from kharita.permits.models import Decision, State

Standing = Literal["valid", "expired", "revoked", "withdrawn", "replaced"]


def standing_of(decision: Decision) -> Standing:
    """What a decision is worth now: revoked by another one, lapsed, given up, replaced by an amendment."""
    permit = decision.permit
    if decision.revoked_at is not None:
        return "revoked"
    if decision.kind != Decision.Kind.GRANT:
        return "valid"
    ends: dict[str, Standing] = {State.EXPIRED: "expired", State.WITHDRAWN: "withdrawn"}
    if permit.state in ends:
        return ends[permit.state]
    if permit.amendments.filter(kind__code="AMEND", issued_at__isnull=False).exists():
        return "replaced"
    return "valid"
