"""The ASGI application of the live process, which granian serves beside the web process."""

import os
import sys
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from kharita.live.application import Application  # noqa: E402 - Django is set up first

application = Application()
