"""Tiny wheels under real names, and an index of them on 127.0.0.1 that can be told to fail."""

from __future__ import annotations

import base64
import hashlib
import socket
import struct
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


def make_wheel(
    folder: Path, name: str, version: str = "1.0", needs: tuple[str, ...] = (), padding: int = 0
) -> Path:
    """Writes a wheel with one module of its name, and ``padding`` bytes that do not compress."""
    module = name.replace("-", "_")
    info = f"{module}-{version}.dist-info"
    requires = "".join(f"Requires-Dist: {need}\n" for need in needs)
    files = {
        f"{module}/__init__.py": f"__version__ = {version!r}\n".encode(),
        f"{info}/METADATA": (
            f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{requires}"
        ).encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    if padding:
        block = hashlib.sha512(name.encode()).digest()
        files[f"{module}/padding.bin"] = (block * (padding // len(block) + 1))[:padding]
    record = "".join(f"{path},{_record_hash(data)},{len(data)}\n" for path, data in files.items())
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{module}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return target


def _record_hash(data: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
    return f"sha256={digest}"


class Index:
    """What the server does, and what was asked of it.

    Attributes:
        url: of the simple index.
        lies: names of files whose hash is told wrong.
        resets: names of files whose connection is reset in the middle, always.
        stalls: names of files that stop in the middle until ``go_on`` is set.
        stalled: set when one of them has stopped.
        sent: names of files that went out whole.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = ""
        self.lies: set[str] = set()
        self.resets: set[str] = set()
        self.stalls: set[str] = set()
        self.stalled = threading.Event()
        self.go_on = threading.Event()
        self.sent: list[str] = []


@contextmanager
def serve(folder: Path) -> Iterator[Index]:
    """Serves the wheels of a folder."""
    index = Index(folder)

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            return

        def do_GET(self) -> None:
            parts = self.path.strip("/").split("/")
            if parts[0] == "simple" and len(parts) == 2:
                self._page(parts[1])
            elif parts[0] == "files":
                self._file(folder / parts[1])
            else:
                self.send_error(404)

        def _page(self, name: str) -> None:
            wheels = sorted(folder.glob(f"{name.replace('-', '_')}-*.whl"))
            if not wheels:
                self.send_error(404)
                return
            links = ""
            for wheel in wheels:
                digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
                digest = "0" * 64 if wheel.name in index.lies else digest
                links += f'<a href="/files/{wheel.name}#sha256={digest}">{wheel.name}</a>\n'
            self._head("text/html", len(links))
            self.wfile.write(links.encode())

        def _file(self, wheel: Path) -> None:
            data = wheel.read_bytes()
            self._head("application/octet-stream", len(data))
            half = len(data) // 2
            self.wfile.write(data[:half])
            self.wfile.flush()
            if wheel.name in index.resets:
                self.connection.setsockopt(
                    socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
                )
                self.connection.close()
                return
            if wheel.name in index.stalls:
                index.stalled.set()
                index.go_on.wait(60)
            try:
                self.wfile.write(data[half:])
            except OSError:
                return
            index.sent.append(wheel.name)

        def _head(self, kind: str, length: int) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(length))
            if kind != "text/html":
                self.send_header("Cache-Control", "max-age=3600")
            self.end_headers()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    index.url = f"http://127.0.0.1:{server.server_address[1]}/simple"
    try:
        yield index
    finally:
        index.go_on.set()
        server.shutdown()
        server.server_close()
        thread.join(5)
