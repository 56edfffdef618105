"""The OpenDroneMap node (NodeODM's HTTP API, through pyodm), its refusals told in our words.

pyodm builds addresses of host and port alone, and sends a token that one node was given to the next: `_Node`
builds its own.
"""

import json
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _
from pyodm import Node, exceptions
from pyodm.types import TaskInfo, TaskStatus
from pyodm.utils import MultipartEncoder, options_to_json
from requests.exceptions import RequestException

from kharita.surveys.fetching.addresses import AllowList
from kharita.surveys.fetching.archives import OUTPUTS
from kharita.surveys.fetching.problems import NodeFailed, NodeSilent, NotOffered

TIMEOUT_SECONDS = (10.0, 300.0)
"""To connect, and to answer: a commit moves all photos within the node."""
OLDEST = "1.5.0"
RETRIES = 5
RETRY_SECONDS = 5


class _Node(Node):  # type: ignore[misc]  # pyodm has no types
    def __init__(self, address: str, token: str) -> None:
        super().__init__("", 0, token, TIMEOUT_SECONDS)
        self.address = address.rstrip("/")

    def url(self, url: str, query: Mapping[str, Any] | None = None) -> str:
        told = dict(query or {}) | ({"token": self.token} if self.token else {})
        return f"{self.address}{url}" + (f"?{urlencode(told)}" if told else "")


class OdmNode:
    """The node of this deployment. All calls raise `NodeSilent` (may pass) and `NodeFailed`."""

    def __init__(self) -> None:
        """Raises `NotOffered`."""
        self.address = settings.KHARITA.odm_url
        if not self.address:
            raise NotOffered(_("The administrator has set up no photogrammetry node."))
        self.node = _Node(self.address, settings.KHARITA.odm_token.get_secret_value())

    @staticmethod
    def has_ended(info: TaskInfo) -> bool:
        """Whether the node will do nothing more for it, and has nothing."""
        return info.status in (TaskStatus.FAILED, TaskStatus.CANCELED)

    @staticmethod
    def is_complete(info: TaskInfo) -> bool:
        """Whether there is something to fetch."""
        return bool(info.status == TaskStatus.COMPLETED)

    def check(self, photos: int) -> None:
        """Whether it can take so many photos."""
        with _translated():
            info = self.node.info()
            version, most = str(info.version), int(info.max_images or 0)
            is_old = Node.compare_version(version, OLDEST) < 0
        if is_old:
            raise NodeFailed(
                _("The node's version is %(version)s: at least %(oldest)s is needed.")
                % {"version": version, "oldest": OLDEST},
                code="node-old",
            )
        if most and photos > most:
            raise NodeFailed(
                _("The node takes at most %(most)s photos, these are %(photos)s.")
                % {"most": most, "photos": photos},
                code="too-many-photos",
            )

    def create(
        self, key: uuid.UUID, photos: Sequence[Path], options: Mapping[str, Any], *, name: str,
        told: Callable[[float], None],
    ) -> None:  # fmt: skip
        """Send the photos and start the task `key`. `told(fraction)` may raise to stop."""
        size = float(options["resolution_cm"])
        asked = {
            "dsm": bool(options["dsm"]), "dtm": bool(options["dtm"]), "orthophoto-resolution": size,
            "dem-resolution": size,
        }  # fmt: skip
        fields = {
            "name": name, "options": options_to_json(asked), "skipPostProcessing": "true",
            "outputs": json.dumps(list(OUTPUTS.values())),
        }  # fmt: skip
        with _translated():
            self._post("/task/new/init", fields, {"set-uuid": str(key)})
            for number, photo in enumerate(photos, start=1):
                self._send(key, photo)
                told(number / len(photos))
            made = self.node.post(f"/task/new/commit/{key}")
            if made["uuid"] != str(key):
                raise ValueError("another task than was asked for")

    def _send(self, key: uuid.UUID, photo: Path) -> None:
        """One photo, again where the connection is lost or the node is busy.

        pyodm's own threads are not used: where photos fail again and again they can bring the process down.
        """
        for attempt in range(RETRIES + 1):
            time.sleep(RETRY_SECONDS * attempt)
            try:
                with photo.open("rb") as file:
                    fields = {"images": (photo.name, file, "application/octet-stream")}
                    self._post(f"/task/new/upload/{key}", fields, {})
                return
            except (exceptions.NodeConnectionError, exceptions.NodeServerError):
                if attempt == RETRIES:
                    raise

    def _post(self, path: str, fields: Mapping[str, Any], headers: Mapping[str, str]) -> None:
        body = MultipartEncoder(fields=dict(fields))
        self.node.post(path, data=body, headers={"Content-Type": body.content_type, **headers})

    def info(self, key: uuid.UUID) -> TaskInfo | None:
        """How far a task is; None: the node does not know it."""
        with _translated():
            try:
                return self.node.get_task(str(key)).info()
            except exceptions.NodeResponseError as refusal:
                if "not found" in str(refusal).lower():
                    return None
                raise

    def forget(self, key: uuid.UUID) -> None:
        """Stop a task and delete what the node has of it; one that is gone already changes nothing."""
        with _translated():
            task = self.node.get_task(str(key))
            for leave in (task.cancel, task.remove):
                try:
                    leave()
                except exceptions.NodeResponseError as refusal:
                    if _is_unauthorised(refusal):
                        raise

    def archive(self, key: uuid.UUID) -> tuple[str, AllowList]:
        """Where a finished task's files lie, and what that address may lead to: the node alone."""
        url = self.node.url(f"/task/{key}/download/all.zip")
        return url, AllowList.of([self.address], is_trusted=True)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (exceptions.NodeConnectionError, RequestException) as fault:
        raise NodeSilent(
            _("It could not be reached. The administrator checks that it runs, and KHARITA_ODM_URL.")
        ) from fault
    except exceptions.NodeServerError as fault:
        raise _of_server(str(fault)) from fault
    except exceptions.NodeResponseError as fault:
        if _is_unauthorised(fault):
            raise NodeFailed(
                _("The node wants another token. The administrator checks KHARITA_ODM_TOKEN."),
                code="node-token",
            ) from fault
        raise NodeFailed(_("The node says: %(said)s") % {"said": str(fault)[:500]}) from fault
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        # pyodm takes what it is answered for what it expects.
        raise _nonsense() from fault


def _is_unauthorised(fault: Exception) -> bool:
    return str(fault).startswith("Unauthorized")


def _of_server(said: str) -> NodeFailed:
    """A status that NodeODM itself does not give: of a proxy before it, or of a node that broke."""
    status = said.rpartition(" ")[2]
    if status.startswith("5") and len(status) == 3:
        return NodeSilent(_("It answers %(status)s: try again later.") % {"status": status})
    return _nonsense()


def _nonsense() -> NodeFailed:
    return NodeFailed(
        _("What answers there is no NodeODM, or is broken. The administrator checks KHARITA_ODM_URL."),
        code="node-nonsense",
    )
