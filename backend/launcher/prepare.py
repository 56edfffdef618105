"""What several commands need before they can begin: the system's packages, `.venv`, and a database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from launcher import foreign_database, packages, python_environment
from launcher.cluster import Cluster
from launcher.locks import Lock
from launcher.paths import Clone
from launcher.prepared import Prepared
from launcher.progress import Progress


@dataclass(frozen=True)
class Database:
    """A database that runs. `tend` starts a private server again if something killed it."""

    url: str
    tend: Callable[[], bool]
    prepared: Prepared | None = None


@contextmanager
def alone(clone: Clone, say: Callable[[str], None]) -> Iterator[None]:
    """One launcher installs at a time; another waits."""
    lock = Lock(clone.run / "install.lock")
    with lock.held(lambda: say("waiting for another kharita that is installing")):
        yield


def machine(clone: Clone, progress: Progress, *, for_tests: bool, private_database: bool) -> None:
    with progress.step("Machine") as step, alone(clone, step.say):
        wanted = packages.needs(
            for_tests=for_tests,
            cluster_major=Cluster(clone).major(),
            private_database=private_database,
        )
        packages.install_missing(clone, wanted, step)


def python(clone: Clone, progress: Progress, *, for_tests: bool) -> None:
    with progress.step("Python packages") as step, alone(clone, step.say):
        python_environment.ensure(clone, step, for_tests=for_tests)


@contextmanager
def database(clone: Clone, progress: Progress, foreign_url: str | None) -> Iterator[Database]:
    """A running database: DATABASE_URL's, else the private cluster's for the length of the `with`."""
    if foreign_url:
        with progress.step("Database") as step:
            foreign_database.check(clone, foreign_url, step)
        yield Database(foreign_url, lambda: False)
        return
    cluster = Cluster(clone)
    with progress.step("Database") as step:
        cluster.join(step.say)
        step.say(f"PostgreSQL {cluster.major()} on a socket under var/cluster")
    try:
        yield Database(
            cluster.url(), lambda: cluster.restart_if_dead(lambda _text: None), Prepared(clone, cluster)
        )
    finally:
        cluster.leave(lambda _text: None)
