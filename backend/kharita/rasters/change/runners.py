"""The same function over many windows: on this host's cores, or on a Dask cluster, with equal results."""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Protocol, TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")

AHEAD = 3
"""Jobs under way per worker: enough to keep all busy, few enough to bound what waits in memory."""


class Runner(Protocol):
    def __call__(self, function: Callable[[Job], Result], jobs: Sequence[Job], /) -> Iterator[Result]:
        """`function` of each job, in the jobs' order."""


def _in_order(
    submit: Callable[..., Future[Result]],
    function: Callable[[Job], Result],
    jobs: Sequence[Job],
    at_once: int,
) -> Iterator[Result]:
    waiting: deque[Future[Result]] = deque()
    try:
        for job in jobs:
            waiting.append(submit(function, job))
            if len(waiting) >= at_once:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


@contextmanager
def runner(*, scheduler: str, workers: int) -> Iterator[Runner]:
    """Threads, one per core unless `workers` says otherwise, or the Dask cluster at address `scheduler`.

    Threads, not processes: GDAL, OpenCV and the large NumPy operations release the lock (bench_change.py
    compares), and the block cache and the memory are shared.
    """
    if scheduler:
        # Loaded where a cluster is named: it takes longer to import than all the rest of a worker.
        connect: Any = import_module("distributed").Client
        with connect(scheduler, set_as_default=False) as client:
            at_once = AHEAD * max(1, sum(client.ncores().values()))

            def submit(function: Any, job: Any) -> Any:
                return client.submit(function, job, pure=False)

            yield lambda function, jobs: _in_order(submit, function, jobs, at_once)
        return
    count = workers or os.cpu_count() or 1
    pool: Executor = ThreadPoolExecutor(count)
    try:
        yield lambda function, jobs: _in_order(pool.submit, function, jobs, AHEAD * count)
    finally:
        pool.shutdown(cancel_futures=True)
