"""A publication: what everyone may see, whole or not at all, in a folder or a bucket."""

import gzip
import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import geopandas as gpd
import mapbox_vector_tile
import pyarrow.parquet as pq
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from moto.server import ThreadedMotoServer
from pmtiles.reader import MmapSource, Reader, all_tiles
from pyshacl import validate
from rdflib import Graph

from kharita.catalog.publishing import publication
from kharita.catalog.publishing.publication import Publication, publish
from kharita.catalog.publishing.storage import Folder, Storage, storage_at
from kharita.maps import blocks
from kharita.maps.door import layers_open_to, open_layer
from kharita.maps.grid import Tile
from kharita.maps.mvt import encode
from kharita.maps.tiles import open_for_tile
from kharita.territory.models import Parcel
from kharita.territory.search_index import refresh_search
from tests.catalog.conftest import public_ids
from tests.contract.world import ADDRESS, CLOSED_ONLY, DESK_ONLY, PERSONAL, World

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
SHAPES = Path(__file__).parent / "dcat_ap.ttl"
CANARIES = (*PERSONAL, *DESK_ONLY, *CLOSED_ONLY, ADDRESS)


@pytest.fixture(autouse=True)
def _built(tmp_path_factory: pytest.TempPathFactory, settings: Any) -> None:
    """A built application, as small as one can be."""
    built = tmp_path_factory.mktemp("dist")
    (built / "assets").mkdir()
    (built / "index.html").write_text(
        '<html><head></head><body><script src="./assets/a.js"></script></body></html>'
    )
    (built / "assets" / "a.js").write_text("1")
    (built / "assets" / "a.js.gz").write_text("never published")
    settings.KHARITA = settings.KHARITA.model_copy(update={"frontend_dir": built})


Run = Callable[..., Publication]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture
def run(folder: Path) -> Run:
    """`run(hours=1, storage=…)`: a publication of that hour after noon, into `folder` unless told."""

    def at(hours: int = 0, storage: Storage | None = None, **options: Any) -> Publication:
        refresh_search()
        return publish(storage or Folder(folder), now=NOON + timedelta(hours=hours), **options)

    return at


def _manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text())
    return found


def _file(folder: Path, layer: str, suffix: str) -> Path:
    [line] = [entry for entry in _manifest(folder)["layers"] if entry["id"] == layer]
    [path] = [path for path in line["files"] if path.endswith(suffix)]
    return folder / path


def _references(folder: Path) -> set[str]:
    return set(pq.read_table(_file(folder, "parcels", ".parquet")).column("reference").to_pylist())


def _tiles(path: Path) -> dict[tuple[int, int, int], bytes]:
    with path.open("rb") as file:
        return {key: gzip.decompress(body) for key, body in all_tiles(MmapSource(file))}


def test_tiles_and_rows_are_those_of_nobodys_door(world: World, run: Run, folder: Path) -> None:
    run()
    published = {entry["id"]: entry for entry in _manifest(folder)["layers"]}
    assert set(published) == {layer.id for layer in layers_open_to(None) if public_ids(layer.id)}
    for layer in layers_open_to(None):
        if layer.id not in published:
            continue
        opened = open_layer(layer, None)
        table = pq.read_table(_file(folder, layer.id, ".parquet"))
        assert set(table.column("id").to_pylist()) == public_ids(layer.id), layer.id
        assert set(table.column_names) == {"id", *opened.fields, "geometry", "bbox"}, layer.id
        drawn: set[int] = set()
        for (z, x, y), body in _tiles(_file(folder, layer.id, ".pmtiles")).items():
            assert body == encode(open_for_tile([layer], None, Tile(z, x, y)), Tile(z, x, y))
            content = mapbox_vector_tile.decode(body)
            assert all(name.removeprefix(layer.id) in ("", "_blocks", "_labels") for name in content)
            for feature in content.get(layer.id, {}).get("features", []):
                assert set(feature["properties"]) <= {*opened.fields, "point_count"}
                drawn.add(feature["id"])
        assert drawn == public_ids(layer.id), layer.id


def test_nothing_that_the_public_must_not_read_is_in_any_file(world: World, run: Run, folder: Path) -> None:
    run(formats=("parquet", "geojson", "gpkg"))
    wrong = []
    for path in folder.rglob("*"):
        if path.is_dir():
            continue
        bodies = [path.read_bytes()]
        if path.suffix == ".pmtiles":
            bodies += _tiles(path).values()
        if path.suffix == ".parquet":
            bodies.append(str(pq.read_table(path).drop(["geometry", "bbox"]).to_pylist()).encode())
        wrong += [(path.name, text) for text in CANARIES for body in bodies if text.encode() in body]
    assert wrong == []


def test_every_file_is_told_with_its_checksum(world: World, run: Run, folder: Path) -> None:
    run()
    manifest = _manifest(folder)
    for file in manifest["files"]:
        body = (folder / file["path"]).read_bytes()
        assert (len(body), hashlib.sha256(body).hexdigest()) == (file["size"], file["sha256"]), file["path"]
    sums = (folder / manifest["checksums"]).read_text().splitlines()
    assert len(sums) == len(manifest["files"]) - 1
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    lists = {path for path in there if path.endswith("/files.json")}
    pointers = {"manifest.json", "index.html", f"versions/{manifest['version']}/manifest.json"}
    assert there == {file["path"] for file in manifest["files"]} | lists | pointers


def test_the_archive_says_what_is_in_it(world: World, run: Run, folder: Path) -> None:
    blocks.rebuild()
    run()
    with _file(folder, "parcels", ".pmtiles").open("rb") as file:
        reader = Reader(MmapSource(file))
        header, metadata = reader.header(), reader.metadata()
    assert header["min_zoom"] < 15
    assert header["max_zoom"] == 18
    assert header["clustered"]
    assert {layer["id"] for layer in metadata["vector_layers"]} >= {"parcels", "parcels_blocks"}
    rows = gpd.read_parquet(_file(folder, "parcels", ".parquet")).to_crs(4326)
    assert header["min_lon_e7"] / 1e7 == pytest.approx(rows.total_bounds[0], abs=1e-5)


def test_what_has_not_changed_is_not_written_again(world: World, run: Run, folder: Path) -> None:
    first = run()
    parcels = _file(folder, "parcels", ".pmtiles")
    written = parcels.stat().st_mtime_ns
    second = run(1)
    assert (second.written, set(second.kept)) == ([], set(first.written))
    assert parcels.stat().st_mtime_ns == written
    Parcel.objects.filter(pk=world.parcel.pk).update(declared_area_m2=99, reference="4321/40")
    third = run(2)
    assert third.written == ["parcels"]
    assert "4321/40" in _references(folder)


def test_old_publications_go_and_their_files_with_them(world: World, run: Run, folder: Path) -> None:
    run()
    first = _file(folder, "parcels", ".pmtiles")
    for hour in (1, 2, 3):
        Parcel.objects.filter(pk=world.parcel.pk).update(reference=f"{hour}/40")
        run(hour, keep=2)
    assert not first.exists()
    assert not first.parent.exists()
    assert len(list((folder / "versions").iterdir())) == 2
    assert _file(folder, "parcels", ".pmtiles").exists()
    assert _file(folder, "streets", ".pmtiles").exists()


class _Dying:
    """A folder that dies after a number of files, as a killed run or a full disk would."""

    def __init__(self, folder: Path, files: int) -> None:
        self.real, self.left = Folder(folder), files

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)

    def put(self, path: str, source: Path, *, media_type: str, is_pointer: bool = False) -> None:
        if self.left == 0:
            raise KeyboardInterrupt
        self.left -= 1
        self.real.put(path, source, media_type=media_type, is_pointer=is_pointer)


def _snapshot(folder: Path) -> dict[str, bytes]:
    manifest = _manifest(folder)
    paths = [file["path"] for file in manifest["files"]]
    return {path: (folder / path).read_bytes() for path in ["manifest.json", *paths]}


def test_killed_anywhere_the_last_publication_stands_and_the_next_run_goes_on(
    world: World, run: Run, folder: Path
) -> None:
    run()
    before = _snapshot(folder)
    Parcel.objects.filter(pk=world.parcel.pk).update(reference="4321/40")
    for files in range(0, 60, 4):
        try:
            done = run(1, storage=_Dying(folder, files))
        except KeyboardInterrupt:
            assert _snapshot(folder) == before
            continue
        assert done.written == []  # the run before had written the parcels, and died later
        break
    else:
        pytest.fail("no run came to its end")
    assert "4321/40" in _references(folder)


def test_layers_can_be_chosen_and_then_nothing_else_is_told(world: World, run: Run, folder: Path) -> None:
    run(layer_ids=["streets"])
    assert [entry["id"] for entry in _manifest(folder)["layers"]] == ["streets"]
    search = _manifest(folder)["search"]
    assert search["shards"] == []
    kinds = {row[0] for row in json.loads((folder / search["names"]).read_text())["names"]}
    assert kinds <= {"street"}


def test_the_maps_are_the_apis_own_in_each_language(
    world: World, run: Run, folder: Path, api: Callable[..., Any]
) -> None:
    run()
    for language, path in _manifest(folder)["maps"].items():
        published = json.loads((folder / path).read_text())
        served = {layer["id"]: layer for layer in api(None, language).get("/manifest").json()["layers"]}
        for layer in published["layers"]:
            columns = layer.pop("columns")
            assert [column["name"] for column in columns] == layer["fields"]
            assert (folder / layer.pop("tiles")).is_file()
            expected = served[layer["id"]]
            assert layer == {key: value for key, value in expected.items() if key != "tiles"}


def test_its_documents_are_valid_wherever_it_lies(world: World, run: Run, folder: Path) -> None:
    run()
    manifest = _manifest(folder)
    base = "https://files.example/any/where/"
    address = base + manifest["catalogue"]
    graph = Graph().parse(
        data=(folder / manifest["catalogue"]).read_bytes(), format="json-ld", publicID=address
    )
    conforms, _graph, report = validate(graph, shacl_graph=str(SHAPES))
    assert conforms, report
    found = {str(address) for address in graph.objects() if str(address).startswith(f"{base}layers/")}
    assert found == {base + file["path"] for file in manifest["files"] if file["format"]}
    landing = folder / manifest["stac"]
    for link in json.loads(landing.read_text())["links"]:
        if link["rel"] == "child":
            child = landing.parent / link["href"]
            for asset in json.loads(child.read_text())["assets"].values():
                assert (child.parent / asset["href"]).resolve().is_file()


def test_the_search_index_finds_what_the_public_may_search(
    world: World, run: Run, folder: Path, api: Callable[..., Any]
) -> None:
    run()
    search = _manifest(folder)["search"]
    references = {
        row[0]
        for shard in search["shards"]
        for row in json.loads((folder / search["parcels"] / f"{shard}.json").read_text())
    }
    assert references == set(Parcel.objects.visible_to(None).values_list("reference", flat=True))
    names = json.loads((folder / search["names"]).read_text())["names"]
    assert names
    for kind, _commune, _ar, french, *_rest in names:
        hits = api(None, "fr").get("/search", q=french).json()["items"]
        assert (kind, french) in {(hit["kind"], hit["title"]["fr"]) for hit in hits}


@pytest.fixture(scope="module")
def s3_server() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(s3_server: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    import boto3

    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", s3_server)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "nobody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    made = boto3.resource("s3").create_bucket(Bucket="maps")
    yield made
    made.objects.all().delete()
    made.delete()


def test_a_bucket_holds_the_same_as_a_folder(world: World, run: Run, folder: Path, bucket: Any) -> None:
    first = run(storage=storage_at("s3://maps/berkane"))
    run()
    here = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    stored = {item.key: item for item in bucket.objects.all()}
    assert set(stored) == {f"berkane/{path}" for path in here}
    pointer = bucket.Object("berkane/manifest.json").get()
    assert pointer["CacheControl"] == "no-cache"
    manifest = json.loads(pointer["Body"].read())
    tiles = next(file for file in manifest["files"] if file["format"] == "pmtiles")
    part = bucket.Object(f"berkane/{tiles['path']}").get(Range="bytes=0-6")
    assert part["Body"].read() == b"PMTiles"
    assert part["ContentType"] == "application/vnd.pmtiles"
    again = run(1, storage=storage_at("s3://maps/berkane"))
    assert (again.written, set(again.kept)) == ([], set(first.written))


def test_a_bucket_that_is_not_there_is_said(bucket: Any, db: None) -> None:
    with pytest.raises(CommandError, match="cannot be reached"):
        call_command("publish", "--to", "s3://nowhere/at-all")
    with pytest.raises(CommandError, match="s3://bucket/prefix"):
        call_command("publish", "--to", "s3:///x")


def test_the_command_says_what_it_did(world: World, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("publish", "--to", str(folder), "--layers", "places", "--formats", "parquet,fgb")
    assert "1 layers written, 0 unchanged" in capsys.readouterr().out
    assert _file(folder, "places", ".pmtiles").exists()
    with pytest.raises(CommandError, match="nothing"):
        call_command("publish", "--to", str(folder), "--layers", "nothing")
    with pytest.raises(CommandError, match="doc"):
        call_command("publish", "--to", str(folder), "--formats", "doc")


def test_a_publication_with_nothing_in_it_is_refused(db: None, folder: Path) -> None:
    with pytest.raises(CommandError):
        call_command("publish", "--to", str(folder))
    assert not (folder / "manifest.json").exists()


def test_the_pointer_is_the_last_thing_written(
    world: World, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    put: list[str] = []
    real = Folder.put

    def noted(self: Folder, path: str, *args: Any, **kwargs: Any) -> None:
        put.append(path)
        real(self, path, *args, **kwargs)

    monkeypatch.setattr(Folder, "put", noted)
    run()
    assert put[-1] == publication.POINTER
    assert put.count(publication.POINTER) == 1
