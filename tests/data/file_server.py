"""A local server of files that can be told to misbehave, and a small proxy; for tests of fetching.

Every request takes the next act from the list; where none is left, the server behaves.
"""

from __future__ import annotations

import contextlib
import shutil
import socket
import ssl
import struct
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

Act = Callable[["Request"], None]
ETAG = '"one"'


@dataclass
class FileServer:
    """Serves ``files`` by path.

    Attributes:
        url: its address, without a slash at the end.
        files: content by path, as in ``{"/model.pth": b"..."}``.
        acts: what to do with the next requests.
        requests: path and headers of those that came, names of headers in lower case.
        ended: set when the test is over, so that nobody goes on being slow.
    """

    url: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    acts: list[Act] = field(default_factory=list)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    etag: str = ETAG
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def ranges(self) -> list[str]:
        """The ranges asked for; empty text where there was none."""
        return [headers.get("range", "") for _, headers in self.requests]


class Request(BaseHTTPRequestHandler):
    """One request; acts call its methods."""

    protocol_version = "HTTP/1.1"
    served: FileServer

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.served.requests.append((self.path, headers))
        act = self.served.acts.pop(0) if self.served.acts else send
        with contextlib.suppress(ConnectionError):
            act(self)

    @property
    def content(self) -> bytes:
        return self.served.files.get(urlsplit(self.path).path, b"")

    def head(self, status: int, **headers: Any) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()

    def begin(self, *, length: bool = True, ranges: bool = True) -> bytes:
        """Sends the head of the file or of the range asked for; gives what has to follow."""
        data, wanted = self.content, self.headers.get("Range", "")
        same = self.headers.get("If-Range", self.served.etag) == self.served.etag
        tags = {"ETag": self.served.etag} if self.served.etag else {}
        if not data:
            self.head(404, Content_Length=0)
            return b""
        if not (ranges and same and wanted):
            size = {"Content_Length": len(data)} if length else {"Connection": "close"}
            self.head(200, **size, **tags)
            return data
        start = int(wanted[len("bytes=") : -1])
        if start >= len(data):
            self.head(416, Content_Range=f"bytes */{len(data)}", Content_Length=0)
            return b""
        place = f"bytes {start}-{len(data) - 1}/{len(data)}"
        self.head(206, Content_Range=place, Content_Length=len(data) - start, **tags)
        return data[start:]

    def hang_up(self, *, reset: bool = False) -> None:
        """Ends the connection, as a crash (reset) or as if everything had been sent."""
        self.wfile.flush()
        if reset:
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.close_connection = True

    def log_message(self, *about: Any) -> None:
        """Says nothing."""


def send(request: Request) -> None:
    """Behaves."""
    request.wfile.write(request.begin())


def break_off(after: int, *, reset: bool = False) -> Act:
    """Ends the connection after some bytes of the body."""

    def act(request: Request) -> None:
        request.wfile.write(request.begin()[:after])
        request.hang_up(reset=reset)

    return act


def answer(status: int, body: bytes = b"", **headers: Any) -> Act:
    """Says something else; underscores in names of headers stand for dashes."""

    def act(request: Request) -> None:
        request.head(status, Content_Length=len(body), **headers)
        request.wfile.write(body)

    return act


def redirect(to: str, status: int = 302) -> Act:
    """Sends elsewhere."""
    return answer(status, Location=to)


def trickle(piece: int, pause_s: float) -> Act:
    """Sends a few bytes at a time."""

    def act(request: Request) -> None:
        data = request.begin()
        for start in range(0, len(data), piece):
            request.wfile.write(data[start : start + piece])
            request.wfile.flush()
            if request.served.ended.wait(pause_s):
                return

    return act


def fall_silent(after: int | None = None) -> Act:
    """Sends nothing more, but keeps the connection: from the start, or after some of the body."""

    def act(request: Request) -> None:
        if after is not None:
            request.wfile.write(request.begin()[:after])
            request.wfile.flush()
        request.served.ended.wait()
        request.close_connection = True

    return act


def ignore_range(request: Request) -> None:
    """Sends the whole file, whatever was asked for."""
    request.wfile.write(request.begin(ranges=False))


def without_length(request: Request) -> None:
    """Does not say how much it sends."""
    request.wfile.write(request.begin(length=False, ranges=False))
    request.hang_up()


def in_chunks(request: Request) -> None:
    """Sends the chunked way, without a length."""
    request.head(200, Transfer_Encoding="chunked")
    for start in range(0, len(request.content), 1000):
        piece = request.content[start : start + 1000]
        request.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
    request.wfile.write(b"0\r\n\r\n")


@contextlib.contextmanager
def serving(files: dict[str, bytes], tls: Path | None = None) -> Iterator[FileServer]:
    """Runs a server.

    Args:
        files: content by path.
        tls: a certificate of ``self_signed``, to speak https.
    """
    served = FileServer(files=dict(files))
    with _listening(type("Handler", (Request,), {"served": served}), tls) as port:
        served.url = f"{'https' if tls else 'http'}://127.0.0.1:{port}"
        try:
            yield served
        finally:
            served.ended.set()


@contextlib.contextmanager
def proxying() -> Iterator[tuple[str, list[str]]]:
    """Runs a proxy for http; gives its address and a list that grows by the addresses asked for."""
    seen: list[str] = []

    class Proxy(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            there = urlsplit(self.path)
            connection = HTTPConnection(there.netloc, timeout=10)
            connection.request("GET", there.path, headers=dict(self.headers))
            response = connection.getresponse()
            self.send_response(response.status)
            for name, value in response.getheaders():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(response.read())
            connection.close()

        def do_CONNECT(self) -> None:
            seen.append(self.path)
            self.send_error(407)

        def log_message(self, *about: Any) -> None:
            """Says nothing."""

    with _listening(Proxy, None) as port:
        yield f"http://127.0.0.1:{port}", seen


@contextlib.contextmanager
def _listening(handler: type[BaseHTTPRequestHandler], tls: Path | None) -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    if tls is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tls)
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    server.handle_error = lambda *about: None  # clients that hang up are meant
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.socket.close()
        thread.join()


def self_signed(path: Path) -> Path:
    """Makes a certificate for 127.0.0.1 with its key in one PEM file; skips without openssl."""
    if shutil.which("openssl") is None:
        pytest.skip("there is no openssl to make a certificate")
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    made += ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    made += ["-keyout", str(path), "-out", str(path.with_suffix(".crt"))]
    subprocess.run(made, check=True, capture_output=True)
    path.write_text(path.read_text() + path.with_suffix(".crt").read_text())
    return path


def wait_until(true: Callable[[], bool], seconds: float = 20.0) -> None:
    """Waits for something that another thread or process does."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.01)
