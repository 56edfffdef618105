"""What one paper says: plain frozen data, all that is to be printed and nothing that has to be looked up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from kharita.permits.paper.kinds import PaperKind, Words

Value = str | int | Decimal | date | datetime | Words | None
_FR_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
    "novembre", "décembre",
)  # fmt: skip
# As Moroccan administrations name the months, which is neither the Levant's way nor Egypt's.
_AR_MONTHS = (
    "يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر",
)  # fmt: skip
_NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class Letterhead:
    """Who writes: the administration from the kingdom down to the commune, and where to reach it."""

    region: Words
    province: Words
    commune: Words
    service: Words
    contact: str = ""


@dataclass(frozen=True)
class Figure:
    """A picture (`data`: JPEG or PNG) or a drawing (`svg`: our own, printed as it is), with its caption."""

    id: str
    caption: Words
    data: bytes = b""
    svg: str = ""


@dataclass(frozen=True)
class Paper:
    """One paper to be printed.

    `languages` follow one another in the file, each with a page of its own. `text` is the wording by
    language, `values` and `tables` what its names and lists stand for. `code` is the verification's, `url`
    the page that answers it. Times are aware; they are printed in `zone`.
    """

    kind: PaperKind
    languages: tuple[str, ...]
    letterhead: Letterhead
    reference: str
    issued_at: datetime
    place: Words
    text: Mapping[str, str]
    values: Mapping[str, Value]
    code: str
    url: str
    tables: Mapping[str, tuple[tuple[Value, ...], ...]] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()
    signatory: Words | None = None
    zone: ZoneInfo = ZoneInfo("Africa/Casablanca")

    def shown(self, name: str, language: str) -> str:
        """The value `name` as it is printed, "" when it is not known."""
        return shown(self.values.get(name), language, self.zone)


def shown(value: Value, language: str, zone: ZoneInfo) -> str:
    """A value as both languages print it: Latin digits, Gregorian dates, Moroccan names of months."""
    if value is None:
        return ""
    if isinstance(value, Words):
        return value.in_(language)
    if isinstance(value, datetime):
        local = value.astimezone(zone)
        between = "على الساعة" if language == "ar" else "à"
        return f"{_date(local.date(), language)} {between} {local:%H:%M}"
    if isinstance(value, date):
        return _date(value, language)
    if isinstance(value, Decimal):
        return f"{value:,f}".replace(",", _NO_BREAK).replace(".", ",")
    if isinstance(value, int):
        return f"{value:,}".replace(",", _NO_BREAK)
    return value


def _date(day: date, language: str) -> str:
    months = _AR_MONTHS if language == "ar" else _FR_MONTHS
    number = "1er" if language != "ar" and day.day == 1 else str(day.day)
    return f"{number}{_NO_BREAK}{months[day.month - 1]}{_NO_BREAK}{day.year}"
