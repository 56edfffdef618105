"""A Dask cluster does the same work with the same result."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster

from kharita.rasters.change.finder import find_changes
from kharita.rasters.change.results import ChangeSettings
from tests.rasters.change.pairs import Box, Flaws, Place, Tree, fly

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    # Threads of this process: what is tested is that jobs and answers travel; processes would only be slower.
    cluster: Any = LocalCluster(
        n_workers=2, threads_per_worker=1, processes=False, dashboard_address=None, protocol="tcp"
    )
    with cluster:
        yield cluster.scheduler_address


def test_a_cluster_finds_the_same_regions_to_the_last_byte(address: str, tmp_path: Path) -> None:
    standing = (Box(15, 15, 9, 8, 6, 10), Box(45, 12, 8, 8, 3.2))
    before = fly(
        tmp_path, "before", Place(standing, (Tree(12, 45, 2, 3),)), Flaws((0.3, 0.2), 0.2), side_m=60
    )
    after = fly(
        tmp_path,
        "after",
        Place((*standing, Box(40, 40, 8, 6, 3.2, 20)), (Tree(12, 45, 3, 6),)),
        Flaws(seed=3),
        side_m=60,
    )
    settings = ChangeSettings(block_px=120)

    def compared(scheduler: str) -> Any:
        return find_changes(
            before, after, area=None, settings=settings, told=lambda share, step: None, scheduler=scheduler
        )

    alone, together = compared(""), compared(address)
    assert len(alone.regions) == 1
    assert together == alone
    assert [r.geometry.wkb for r in together.regions] == [r.geometry.wkb for r in alone.regions]
