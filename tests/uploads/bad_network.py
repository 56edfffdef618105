"""A network between a client and the server: slow, and something happens at a chosen byte."""

import socket
import struct
import threading
import time
from collections.abc import Callable
from contextlib import suppress

PIECE = 16 * 1024


class BadNetwork:
    """Forwards connections to `port` at `speed` bytes a second; once `at` bytes have gone to the server
    `happens()` is called, in the forwarding thread."""

    def __init__(self, port: int, *, speed: float) -> None:
        self.to, self.speed = port, speed
        self.at, self.happens = -1, lambda: None
        self.passed = 0
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def expect(self, at: int, happens: Callable[[], None]) -> None:
        """Begin to count anew."""
        with self._lock:
            self.passed, self.at, self.happens = 0, at, happens

    def cut(self) -> None:
        """Reset every connection that is open."""
        with self._lock:
            sockets, self._sockets = self._sockets, []
        for one in sockets:
            with suppress(OSError):
                one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                one.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._listening.close()
        self.cut()

    def _accept(self) -> None:
        while True:
            try:
                client, _address = self._listening.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(("127.0.0.1", self.to))
            except OSError:
                client.close()
                continue
            with self._lock:
                self._sockets += [client, server]
            threading.Thread(target=self._forward, args=(client, server, True), daemon=True).start()
            threading.Thread(target=self._forward, args=(server, client, False), daemon=True).start()

    def _forward(self, source: socket.socket, target: socket.socket, is_upward: bool) -> None:
        try:
            while data := source.recv(PIECE):
                if is_upward:
                    self._count(len(data))
                target.sendall(data)
        except OSError:
            pass
        # A client's death reaches the server, a server's its client.
        for one in (source, target):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _count(self, count: int) -> None:
        time.sleep(count / self.speed)
        with self._lock:
            before, self.passed = self.passed, self.passed + count
            is_now = before < self.at <= self.passed
        if is_now:
            self.happens()
