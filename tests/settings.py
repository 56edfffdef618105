"""Kharita's settings for tests: the same ones, with fast hashes, own folders and no surroundings."""

import os
import sys
import tempfile
from pathlib import Path

if not os.environ.get("DATABASE_URL"):
    sys.exit(
        "The tests need a PostgreSQL server with PostGIS: run ./kharita test, which starts one, "
        "or set DATABASE_URL."
    )
os.environ.setdefault("KHARITA_SECRET_KEY", "a-key-for-tests-" + "0123456789" * 5)
KEPT = {
    "KHARITA_SECRET_KEY",
    "KHARITA_RACE_SECONDS",
    "KHARITA_EVERY_PARCEL",
    "KHARITA_LONG",
    "KHARITA_UPLOAD_KILLS",
}
for name in [name for name in os.environ if name.startswith("KHARITA_") and name not in KEPT]:
    del os.environ[name]

from config.environment import Environment  # noqa: E402 - the environment is set first

Environment.model_config["env_file"] = None  # a deployment's own .env is none of the tests' business

from config.settings import *  # noqa: E402, F403 - the environment is set first; tests change only what follows

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]  # noqa: F405 - from config
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="kharita-tests-"))
CACHES["pages"]["LOCATION"] = Path(tempfile.mkdtemp(prefix="kharita-pages-"))  # noqa: F405 - from config
STATIC_ROOT = Path(tempfile.mkdtemp(prefix="kharita-static-"))
LANGUAGE_CODE = "en"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
