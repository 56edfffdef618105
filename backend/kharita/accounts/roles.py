"""What each role may do. A permission is `<floor>.<verb>_<noun>`, held in the communes the person serves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """Roles of domain.md. The public is nobody: it has no account and no role."""

    ADMINISTRATOR = "administrator", _("Administrator")
    URBANISM_OFFICER = "urbanism_officer", _("Urbanism officer")
    COMMISSION_MEMBER = "commission_member", _("Commission member")
    COUNCIL_PRESIDENT = "council_president", _("President of the council")
    INSPECTOR = "inspector", _("Inspector")
    SERVICE_MANAGER = "service_manager", _("Service manager")
    CREW = "crew", _("Crew")
    REGISTRY_CLERK = "registry_clerk", _("Registry clerk")
    FIELD_AGENT = "field_agent", _("Field agent")
    CITIZEN = "citizen", _("Citizen")


# Everyone who works for the commune: its non-public rows, but no personal data.
_STAFF = frozenset({"territory.view_desk", "territory.view_history", "territory.view_attributes"})
_CADASTRE = frozenset({"territory.view_owner", "importing.view_import"})
# Whoever handles the dossiers of permits: all but drafts, with the people in them. To apply takes no role.
_PERMITS = frozenset({"permits.view_permit", "permits.view_applicant"})
# Surveys and their imagery before they are published; findings accuse someone: for who follows them up.
_SURVEYS = frozenset({"surveys.view_survey"})
_FINDINGS = _SURVEYS | {"surveys.view_finding"}

PERMISSIONS: dict[Role, frozenset[str]] = {
    Role.ADMINISTRATOR: _STAFF
    | _CADASTRE
    | _FINDINGS
    | {
        "territory.change_territory",
        "importing.run_import",
        "accounts.manage_users",
        "core.view_audit",
        "permits.manage_rules",
        "surveys.publish_survey",
        "surveys.tune_detection",
    },
    Role.URBANISM_OFFICER: _STAFF
    | _CADASTRE
    | _PERMITS
    | _FINDINGS
    | {
        "territory.change_territory",
        "importing.run_import",
        "permits.review_permit",
        "permits.record_payment",
        "surveys.upload_survey",
        "surveys.publish_survey",
        "surveys.judge_finding",
        "surveys.tune_detection",
        "surveys.plan_irrigation",
    },
    Role.COMMISSION_MEMBER: _STAFF | _SURVEYS | {"permits.give_opinion"},
    Role.COUNCIL_PRESIDENT: _STAFF | _CADASTRE | _PERMITS | _FINDINGS | {"permits.sign_permit"},
    Role.INSPECTOR: _STAFF
    | _PERMITS
    | _FINDINGS
    | {
        "territory.view_owner",
        "permits.inspect_site",
        "surveys.upload_survey",
        "surveys.judge_finding",
    },
    Role.SERVICE_MANAGER: _STAFF | _SURVEYS | {"surveys.plan_irrigation"},
    Role.CREW: frozenset({"territory.view_desk"}),
    Role.REGISTRY_CLERK: frozenset({"territory.view_desk"}),
    Role.FIELD_AGENT: frozenset({"territory.view_desk"}),
    Role.CITIZEN: frozenset(),
}
ALL_PERMISSIONS = frozenset().union(*PERMISSIONS.values())
