"""Downloads one file, goes on where it stopped, and knows a page of excuses from a model."""

from __future__ import annotations

import re
import shutil
import time
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError

from ..context import Context
from ..errors import Cancelled, DiskFull, FetchFailed
from .half_file import HalfFile, Origin, written
from .incoming import Fault, Head, Incoming, fault_of

POLL_S = 0.1
"""How long a wait may last before cancellation is looked at again."""
ADVANCE_BYTES = 1 << 20
"""A try that brought this much more than any before does not count as failed."""
LOG_EVERY_S = 10.0
_SNIFFED_BYTES = 512
_PAGE = re.compile(rb"\s*(<!doctype|<html|<head|<\?xml|<error)", re.IGNORECASE)
_PARTIAL, _NO_SUCH_RANGE = 206, 416


@dataclass(frozen=True)
class Patience:
    """How much is put up with.

    Attributes:
        tries: in a row that bring (almost) nothing.
        pause_s: before the second try; doubles with every further one.
        longest_pause_s: if a server wants to be left alone for longer, that is a failure.
        stall_s: without a byte, after which a connection is given up.
    """

    tries: int = 5
    pause_s: float = 1.0
    longest_pause_s: float = 60.0
    stall_s: float = 60.0


class _Interrupted(Exception):
    """The bytes stopped coming; those that came are kept."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.reason)
        self.fault = fault


class _StartAgain(Exception):
    """The server has another file now, or cannot go on in the middle of it."""


@dataclass(frozen=True)
class Download:
    """A file to be downloaded.

    Attributes:
        url: its address, http or https.
        half: where it grows; what is there from another address is dropped.
        guess_bytes: its size as far as known; 0 if not.
        by_hand: what to do if it cannot be downloaded; for hints.
        patience: with the server.
    """

    url: str
    half: HalfFile
    guess_bytes: int = 0
    by_hand: str = ""
    patience: Patience = Patience()

    def run(self, context: Context) -> Path:
        """Downloads what is missing.

        Args:
            context: told of bytes in the phase ``fetch``, asked for cancellation.

        Returns:
            The whole file, whose content nobody has checked.

        Raises:
            FetchFailed: it cannot be had, or not now; ``half`` keeps what came.
            DiskFull, PermissionRefused, WriteFailed: likewise.
            Cancelled: likewise.
        """
        origin = self.half.origin
        if origin is None or origin.url != self.url:
            self.half.drop()
        elif self.half.whole.is_file():
            return self.half.whole
        try:
            self._try_until_whole(context)
        except Cancelled:
            if self.half.size:
                context.log(f"{self._here()} are kept; the next fetch goes on there.")
            raise
        self._refuse_a_page()
        return self.half.finish()

    def _try_until_whole(self, context: Context) -> None:
        farthest, failed = self.half.size, 0
        if farthest:
            context.log(f"{self._here()} are here already; going on there.")
        while True:
            context.check_cancelled()
            try:
                self._receive(context)
                return
            except _StartAgain:
                context.log("The server cannot go on there; starting again.")
                self.half.drop()
            except _Interrupted as exc:
                failed = 1 if self.half.size >= farthest + ADVANCE_BYTES else failed + 1
                farthest = max(farthest, self.half.size)
                pause_s = max(exc.fault.wait_s, self.patience.pause_s * 2 ** (failed - 1))
                hopeless = exc.fault.lasting or failed >= self.patience.tries
                if hopeless or exc.fault.wait_s > self.patience.longest_pause_s:
                    raise self._failure(exc.fault) from exc
                pause_s = min(pause_s, self.patience.longest_pause_s)
                context.log(
                    f"The download stopped at {self._here()}: {exc.fault.reason}. "
                    f"Trying again in {pause_s:.0f} s."
                )
                _pause(pause_s, context)

    def _receive(self, context: Context) -> None:
        """Takes in one response; returns if the file is whole after it."""
        here, origin = self.half.size, self.half.origin
        if origin is not None and origin.total and here == origin.total:
            return
        headers = {"Range": f"bytes={here}-"} if here else {}
        if here and origin is not None and origin.validator:
            headers["If-Range"] = origin.validator
        incoming = Incoming(self.url, headers, self.patience.stall_s)
        try:
            head = self._next(incoming, context)
            if isinstance(head, Head):
                origin = self._begin(head, here)
            self._write(incoming, origin, context)
        finally:
            incoming.close()

    def _begin(self, head: Head, here: int) -> Origin:
        """Decides where the bytes of a response belong."""
        if head.headers.get_content_type() in ("text/html", "application/xhtml+xml"):
            raise self._no_file(f"{head.url} is a web page")
        known = self.half.origin
        etag, date = head.headers.get("ETag", ""), head.headers.get("Last-Modified", "")
        if head.status == _PARTIAL and here and known is not None:
            origin = known.continued(here, head.headers.get("Content-Range", ""), etag)
            if origin is None:
                raise _StartAgain
            self._require_room(origin.total)
            return origin
        length = head.headers.get("Content-Length", "")
        origin = Origin(self.url, int(length) if length.isdigit() else 0, etag, date)
        self._require_room(origin.total)
        self.half.begin(origin)
        return origin

    def _write(self, incoming: Incoming, origin: Origin | None, context: Context) -> None:
        """Appends what comes in; the note on its origin is written already."""
        total = origin.total if origin is not None else 0
        report = _Report(context, total, self.guess_bytes)
        here = self.half.size
        with written(self.half.part), self.half.part.open("ab") as file:
            report(here)
            while True:
                piece = self._next(incoming, context)
                if not isinstance(piece, bytes) or not piece:
                    break
                file.write(piece)
                here += len(piece)
                report(here)
        if total and here != total:
            raise _Interrupted(Fault("the connection broke off"))

    def _next(self, incoming: Incoming, context: Context) -> Head | bytes:
        """Waits for the next thing, but neither longer than allowed nor after a cancellation."""
        since = time.monotonic()
        while time.monotonic() - since < self.patience.stall_s:
            context.check_cancelled()
            try:
                item = incoming.next(POLL_S)
            except (OSError, HTTPException, ValueError) as exc:
                if isinstance(exc, HTTPError) and exc.code == _NO_SUCH_RANGE and self.half.size:
                    raise _StartAgain from exc
                fault = fault_of(exc)
                if fault is None:
                    raise
                raise _Interrupted(fault) from exc
            if item is not None:
                return item
        raise _Interrupted(Fault("the server sends nothing"))

    def _require_room(self, total: int) -> None:
        """Looks for room for the whole file and for the copy that is installed from it."""
        place = self.half.folder
        while not place.is_dir():
            place = place.parent
        free = shutil.disk_usage(place).free + self.half.size
        if 2 * total > free:
            raise DiskFull(
                f"{self.half.whole.name} has {_mb(total)}; with the copy that is installed it "
                f"takes {_mb(2 * total)}, and {_mb(free)} are free on the disk of {place}.",
                hint="Free some space there, or name a folder on another disk in HSFM_MODELS.",
            )

    def _refuse_a_page(self) -> None:
        """Drops what is no file; servers like to say 200 to everything."""
        with written(self.half.part), self.half.part.open("ab+") as file:
            file.seek(0)
            first = file.read(_SNIFFED_BYTES)
        if not first or _PAGE.match(first):
            self.half.drop()
            raise self._no_file(f"{self.url} gives {'a web page' if first else 'nothing'}")

    def _no_file(self, told: str) -> FetchFailed:
        return FetchFailed(f"{told} instead of {self.half.whole.name}.", hint=self.by_hand)

    def _failure(self, fault: Fault) -> FetchFailed:
        message = f"{self.half.whole.name} could not be fetched from {self.url}: {fault.reason}."
        later = "Check the connection and fetch it again later."
        if self.half.size:
            message += f" {self._here()} are here."
            later = "Fetch it again later; it goes on where it stopped."
        hints = ("" if fault.lasting else later, fault.hint, self.by_hand)
        return FetchFailed(message, hint=" ".join(hint for hint in hints if hint))

    def _here(self) -> str:
        """How much there is, as in ``12.3 of 45.0 MB``."""
        origin = self.half.origin
        if origin is None or not origin.total:
            return _mb(self.half.size)
        return f"{self.half.size / 1e6:.1f} of {_mb(origin.total)}"


class _Report:
    """Says how many bytes are here, of as many as the server or else the card says."""

    def __init__(self, context: Context, total: int, guess: int) -> None:
        self._context = context
        self._total = total
        self._guess = guess
        self._logged_s = time.monotonic()

    def __call__(self, here: int) -> None:
        total = self._total or (self._guess if here <= self._guess else 0)
        self._context.progress("fetch", here, total)
        if not total and time.monotonic() - self._logged_s >= LOG_EVERY_S:
            self._logged_s = time.monotonic()
            self._context.log(f"{_mb(here)} are here; the server does not say of how many.")


def _pause(seconds: float, context: Context) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        context.check_cancelled()
        time.sleep(min(POLL_S, max(until - time.monotonic(), 0.0)))


def _mb(count: int) -> str:
    return f"{count / 1e6:.1f} MB"
