"""What is measured beside what: a town in a database, Kharita and its peers serving it on 127.0.0.1."""

import http.client
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "backend")]

from tests.bench.town import load_points, load_town, make_town  # noqa: E402  # the path must be set first

TIPG, PYGEOAPI, STATIC = 8123, 8133, 8143
SECRET_KEY = "x" * 60


@contextmanager
def town_database(parcels: int, *, keep: bool) -> Iterator[str]:
    """A database beside the one of DATABASE_URL with the town in it; its URL."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    name = f"kharita_bench_{parcels}"
    url = urlunsplit(parts._replace(path=f"/{name}"))
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        known = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not known:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        manage(url, "migrate", "--verbosity", "0")
        if not known:
            with psycopg.connect(url) as connection:
                load_town(connection, make_town(parcels))
            started = time.perf_counter()
            manage(url, "generalise")
            print(f"blocks of {parcels} parcels made in {time.perf_counter() - started:.0f} s")
            with psycopg.connect(url, autocommit=True) as connection:
                load_points(connection)
                connection.execute(
                    "CREATE VIEW public.official AS SELECT id, reference, slug, area_m2, geometry "
                    "FROM territory_parcel WHERE valid_to IS NULL"
                )
                connection.execute(
                    "CREATE VIEW public.mercator AS SELECT id, reference, slug, area_m2, "
                    "web_geometry FROM territory_parcel WHERE valid_to IS NULL"
                )
                connection.execute("VACUUM ANALYZE")
        yield url
    finally:
        if not keep:
            with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
                server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def manage(url: str, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "backend/manage.py", *arguments], cwd=ROOT, env=environment(url), check=True
    )


def environment(url: str, **more: str) -> dict[str, str]:
    return {**os.environ, "DATABASE_URL": url, "KHARITA_DEBUG": "true", "KHARITA_LOG_LEVEL": "ERROR", **more}


@contextmanager
def kharita(
    url: str, port: int, *, cache_bytes: int, workers: int = 1, threads: int = 1, files: Path | None = None
) -> Iterator[None]:
    """Kharita behind granian as the launcher starts it; `files` stand in the built front end's place."""
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--http", "1", "--no-ws", "--runtime-mode", "st", "--backlog", "4096", "--backpressure", "4096"),
        *("--workers", str(workers), "--blocking-threads", str(threads)),
        *("--working-dir", str(ROOT / "backend"), "config.wsgi:application"),
    ]
    more = {
        "KHARITA_DEBUG": "false",
        "KHARITA_SECRET_KEY": SECRET_KEY,
        "KHARITA_TILE_CACHE_BYTES": str(cache_bytes),
        "KHARITA_PUBLIC_REQUESTS_PER_MINUTE": "0",
    }
    if files is not None:
        more["KHARITA_FRONTEND_DIR"] = str(files)
    with running(command, environment(url, **more), port, "/readyz"):
        yield


@contextmanager
def tipg(url: str, python: str, *, workers: int = 1, connections: int = 1) -> Iterator[bool]:
    """tipg behind uvicorn; False where it cannot be had."""
    python = python or str(_peer_environment("tipg", "tipg", "uvicorn"))
    if not Path(python).exists():
        yield False
        return
    parts = urlsplit(url)
    # asyncpg takes a socket's folder only in the host's place.
    host = parse_qs(parts.query).get("host", [parts.hostname or "127.0.0.1"])[0]
    credentials = parts.netloc.rpartition("@")[0]
    port = f":{parts.port}" if parts.port else ""
    plain = f"postgresql://{credentials}@{quote(host, safe='')}{port}{parts.path}"
    more = {
        "TIPG_DB_SCHEMAS": '["public"]',
        "DATABASE_URL": plain,
        "TIPG_DB_MAX_CONN_SIZE": str(connections),
        "TIPG_DB_MIN_CONN_SIZE": str(connections),
    }
    command = [
        python,
        "-m",
        "uvicorn",
        "tipg.main:app",
        "--host",
        "127.0.0.1",
        "--port",
        str(TIPG),
        "--log-level",
        "error",
        "--no-access-log",
        "--workers",
        str(workers),
    ]
    with running(command, {**os.environ, **more}, TIPG, "/healthz"):
        yield True


@contextmanager
def pygeoapi(url: str, python: str) -> Iterator[bool]:
    """pygeoapi behind gunicorn with the parcels of the official CRS; False where it cannot be had."""
    python = python or str(
        _peer_environment("pygeoapi", "pygeoapi", "psycopg2-binary", "geoalchemy2", "gunicorn")
    )
    if not Path(python).exists():
        yield False
        return
    parts = urlsplit(url)
    host = parse_qs(parts.query).get("host", [parts.hostname or "127.0.0.1"])[0]
    with tempfile.TemporaryDirectory() as folder:
        described, openapi = Path(folder, "pygeoapi.json"), Path(folder, "openapi.json")
        described.write_text(json.dumps(_pygeoapi_settings(parts, host)))
        env = {
            **os.environ,
            "PYGEOAPI_CONFIG": str(described),
            "PYGEOAPI_OPENAPI": str(openapi),
            "PATH": f"{Path(python).parent}:{os.environ['PATH']}",
        }
        with openapi.open("w") as file:
            subprocess.run(
                [str(Path(python).parent / "pygeoapi"), "openapi", "generate", str(described)],
                env=env,
                stdout=file,
                check=True,
            )
        command = [
            *(python, "-m", "gunicorn", "--bind", f"127.0.0.1:{PYGEOAPI}", "--log-level", "error"),
            "pygeoapi.flask_app:APP",
        ]
        with running(command, env, PYGEOAPI, "/conformance?f=json"):
            yield True


def _pygeoapi_settings(parts: SplitResult, host: str) -> dict[str, object]:
    text = {"title": "measured", "description": "measured", "keywords": ["measured"]}
    return {
        "server": {
            "bind": {"host": "127.0.0.1", "port": PYGEOAPI},
            "url": f"http://127.0.0.1:{PYGEOAPI}",
            "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8",
            "language": "en-US",
            "limits": {"default_items": 10, "max_items": 10_000},
            "map": {"url": "", "attribution": ""},
        },
        "logging": {"level": "ERROR"},
        "metadata": {
            "identification": {**text, "terms_of_service": "", "url": ""},
            "license": {"name": "", "url": ""},
            "provider": {"name": "", "url": ""},
            "contact": {"name": ""},
        },
        "resources": {
            "official": {
                "type": "collection",
                **text,
                "links": [],
                "extents": {"spatial": {"bbox": [-180, -90, 180, 90]}},
                "providers": [
                    {
                        "type": "feature",
                        "name": "PostgreSQL",
                        "data": {
                            "host": host,
                            "port": str(parts.port or 5432),
                            "dbname": parts.path.strip("/"),
                            "user": parts.username or "postgres",
                            "password": parts.password or "",
                            "search_path": ["public"],
                        },
                        "id_field": "id",
                        "table": "official",
                        "geom_field": "geometry",
                        "storage_crs": "http://www.opengis.net/def/crs/EPSG/0/26191",
                        "crs": ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"],
                    }
                ],
            }
        },
    }


@contextmanager
def static_files(folder: Path) -> Iterator[bool]:
    """nginx, one worker, handing out the files of a folder; False where it is not installed."""
    program = shutil.which("nginx")
    if program is None:
        yield False
        return
    with tempfile.TemporaryDirectory() as state:
        settings = Path(state, "nginx.conf")
        settings.write_text(
            f"daemon off; pid {state}/pid; error_log stderr error; worker_processes 1; "
            "events { worker_connections 256; } http { access_log off; sendfile on; "
            f"client_body_temp_path {state}/b; proxy_temp_path {state}/p; fastcgi_temp_path {state}/f; "
            f"uwsgi_temp_path {state}/u; scgi_temp_path {state}/s; "
            f"server {{ listen 127.0.0.1:{STATIC}; root {folder}; }} }}"
        )
        folder.chmod(0o755)
        with running([program, "-c", str(settings)], dict(os.environ), STATIC, "/ready"):
            yield True


def _peer_environment(name: str, *packages: str) -> Path:
    """A Python of its own under var/bench with the packages."""
    folder = ROOT / "var" / "bench" / name
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *packages], check=False)
    return python


@contextmanager
def running(command: list[str], env: dict[str, str], port: int, ready: str) -> Iterator[None]:
    process = subprocess.Popen(command, env=env, cwd=ROOT / "backend")
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                if Client(port).get(ready)[2] == 200:
                    break
            except OSError:
                pass
            if time.monotonic() > deadline or process.poll() is not None:
                raise SystemExit(f"did not start: {' '.join(command)}")
            time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait(20)


class Client:
    """One kept connection, as a browser has it."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str, **headers: str) -> tuple[bytes, dict[str, str], int]:
        self.connection.request("GET", path, headers=headers)
        response = self.connection.getresponse()
        return response.read(), {key.lower(): value for key, value in response.getheaders()}, response.status
