"""The demo's people: one for each role, and an officer of the neighbouring commune. All of them invented."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext as _

from kharita.accounts.models import Membership, User
from kharita.accounts.roles import Role
from kharita.territory.models import Commune

PASSWORD = "kharita-demo-2026"  # noqa: S105 - public on purpose: accounts of the demo town only
BERKANE, NEIGHBOUR = "02.113.01.09", "02.113.01.29"


@dataclass(frozen=True)
class Person:
    """A demo account: username, role, name in both scripts, language, commune."""

    username: str
    role: Role
    name: str
    name_ar: str
    language: str = "ar"
    commune: str = BERKANE


PEOPLE = (
    Person("admin", Role.ADMINISTRATOR, "Samira Haddad", "سميرة الحداد", "fr"),
    Person("urbanism", Role.URBANISM_OFFICER, "Youssef Ramdani", "يوسف رمضاني"),
    Person("commission", Role.COMMISSION_MEMBER, "Nadia Berkani", "نادية البركاني", "fr"),
    Person("president", Role.COUNCIL_PRESIDENT, "Abdelkader Mansouri", "عبد القادر المنصوري"),
    Person("inspector", Role.INSPECTOR, "Khalid Zerouali", "خالد الزروالي"),
    Person("manager", Role.SERVICE_MANAGER, "Hanane Yacoubi", "حنان اليعقوبي", "fr"),
    Person("crew", Role.CREW, "Mimoun Bouazza", "ميمون بوعزة"),
    Person("registry", Role.REGISTRY_CLERK, "Latifa Kadiri", "لطيفة القادري"),
    Person("agent", Role.FIELD_AGENT, "Soufiane Salhi", "سفيان الصالحي"),
    Person("architect", Role.CITIZEN, "Imane Lahlou", "إيمان لحلو", "fr"),
    Person("citizen", Role.CITIZEN, "Karim Benyounes", "كريم بنيونس"),
    Person(
        "urbanism-sidi-slimane", Role.URBANISM_OFFICER, "Bouchra Tahiri", "بشرى الطاهري", commune=NEIGHBOUR
    ),
)


def create_accounts(communes: dict[str, Commune]) -> int:
    """Make every demo account; `communes` by code. A username that is taken is an IntegrityError."""
    for person in PEOPLE:
        user = User(
            username=person.username,
            email=f"{person.username}@demo.example",
            full_name=person.name,
            full_name_ar=person.name_ar,
            language=person.language,
            password_is_public=True,
        )
        validate_password(PASSWORD, user)
        user.password = make_password(PASSWORD)
        user.save()
        Membership.objects.create(user=user, commune_id=communes[person.commune].pk, role=person.role)
    return len(PEOPLE)


def account_lines() -> list[str]:
    """What to print about the demo accounts that are here and still have the demo's password."""
    found = {user.username: user for user in User.objects.filter(password_is_public=True, is_active=True)}
    if not found:
        return [_("There are no demo accounts here.")]
    width = max(map(len, found))
    titles = {person.username: str(person.role.label) for person in PEOPLE}
    lines = [_("Demo accounts, all with the password %(password)s") % {"password": PASSWORD}]
    for person in PEOPLE:
        if user := found.get(person.username):
            commune = Commune.objects.filter(code=person.commune).first()
            lines.append(
                f"{user.username:{width}}  {titles[person.username]}, {commune.name if commune else ''}"
            )
    return lines
