"""Small files to import, and the worker's jobs run on the spot."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import geopandas
import pytest
import shapely
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from kharita.importing.mapping import parse_mapping
from kharita.importing.models import Import
from kharita.importing.services import (
    apply_import,
    check_import,
    create_import,
    read_import,
    set_mapping,
    start,
    undo_import,
)
from kharita.territory.models import Commune
from tests.factories import CENTRE, SRID

X, Y = CENTRE
JOBS_MAX = 20
"""Of one test; a job that queues itself again would be run for ever."""


def plot(
    column: int, row: int = 0, *, width: float = 20, height: float = 20, dx: float = 0
) -> shapely.Polygon:
    """The plot in `column` and `row` of a grid of 20 m squares at CENTRE, moved `dx` metres east."""
    left, bottom = X + column * 20 + dx, Y + row * 20
    return shapely.box(left, bottom, left + width, bottom + height)


def frame(rows: Iterable[tuple[Any, ...]], columns: Iterable[str] = ("reference",), crs: Any = SRID) -> Any:
    """A GeoDataFrame of (value, …, geometry) rows."""
    rows = list(rows)
    data = {name: [row[index] for row in rows] for index, name in enumerate(columns)}
    return geopandas.GeoDataFrame(data, geometry=[row[-1] for row in rows], crs=crs)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """`write(frame, "name.gpkg")` writes a file and gives its path."""

    def written(data: Any, name: str = "parcels.gpkg", **options: Any) -> Path:
        path = tmp_path / name
        data.to_file(path, **options)
        return path

    return written


@pytest.fixture
def bring(commune: Commune) -> Callable[..., Import]:
    """`bring(path)` takes a file through the dry run; `apply=True` also applies it."""

    def brought(
        path: Path,
        *,
        target: str = "parcels",
        mapping: dict[str, Any] | None = None,
        table: Path | None = None,
        apply: bool = False,
    ) -> Import:
        with path.open("rb") as file:
            made = create_import(
                commune=commune,
                target=target,
                file=file,
                file_name=path.name,
                table=table.open("rb") if table else None,
                table_name=table.name if table else "",
                mapping=parse_mapping(mapping) if mapping is not None else None,
                created_by=None,
                now=timezone.now(),
            )
        read_import(source_import=made, now=timezone.now())
        set_mapping(source_import=made, mapping=parse_mapping(made.mapping), actor=None, now=timezone.now())
        check_import(source_import=made, now=timezone.now())
        return carry_out(made) if apply else made

    return brought


def carry_out(made: Import) -> Import:
    start(source_import=made, action="apply", actor=None, now=timezone.now())
    return apply_import(source_import=made, now=timezone.now())


def take_back(made: Import) -> Import:
    start(source_import=made, action="undo", actor=None, now=timezone.now())
    return undo_import(source_import=made, now=timezone.now())


def outcomes(made: Import) -> dict[str, str]:
    """The outcome of each listed row by reference."""
    return {row.reference: row.outcome for row in made.rows.all()}


def run_jobs() -> None:
    """Do what the worker would: run the queued jobs of imports, in order."""
    waiting = ProcrastinateJob.objects.filter(status="todo", queue_name="imports").order_by("id")
    for _job in range(JOBS_MAX):
        job = waiting.first()
        if job is None:
            return
        app.tasks[job.task_name].func(**job.args)
        ProcrastinateJob.objects.filter(pk=job.pk)._raw_delete("default")  # type: ignore[attr-defined]  # a read-only model
    raise AssertionError("there is always another job")
