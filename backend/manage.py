#!/usr/bin/env python3
"""Django's command line, with the repository's root on the path so that `gis_data` can be imported."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line  # the path must be set first

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
