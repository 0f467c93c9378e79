"""A response that comes in on a thread of its own, so that waiting for it can be given up.

Sockets can only wait with one long timeout, and looking up a name cannot be interrupted at all; a
user who cancels should not have to wait for either. Proxies are those of the environment
(``http_proxy``, ``https_proxy``, ``no_proxy``), where the plugin puts QGIS's; certificates those of
the system or of ``SSL_CERT_FILE``, and certifi's where there are none.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import queue
import ssl
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import IO
from urllib.parse import urlsplit

from .. import __version__

_PIECE_BYTES = 1 << 18
_PIECES_AHEAD = 8
_LOOK_UP_S = 0.1
_WORTH_ANOTHER_TRY = frozenset({408, 425, 429, 500, 502, 503, 504})
_CHECK_PROXY = (
    "Check the proxy: HSFM takes it from QGIS's network options, else from the variables "
    "http_proxy, https_proxy and no_proxy."
)
_CERTIFICATE = (
    "A proxy that inspects connections may stand between: save its certificate as a PEM file and "
    "name that file in the variable SSL_CERT_FILE. Check the date of this computer as well."
)


@dataclass(frozen=True)
class Head:
    """What comes before the bytes."""

    status: int
    headers: Message
    url: str


@dataclass(frozen=True)
class Fault:
    """Why nothing (more) came.

    Attributes:
        reason: a clause for a sentence, without a full stop.
        lasting: whether trying again is useless.
        wait_s: how long the server wants to be left alone; 0 if it does not say.
        hint: what may help; may be empty.
    """

    reason: str
    lasting: bool = False
    wait_s: float = 0.0
    hint: str = ""


class UnsafeRedirect(urllib.error.URLError):
    """A redirect from https to something that anybody on the way can read and change."""


class Incoming:
    """Asks for an address and takes in what comes.

    Args:
        url: http or https.
        headers: of the request.
        timeout_s: after how long without anything the connection is given up.
    """

    def __init__(self, url: str, headers: Mapping[str, str], timeout_s: float) -> None:
        self._items: queue.Queue[Head | bytes | Exception] = queue.Queue(_PIECES_AHEAD)
        self._unwanted = threading.Event()
        agent = {"User-Agent": f"HSFM/{__version__}", "Accept": "*/*"}
        request = urllib.request.Request(url, headers={**agent, **headers})  # noqa: S310 - _opener
        threading.Thread(
            target=self._take_in, args=(request, timeout_s), name="incoming", daemon=True
        ).start()

    def next(self, wait_s: float) -> Head | bytes | None:
        """The head, then pieces of the body, then ``b""``; None if nothing came in time.

        Raises:
            Exception: whatever went wrong; see ``fault_of``.
        """
        try:
            item = self._items.get(timeout=wait_s)
        except queue.Empty:
            return None
        if isinstance(item, Exception):
            raise item
        return item

    def close(self) -> None:
        """Lets the thread end, at the latest when its timeout is over."""
        self._unwanted.set()

    def _take_in(self, request: urllib.request.Request, timeout_s: float) -> None:
        try:
            with _opener().open(request, timeout=timeout_s) as response:
                self._put(Head(response.status, response.headers, response.url))
                piece = b"..."
                while piece and not self._unwanted.is_set():
                    piece = response.read1(_PIECE_BYTES)
                    self._put(piece)
        except Exception as exc:  # it is raised where somebody waits
            self._put(exc)

    def _put(self, item: Head | bytes | Exception) -> None:
        while not self._unwanted.is_set():
            with contextlib.suppress(queue.Full):
                self._items.put(item, timeout=_LOOK_UP_S)
                return


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects, but never from https to http."""

    http_error_308 = urllib.request.HTTPRedirectHandler.http_error_302  # missing in Python 3.10

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        scheme = urlsplit(newurl).scheme
        if scheme not in ("http", "https") or (req.type == "https" and scheme == "http"):
            raise UnsafeRedirect(f"it redirects to {newurl}, which is not protected by https")
        return super().redirect_request(req, fp, 307 if code == 308 else code, msg, headers, newurl)


class _Https(urllib.request.AbstractHTTPHandler):
    """Reads the certificates when they are needed, which takes a moment."""

    https_request = urllib.request.AbstractHTTPHandler.do_request_

    def https_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(http.client.HTTPSConnection, request, context=_trust())


def _trust() -> ssl.SSLContext:
    """What the system trusts; certifi's certificates where that is nobody.

    Python from python.org for the Mac comes without any until its user runs a script
    (python/cpython, Mac/BuildScript/resources/ReadMe.rtf, "Certificate verification and OpenSSL").
    """
    context = ssl.create_default_context()
    folder = ssl.get_default_verify_paths().capath  # it is read when a certificate is looked for
    if not context.cert_store_stats()["x509_ca"] and not (folder and os.listdir(folder)):
        with contextlib.suppress(ImportError):
            import certifi

            context.load_verify_locations(certifi.where())
    return context


def _opener() -> urllib.request.OpenerDirector:
    """Knows http and https only: a file:// or ftp:// address has no handler."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.UnknownHandler(),
        urllib.request.HTTPHandler(),
        _Https(),
        urllib.request.HTTPDefaultErrorHandler(),
        _Redirects(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener


def fault_of(exc: Exception) -> Fault | None:
    """Explains what ``Incoming.next`` raised; None if the network is not to blame."""
    if isinstance(exc, urllib.error.HTTPError):
        return _refusal(exc)
    if isinstance(exc, UnsafeRedirect):
        return Fault(str(exc.reason), lasting=True)
    if isinstance(exc, urllib.error.URLError) and isinstance(exc.reason, Exception):
        exc = exc.reason
    if isinstance(exc, ssl.SSLCertVerificationError):
        told = f"its certificate is not trusted ({exc.verify_message})"
        return Fault(told, lasting=True, hint=_CERTIFICATE)
    if isinstance(exc, TimeoutError):
        return Fault("the server sends nothing")
    if isinstance(exc, OSError) and str(exc).startswith("Tunnel connection failed"):
        return Fault(f"the proxy refuses it ({exc})", lasting=True, hint=_CHECK_PROXY)
    if isinstance(exc, (http.client.InvalidURL, urllib.error.URLError)):
        return Fault(f"the address is not understood ({exc})", lasting=True)
    if isinstance(exc, http.client.HTTPException):
        return Fault(f"the connection broke off ({type(exc).__name__})")
    if isinstance(exc, OSError):
        return Fault(f"the connection failed ({exc.strerror or exc})")
    return None


def _refusal(exc: urllib.error.HTTPError) -> Fault:
    exc.close()
    told = f"the server answers {exc.code} {exc.msg or ''}".rstrip()
    if 300 <= exc.code < 400:
        return Fault("it redirects in a circle or too often", lasting=True)
    if exc.code == 407:
        return Fault(told, lasting=True, hint=_CHECK_PROXY)
    if exc.code in _WORTH_ANOTHER_TRY:
        return Fault(told, wait_s=_seconds(exc.headers.get("Retry-After", "")))
    return Fault(told, lasting=True)


def _seconds(retry_after: str) -> float:
    """Seconds or a date (RFC 9110, 10.2.3); 0 if it is neither."""
    if retry_after.strip().isdigit():
        return float(retry_after)
    try:
        return max(parsedate_to_datetime(retry_after).timestamp() - time.time(), 0.0)
    except (TypeError, ValueError, OverflowError):
        return 0.0
