"""A stand-in for an OpenDroneMap node: NodeODM's HTTP API as its 2.2 speaks it, without the photogrammetry.

Refusals come as NodeODM gives them: status 200 and `{"error": …}`. It misbehaves as it is told.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

QUEUED, RUNNING, FAILED, COMPLETED, CANCELED = 10, 20, 30, 40, 50
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


@dataclass
class NodeTask:
    """A task; it stands in `tmp` (not committed) until `status` is set."""

    uuid: str
    options: list[dict[str, Any]]
    name: str
    outputs: list[str]
    images: dict[str, bytes] = field(default_factory=dict)
    status: int = 0
    progress: float = 0.0
    error: str = ""

    def option(self, name: str) -> Any:
        return next((option["value"] for option in self.options if option["name"] == name), None)


@dataclass
class OdmNodeServer:
    """`products`: what archives hold, by the path in them; `broken`: answers instead of the true ones, by the
    beginning of the path: a status, or bytes."""

    token: str = ""
    max_images: int | None = None
    version: str = "2.2.3"
    products: dict[str, bytes] = field(default_factory=dict)
    archive: bytes | None = None
    cuts: list[int] = field(default_factory=list)
    broken: dict[str, int | bytes] = field(default_factory=dict)
    drops_uploads: int = 0
    tasks: dict[str, NodeTask] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    port: int = 0
    lock: Lock = field(default_factory=Lock)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def only_task(self) -> NodeTask:
        (task,) = self.tasks.values()
        return task

    def zipped(self) -> bytes:
        """all.zip, deflated as 7z does it."""
        if self.archive is not None:
            return self.archive
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as opened:
            for name, body in self.products.items():
                opened.writestr(name, body)
        return packed.getvalue()


@contextmanager
def odm_node(**told: Any) -> Iterator[OdmNodeServer]:
    """A node on loopback (at `port`, else at any that is free), gone afterwards."""
    node = OdmNodeServer(**told)

    class Handler(_Handler):
        node_server = node

    server = ThreadingHTTPServer(("127.0.0.1", node.port), Handler)
    server.daemon_threads = True
    node.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield node
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    node_server: OdmNodeServer

    def log_message(self, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        self._route({
            r"/info": self._info,
            r"/options": self._options,
            r"/task/([^/]+)/info": self._task_info,
            r"/task/([^/]+)/download/([^/]+)": self._download,
        })  # fmt: skip

    def do_POST(self) -> None:
        self.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._route({
            r"/task/new/init": self._init,
            r"/task/new/upload/([^/]+)": self._upload,
            r"/task/new/commit/([^/]+)": self._commit,
            r"/task/cancel": self._cancel,
            r"/task/remove": self._remove,
        })  # fmt: skip

    def _route(self, routes: dict[str, Any]) -> None:
        node, asked = self.node_server, urlsplit(self.path)
        with node.lock:
            node.asked.append(asked.path)
        for start, given in node.broken.items():
            if asked.path.startswith(start):
                status, body = (given, b"<html>") if isinstance(given, int) else (200, given)
                self._send(status, body, "text/html" if body[:1] == b"<" else "application/json")
                return
        if node.token and parse_qs(asked.query).get("token") != [node.token]:
            self._json({"error": "Invalid authentication token"}, 401)
            return
        found = [(re.fullmatch(pattern, asked.path), handle) for pattern, handle in routes.items()]
        for match, handle in found:
            if match is None:
                continue
            if node.drops_uploads and "/upload/" in asked.path:
                node.drops_uploads -= 1
                self._send(500, b"Internal Server Error", "text/plain")
                return
            with node.lock:
                answer = handle(*match.groups())
            if answer is not None:
                self._json(answer)
            return
        self._send(404, b"Cannot GET", "text/html")

    def _json(self, told: Any, status: int = 200) -> None:
        self._send(status, json.dumps(told).encode(), "application/json; charset=utf-8")

    def _send(self, status: int, body: bytes, media_type: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _info(self) -> Any:
        return {
            "version": self.node_server.version, "taskQueueCount": len(self.node_server.tasks),
            "totalMemory": 16 * 1024**3, "availableMemory": 8 * 1024**3, "cpuCores": 4,
            "maxImages": self.node_server.max_images, "maxParallelTasks": 1, "engine": "odm",
            "engineVersion": "3.5.5",
        }  # fmt: skip

    def _options(self) -> Any:
        return [
            {"name": "dsm", "type": "bool", "value": "false", "domain": "bool", "help": "Surface model"},
            {"name": "orthophoto-resolution", "type": "float", "value": "5", "domain": "float > 0.0",
             "help": "cm/pixel"},
        ]  # fmt: skip

    def _init(self) -> Any:
        node, said = self.node_server, self._form()
        uuid = str(self.headers.get("set-uuid", ""))
        if not _UUID.fullmatch(uuid) or (uuid in node.tasks and node.tasks[uuid].status):
            return {"error": f"Invalid set-uuid: {uuid}"}
        if uuid in node.tasks:
            del node.tasks[uuid]
            return {"error": "Directory exists (should not have happened: undefined)"}
        node.tasks[uuid] = NodeTask(
            uuid, json.loads(said["options"][0][1]), said["name"][0][1].decode(),
            json.loads(said["outputs"][0][1]) if "outputs" in said else [],
        )  # fmt: skip
        return {"uuid": uuid}

    def _upload(self, uuid: str) -> Any:
        node = self.node_server
        if uuid not in node.tasks or node.tasks[uuid].status:
            return {"error": "Invalid uuid (not found)"}
        for name, body in self._form()["images"]:
            node.tasks[uuid].images[name] = body
        return {"success": True}

    def _commit(self, uuid: str) -> Any:
        task = self.node_server.tasks.get(uuid)
        if task is None or task.status:
            return {"error": "Invalid uuid (not found)"}
        task.status = QUEUED
        return {"uuid": uuid}

    def _task_info(self, uuid: str) -> Any:
        task = self.node_server.tasks.get(uuid)
        if task is None or not task.status:
            return {"error": f"{uuid} not found"}
        status: dict[str, Any] = {"code": task.status}
        if task.error:
            status["errorMessage"] = task.error
        return {
            "uuid": uuid, "name": task.name, "dateCreated": 1_790_000_000_000, "processingTime": 1000,
            "status": status, "options": task.options, "imagesCount": len(task.images),
            "progress": task.progress,
        }  # fmt: skip

    def _download(self, uuid: str, asset: str) -> Any:
        node = self.node_server
        task = node.tasks.get(uuid)
        if task is None:
            return {"error": f"{uuid} not found"}
        if asset != "all.zip":
            return {"error": "Invalid asset"}
        if task.status != COMPLETED:
            return {"error": "Asset not ready"}
        body = node.zipped()
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        begin = int(asked[1]) if asked and self.headers.get("If-Range") == '"all"' else 0
        cut = node.cuts.pop(0) if node.cuts else None
        self.send_response(206 if begin else 200)
        self.send_header("Content-Type", "application/zip")
        self.send_header("ETag", '"all"')
        self.send_header("Content-Length", str(len(body) - begin))
        if begin:
            self.send_header("Content-Range", f"bytes {begin}-{len(body) - 1}/{len(body)}")
        self.end_headers()
        self.wfile.write(body[begin:][:cut])
        self.close_connection = cut is not None
        return None

    def _cancel(self) -> Any:
        task = self._posted_task()
        if task is None:
            return {"success": False, "error": "Task not found"}
        if task.status == CANCELED:
            return {"success": False, "error": "Task already cancelled"}
        task.status = CANCELED
        return {"success": True}

    def _remove(self) -> Any:
        task = self._posted_task()
        if task is None:
            return {"success": False, "error": "Task not found"}
        del self.node_server.tasks[task.uuid]
        return {"success": True}

    def _posted_task(self) -> NodeTask | None:
        (uuid,) = parse_qs(self.body.decode())["uuid"]
        task = self.node_server.tasks.get(uuid)
        return task if task is not None and task.status else None

    def _form(self) -> dict[str, list[tuple[str, bytes]]]:
        """The fields of a multipart form: name → (file name, content)."""
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        form: Message = BytesParser(policy=HTTP).parsebytes(head + self.body)
        fields: dict[str, list[tuple[str, bytes]]] = {}
        for part in form.get_payload():
            assert isinstance(part, Message)
            name = str(part.get_param("name", header="content-disposition"))
            body = part.get_payload(decode=True)
            assert isinstance(body, bytes)
            fields.setdefault(name, []).append((part.get_filename() or "", body))
        return fields
