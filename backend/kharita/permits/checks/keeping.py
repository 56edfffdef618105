"""Runs of the checks that are kept: what was found, and on which version of the dossier."""

from datetime import datetime

from kharita.accounts.models import User
from kharita.permits.checks.dossier import check_permit
from kharita.permits.checks.presenting import as_json
from kharita.permits.models import CheckRun, Permit
from kharita.permits.services.calendars import calendar_of


def run_of(*, permit: Permit, by: User | None, now: datetime) -> CheckRun:
    """A run over the dossier as it is now, not stored; `by=None` is the system itself."""
    today = calendar_of(permit.commune_id).day_of(now)
    findings = as_json(check_permit(permit=permit, today=today))
    return CheckRun(permit=permit, at=now, run_by=by, permit_version=permit.version, findings=findings)


def keep_first(*, permit: Permit, now: datetime) -> CheckRun | None:
    """The run that a submitted dossier begins with; None where one has been kept already."""
    if CheckRun.objects.filter(permit=permit).exists():
        return None
    run = run_of(permit=permit, by=None, now=now)
    run.save()
    return run
