"""The ASGI application of the live process, which granian serves beside the web process."""

import os
import sys
from pathlib import Path

import django
from django.conf import settings

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# It runs no jobs: without theirs, a third of the memory (what reads files of all kinds) is not loaded.
settings.PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "no_tasks"
django.setup()

from kharita.live.application import Application  # noqa: E402 - Django is set up first

application = Application()
