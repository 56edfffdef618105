"""The WSGI application that granian serves."""

import os
import sys
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("KHARITA_SERVES_WEB", "true")  # the database sessions of requests have stricter limits
django_application = get_wsgi_application()

from kharita.core import slow_clients  # noqa: E402  # needs the applications loaded
from kharita.maps.hot import HotTiles  # noqa: E402  # the same
from kharita.maps.hot_imagery import HotImagery  # noqa: E402  # the same

# No answer takes longer to begin than the longest statement; half of it again for several in a row.
slow_clients.watch(answer_seconds=1.5 * settings.KHARITA.statement_timeout_seconds)
application = HotImagery(HotTiles(django_application))
