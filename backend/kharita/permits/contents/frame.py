"""The child process's own frame of Django: models can be imported, nothing can be reached.

Reading a drawing needs the official CRS, the limits and the translations, so a frame of settings is made of
what the parent says. It has no database, no secret and no storage.
"""

import json
from pathlib import Path
from types import SimpleNamespace

import django
from django.conf import settings
from django.utils import translation

BACKEND = Path(__file__).resolve().parents[3]
APPS = (
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.gis",
    "django.contrib.postgres",
    "kharita.core",
    "kharita.accounts",
    "kharita.territory",
)


def raise_frame(asked: Path) -> None:
    """Set Django up from the JSON file `asked`: "srid", "language", "limits" (see `plans.confined`)."""
    wanted = json.loads(asked.read_text(encoding="utf-8"))
    settings.configure(
        INSTALLED_APPS=APPS,
        AUTH_USER_MODEL="accounts.User",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        KHARITA=SimpleNamespace(**wanted["limits"]),
        KHARITA_SRID=wanted["srid"],
        LANGUAGES=[("ar", "Arabic"), ("fr", "French"), ("en", "English")],
        LOCALE_PATHS=[BACKEND / "locale"],
        USE_I18N=True,
        USE_TZ=True,
    )
    django.setup()
    translation.activate(wanted["language"])
