"""The documents of the demo's dossiers: one page each, which says in two languages what it stands for."""

from functools import cache

from weasyprint import HTML

from kharita.permits.models import DocumentKind

_PAGE = """<html><style>
@page {{ size: A4; margin: 2cm }}
body {{ font-family: sans-serif; text-align: center }}
h1, h2 {{ font-weight: 500 }}
div {{ border: 1px solid #555; height: 12cm; margin-top: 2cm }}
</style><body><h1 lang="ar" dir="rtl">{ar}</h1><h2 lang="fr">{fr}</h2><div></div>
<p lang="ar" dir="rtl">مثال تجريبي بدون قيمة قانونية</p><p lang="fr">Exemple de démonstration, sans valeur</p>
</body></html>"""


@cache
def page_of(kind: str) -> bytes:
    """The PDF that stands for a kind of document (its code)."""
    found = DocumentKind.objects.get(code=kind)
    html = _PAGE.format(ar=found.name_ar, fr=found.name_fr)
    # The same bytes each time: the identifier of a file is otherwise drawn by lot.
    written: bytes = HTML(string=html).write_pdf(pdf_identifier=kind.encode())
    return written
