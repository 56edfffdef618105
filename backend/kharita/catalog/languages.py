"""One text in the three languages at once, as machine-readable catalogues want it."""

from django.conf import settings
from django.utils import translation

from kharita.core.errors import Text

Texts = dict[str, str]


def in_languages(text: Text) -> Texts:
    """`text` by language: in Arabic, French and English."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found[code] = str(text)
    return found


def here(texts: Texts) -> str:
    """The text in the active language, or the first that there is."""
    own = (translation.get_language() or settings.LANGUAGE_CODE)[:2]
    return texts.get(own) or next((text for text in texts.values() if text), "")
