"""One paper of each kind, with values that a reader can find again in the printed file."""

# ruff: noqa: E501 - what is said in two scripts reads best on one line
from datetime import UTC, date, datetime
from decimal import Decimal

from kharita.permits.paper.content import Letterhead, Paper, Value
from kharita.permits.paper.kinds import LANGUAGES, Words, paper_kinds

LETTERHEAD = Letterhead(
    region=Words("Région de l'Oriental", "جهة الشرق"),
    province=Words("Province de Berkane", "إقليم بركان"),
    commune=Words("Commune de Berkane", "جماعة بركان"),
    service=Words("Division de l'urbanisme", "قسم التعمير"),
)
ISSUED_AT = datetime(2026, 3, 16, 9, 45, tzinfo=UTC)
CODE = "K7QX-2MWD-9RTF-4HBN"
URL = f"https://maps.commune.example/verify/{CODE}"

PRESIDENT = Words("Le président du conseil de la commune", "رئيس مجلس الجماعة")

VALUES: dict[str, Value] = {
    "reference": "BRK-2026-00042",
    "granted_reference": "PC-2026-00017",
    "submitted_at": datetime(2026, 3, 2, 10, 30, tzinfo=UTC),
    "applicant": Words("Amina Lahlou", "أمينة لحلو"),
    "project_owner": Words("Youssef Benmoussa", "يوسف بنموسى"),
    "architect": Words("Salma Idrissi, n° 1234", "سلمى الإدريسي، رقم 1234"),
    "act": Words("Permis de construire (petit projet)", "رخصة البناء (مشروع صغير)"),
    "parcels": "12345/40, 12346/40",
    "address": Words("12, rue Ibn Khaldoun, quartier Al Massira", "12، زنقة ابن خلدون، حي المسيرة"),
    "use": Words("Habitation", "سكني"),
    "floors": "R+2",
    "height": Decimal("11.50"),
    "floor_area": Decimal("486.90"),
    "covered_area": Decimal("182.30"),
    "overhang": Decimal("4.20"),
    "taxed_area": 191,
    "rate": Decimal("25.00"),
    "amount": Decimal("4775.00"),
    "delay": 15,
    "due_on": date(2026, 3, 24),
    "silence": Words(
        "Le silence vaut accord, sur attestation du gouverneur.",
        "يعتبر سكوت الإدارة موافقة، بشهادة من السيد العامل.",
    ),
    "agent": Words("Karim Ouali", "كريم والي"),
    "contact": "guichet@commune.example, 05 36 00 00 00",
    "answer_by": date(2026, 4, 1),
    "entity": Words("l'Agence urbaine d'Oujda", "الوكالة الحضرية لوجدة"),
    "opinion": Words("favorable avec réserves", "رأي موافق مع تحفظات"),
    "given_on": date(2026, 3, 9),
    "decided_on": date(2026, 3, 16),
    "expires_on": date(2027, 3, 16),
    "fee_title": Words("Taxe sur les opérations de construction", "الرسم على عمليات البناء"),
    "pay_by": date(2026, 4, 16),
    "paid_on": date(2026, 3, 18),
    "receipt_number": "Q-2026-00311",
    "payment_method": Words("Carte bancaire", "بطاقة بنكية"),
    "session": "7/2026",
    "session_at": datetime(2026, 3, 10, 9, 0, tzinfo=UTC),
    "place": Words("Siège de la commune", "مقر الجماعة"),
    "chair": Words("Nadia Chraïbi", "نادية الشرايبي"),
    "quorum": Words("Atteint (4 sur 5)", "متوفر (4 من 5)"),
    "works_started_on": date(2026, 5, 4),
    "contractor": Words("Entreprise Zegzel Bâtiment", "مقاولة زكزل للبناء"),
    "silence_since": date(2026, 3, 24),
    "governor": Words("Gouverneur de la province de Berkane", "السيد عامل إقليم بركان"),
    "inspected_at": datetime(2026, 6, 11, 14, 15, tzinfo=UTC),
    "inspector": Words("Hicham Tazi", "هشام التازي"),
    "stage": Words("Coulage de la dalle du rez-de-chaussée", "صب سقف الطابق الأرضي"),
    "conclusion": Words("travaux conformes, avec une remarque", "الأشغال مطابقة مع ملاحظة واحدة"),
    "offender": Words("Youssef Benmoussa", "يوسف بنموسى"),
    "observed_at": datetime(2026, 6, 11, 14, 15, tzinfo=UTC),
    "offence": Words("Construction d'un étage non autorisé", "بناء طابق غير مرخص"),
    "remedy_by": date(2026, 7, 11),
    "completed_on": date(2027, 1, 20),
    "surveyed_on": date(2027, 2, 3),
    "units": 3,
    "fee_law": "Loi 47-06, art. 49 à 56",
    "appeal_until": date(2026, 5, 15),
}
HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
TABLES: dict[str, tuple[tuple[Value, ...], ...]] = {
    "documents": (
        (Words("Certificat de propriété", "شهادة الملكية"), 2, HASH),
        (Words("Plan de situation", "تصميم الموقع"), 1, HASH),
        (Words("Plans de l'architecte", "تصاميم المهندس المعماري"), 14, HASH),
    ),
    "missing": (
        (Words("Étude de sol", "دراسة التربة"), Words("Rapport d'un laboratoire agréé", "تقرير مختبر معتمد")),
        (Words("Façade nord", "الواجهة الشمالية"), Words("Coter la saillie du balcon", "تحديد أبعاد بروز الشرفة")),
    ),
    "reservations": (
        (Words("Réduire la saillie à 0,80 m", "تقليص البروز إلى 0,80 م"), Words("Règlement du PA, art. 14", "ضابط تصميم التهيئة، المادة 14")),
    ),
    "reasons": (
        (Words("Hauteur de 14,50 m pour 11,50 m autorisés", "علو 14,50 م بينما المسموح به 11,50 م"), Words("PA, zone R+2, art. 9", "تصميم التهيئة، منطقة ط+2، المادة 9")),
        (Words("Recul latéral absent", "غياب التراجع الجانبي"), Words("PA, art. 11", "تصميم التهيئة، المادة 11")),
    ),
    "opinions": (
        (Words("Agence urbaine", "الوكالة الحضرية"), Words("Favorable avec réserves", "موافق مع تحفظات"), date(2026, 3, 9)),
        (Words("Protection civile", "الوقاية المدنية"), Words("Favorable", "موافق"), date(2026, 3, 6)),
    ),
    "attendance": (
        (Words("Agence urbaine", "الوكالة الحضرية"), Words("R. Filali", "ر. الفيلالي"), Words("Présent", "حاضر")),
        (Words("Protection civile", "الوقاية المدنية"), None, Words("Excusé", "معتذر")),
    ),
    "agenda": (
        ("BRK-2026-00042", Words("R+2, habitation", "ط+2، سكني"), Words("Favorable avec réserves", "موافق مع تحفظات"), Words("Saillie à réduire", "يقلص البروز")),
        ("BRK-2026-00039", Words("Lotissement Al Amal", "تجزئة الأمل"), Words("Ajourné", "مؤجل"), None),
    ),
    "session_opinions": (
        ("BRK-2026-00042", Words("Agence urbaine", "الوكالة الحضرية"), Words("Favorable avec réserves", "موافق مع تحفظات"), Words("Saillie à réduire", "يقلص البروز")),
    ),
    "checklist": (
        (Words("Panneau de chantier", "لوحة الورش"), Words("Présent", "موجودة"), None),
        (Words("Implantation", "التوقيع"), Words("Conforme", "مطابق"), Words("Écart mesuré : 0,04 m", "الفارق المقيس: 0,04 م")),
    ),
    "observations": (
        (Words("Un étage au-dessus du R+2 autorisé", "طابق فوق ط+2 المرخص"), Words("Loi 12-90, art. 64", "القانون 12.90، المادة 64")),
    ),
}  # fmt: skip


KINDS = tuple(kind.id for kind in paper_kinds().values() if kind.layout in ("letter", "panel"))
"""The papers of the desk; what floors above print is tested with them."""


def sample(kind: str, *languages: str, **values: Value) -> Paper:
    """A paper of `kind` in `languages` (none: all), with `values` in place of the usual ones."""
    found = paper_kinds()[kind]
    writer = VALUES.get("inspector" if "inspector" in found.facts else found.sender)
    return Paper(
        kind=found,
        languages=languages or LANGUAGES,
        letterhead=LETTERHEAD,
        reference=str(VALUES["granted_reference" if found.signed else "reference"]),
        issued_at=ISSUED_AT,
        place=Words("Berkane", "بركان"),
        text=found.text,
        values=VALUES | values,
        tables=TABLES,
        code=CODE,
        url=URL,
        signatory=PRESIDENT if found.signed else writer if isinstance(writer, Words) else None,
    )
