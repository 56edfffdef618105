"""What a monitoring system may know of this deployment: counts and times by kind, never by person or address.

Prometheus' own client keeps the numbers. Where `PROMETHEUS_MULTIPROC_DIR` names a folder (the launcher and
the systemd units set it) every process writes there and any of them answers for all; else each counts alone.
"""

from typing import Literal, get_args

from prometheus_client import Counter, Gauge, Histogram

TileOutcome = Literal["unchanged", "cached", "shared", "encoded", "empty", "refused", "failed"]
Timeout = Literal["statement", "lock", "idle", "connection"]
Throttled = Literal["public", "account", "token"]
SharedTile = Literal["found", "missed", "forged", "failed"]

SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

_requests = Histogram(
    "kharita_request_seconds",
    "Time from a request's arrival in Django to its answer, by the route's template.",
    ["route", "method", "status"],
    buckets=SECONDS,
)
_tiles = Counter("kharita_tiles", "Vector tiles by what became of them.", ["outcome"])
_tile_seconds = Histogram(
    "kharita_tile_encoding_seconds", "Time to encode a tile in the database.", buckets=SECONDS
)
_shared_tiles = Counter("kharita_shared_tiles", "What the shared tile cache was asked for.", ["outcome"])
_timeouts = Counter("kharita_database_timeouts", "Work that the database cut short.", ["kind"])
_throttled = Counter("kharita_throttled", "Requests refused because a client asked too often.", ["kind"])
_token_refusals = Counter("kharita_token_refusals", "Access tokens refused.", ["reason"])
_slow_clients = Counter("kharita_slow_clients", "Connections shut because nothing moved on them.")
_streams = Gauge("kharita_live_clients", "Browsers that listen to live changes.", multiprocess_mode="livesum")
_jobs = Histogram(
    "kharita_job_seconds",
    "Jobs of the worker by task and outcome.",
    ["task", "outcome"],
    buckets=(*SECONDS, 120, 600),
)

# The children are looked up once: a label's look-up costs more than the count.
_TILE_OUTCOMES = {outcome: _tiles.labels(outcome) for outcome in get_args(TileOutcome)}


def count_tile(outcome: TileOutcome) -> None:
    """One answered tile: `unchanged` is a 304, `cached` came from memory, `shared` from Redis."""
    _TILE_OUTCOMES[outcome].inc()


def observe_tile_encoding(seconds: float) -> None:
    """The database encoded a tile in so long."""
    _tile_seconds.observe(seconds)


def count_shared_tile(outcome: SharedTile) -> None:
    """One question to the shared cache of tiles; `forged`: what it held was not ours, `failed`: no answer."""
    _shared_tiles.labels(outcome).inc()


def observe_request(*, route: str, method: str, status: int, seconds: float) -> None:
    """One answered request; `route` is a template such as `/api/v1/parcels/{slug}`, never a raw path."""
    _requests.labels(route, method, f"{status}").observe(seconds)


def count_timeout(kind: Timeout) -> None:
    """The database cut a statement, a wait for a lock, an idle transaction or a connection short."""
    _timeouts.labels(kind).inc()


def count_throttled(kind: Throttled) -> None:
    """A client was told to wait."""
    _throttled.labels(kind).inc()


def count_token_refusal(reason: str) -> None:
    """An access token was refused; `reason` is one of a few words."""
    _token_refusals.labels(reason).inc()


def count_slow_clients(number: int) -> None:
    """So many connections were shut because nothing moved on them."""
    _slow_clients.inc(number)


def live_client_came() -> None:
    """A browser began to listen to live changes."""
    _streams.inc()


def live_client_left() -> None:
    """A browser stopped listening."""
    _streams.dec()


def observe_job(*, task: str, outcome: Literal["succeeded", "failed"], seconds: float) -> None:
    """One job that the worker has ended."""
    _jobs.labels(task, outcome).observe(seconds)
