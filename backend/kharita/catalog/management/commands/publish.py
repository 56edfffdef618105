"""`./kharita publish`: the public layers and the public map as files that any web server can serve."""

import argparse
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kharita.catalog.publishing.publication import KEPT, publish
from kharita.catalog.publishing.storage import storage_at
from kharita.core.errors import DomainError


class Command(BaseCommand):
    help = "Publish what everyone may see, with the map to see it, into a folder or an S3 bucket."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--to",
            default=str(settings.KHARITA.publish_to),
            help="a folder, or s3://bucket/prefix (default: KHARITA_PUBLISH_TO, else var/published)",
        )
        parser.add_argument("--layers", default="", help="ids, separated by commas (default: all)")
        parser.add_argument(
            "--formats", default="parquet", help="beside the tiles: parquet, fgb, gpkg, geojson, csv …"
        )
        parser.add_argument(
            "--keep", type=int, default=KEPT, help="publications to keep (default: %(default)s)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        try:
            done = publish(
                storage_at(options["to"]),
                now=timezone.now(),
                layer_ids=[name for name in options["layers"].split(",") if name],
                formats=[name for name in options["formats"].split(",") if name],
                keep=options["keep"],
            )
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{done.version} in {options['to']}: {len(done.written)} layers written, "
            f"{len(done.kept)} unchanged, {done.removed} old files removed, "
            f"{done.bytes_in_all / 1e6:.1f} MB in all, {time.monotonic() - started:.1f} s"
        )
