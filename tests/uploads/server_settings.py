"""A deployment's own settings, and the purpose of these tests."""

from config.settings import *  # noqa: F403 - all of them

INSTALLED_APPS = [*INSTALLED_APPS, "tests.uploads.trial.TrialConfig"]  # noqa: F405 - from config
