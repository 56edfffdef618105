"""`manage.py import_file`: a file into a commune's tables from the command line, dry run first.

Each step leaves the import in a state from which the next can start, whoever takes it: a run that was killed
is gone on with by `--resume NUMBER`.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from kharita.core.commands import SpokenCommand
from kharita.core.errors import DomainError
from kharita.importing.mapping import Mapping, parse_mapping, parse_mapping_file
from kharita.importing.messages import present_problem
from kharita.importing.models import Import
from kharita.importing.reports import REPORT_FORMATS, write_report
from kharita.importing.services import (
    apply_import,
    check_import,
    create_import,
    read_import,
    set_mapping,
    start,
)
from kharita.importing.sessions import alone, lift_statement_timeout
from kharita.territory.models import Commune

REFUSED = 2
S = Import.State


class Command(SpokenCommand):
    requires_system_checks = []  # those of the addresses would load the whole web application
    help = (
        "Import a file: a dry run with its report, then (with --apply) the change itself, in one transaction."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?")
        parser.add_argument("--target", help="parcels, zones, streets … (what the rows are)")
        parser.add_argument("--commune", help="the commune's code")
        parser.add_argument(
            "--resume", metavar="NUMBER", help="go on with an import that was killed, such as I/2026/00012"
        )
        parser.add_argument("--mapping", type=Path, help="a YAML file; without it the columns are guessed")
        parser.add_argument("--table", type=Path, help="a table to join, as the mapping says")
        parser.add_argument("--crs", help="the coordinate system, where the file is silent or wrong")
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument("--dry-run", action="store_true", help="stop after the report (the default)")
        choice.add_argument("--apply", action="store_true", help="apply when the dry run went through")
        parser.add_argument("--report", type=Path, help="write the report: .html, .csv, .json or .geojson")

    def handle(self, *args: Any, **options: Any) -> None:
        lift_statement_timeout()
        report: Path | None = options["report"]
        if report is not None and report.suffix[1:] not in REPORT_FORMATS:
            raise CommandError(_("A report is one of: {formats}.").format(formats=", ".join(REPORT_FORMATS)))
        try:
            done = self._run(options)
        except DomainError as error:
            raise CommandError(f"{error.title}: {error.detail}", returncode=REFUSED) from error
        if report is not None:
            write_report(done, report)
        self._tell(done)

    def _run(self, options: dict[str, Any]) -> Import:
        made = self._found(options["resume"]) if options["resume"] else self._create(options)
        self.stdout.write(f"{made.number}  {made.file_name}  {made.file_size / 1e6:.1f} MB")
        self.stdout.flush()  # whoever kills it wants to know the number
        with alone(made.pk):
            made.refresh_from_db()
            while self._step(made, options):
                pass
        return made

    def _step(self, made: Import, options: dict[str, Any]) -> bool:
        """Take the import one state further; False when there is nothing (more) to do."""
        now = timezone.now()
        if made.state == S.READING:
            read_import(source_import=made, now=now)
        elif made.state == S.MAPPING or (made.state == S.FAILED and options["resume"] and made.source):
            set_mapping(source_import=made, mapping=self._mapping(made, options), actor=None, now=now)
            options["resume"] = None  # a mapping that fails again is the end
        elif made.state == S.CHECKING:
            check_import(source_import=made, now=now, report=self._progress)
        elif made.state == S.CHECKED and options["apply"] and not made.error:
            self.stdout.write(_("Applying …"))
            start(source_import=made, action="apply", actor=None, now=now)
        elif made.state == S.APPLYING:
            apply_import(source_import=made, now=now)
        else:
            return False
        return True

    def _mapping(self, made: Import, options: dict[str, Any]) -> Mapping:
        given = self._given_mapping(options) if options["resume"] else None
        mapping = given or parse_mapping(made.mapping)
        return mapping.model_copy(update={"crs": options["crs"]}) if options["crs"] else mapping

    def _given_mapping(self, options: dict[str, Any]) -> Mapping | None:
        path: Path | None = options["mapping"]
        return None if path is None else parse_mapping_file(path.read_bytes())

    def _found(self, number: str) -> Import:
        found: Import | None = Import.objects.select_related("commune").filter(number=number).first()
        if found is None:
            raise CommandError(_("No import has the number {number}.").format(number=number))
        return found

    def _create(self, options: dict[str, Any]) -> Import:
        missing = [name for name in ("file", "--target", "--commune") if not options[name.lstrip("-")]]
        if missing:
            raise CommandError(_("Missing: {names}.").format(names=", ".join(missing)))
        commune = Commune.objects.filter(code=options["commune"]).first()
        if commune is None:
            raise CommandError(_("No commune has the code {code}.").format(code=options["commune"]))
        file: Path = options["file"]
        table: Path | None = options["table"]
        try:
            mapping = self._given_mapping(options)
            with file.open("rb") as stream:
                second = table.open("rb") if table is not None else None
                return create_import(
                    commune=commune,
                    target=options["target"],
                    file=stream,
                    file_name=file.name,
                    table=second,
                    table_name=table.name if table is not None else "",
                    mapping=mapping,
                    created_by=None,
                    now=timezone.now(),
                )
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error

    def _progress(self, step: str, done: int | None, total: int | None) -> None:
        if step == "check" and done is not None:
            self.stdout.write(f"  {done:>9,} / {total or 0:,}")
        elif step == "compare":
            self.stdout.write(_("Comparing with what is there …"))

    def _tell(self, done: Import) -> None:
        for name, count in (done.counts or {}).items():
            if name not in ("staged",) and isinstance(count, int):
                self.stdout.write(f"  {name:<20}{count:>9,}")
        for name, count in ((done.counts or {}).get("table") or {}).items():
            self.stdout.write(f"  table {name:<14}{count:>9,}")
        self.stdout.write(f"{done.number}: {done.get_state_display()}")
        error = present_problem(done.error)
        if error is not None:
            raise CommandError(f"{error['title']}: {error['detail']}", returncode=REFUSED)
