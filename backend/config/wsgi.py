"""The WSGI application that granian serves."""

import os
import sys
from pathlib import Path

from django.core.wsgi import get_wsgi_application

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django_application = get_wsgi_application()

from kharita.maps.hot import PublicTiles  # noqa: E402  # needs the applications loaded

application = PublicTiles(django_application)
