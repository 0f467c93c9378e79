"""What a failure of pip, venv or uv means: a sentence and a next step, read from its output."""

from __future__ import annotations

import re
from typing import Optional

from ...engine.errors import (
    DependencyMissing,
    DiskFull,
    EngineError,
    FetchFailed,
    PermissionRefused,
    WriteFailed,
)
from .requirements import NEWEST, OLDEST

DETAIL_CHARACTERS = 8_000
KEPT = "What is done is kept; Install goes on there."


def _full(found: re.Match[str]) -> EngineError:
    return DiskFull(
        "There is no space left on the disk that the engine is being installed on, or on the one "
        "for temporary files.",
        hint="Free some gigabytes, then install again. " + KEPT,
    )


def _hash(found: re.Match[str]) -> EngineError:
    what = found.groupdict().get("what") or "a package"
    return FetchFailed(
        f"The file that came for {what} is not the one that the index promises: "
        "its SHA-256 differs. It was not installed.",
        hint="Install again. If it happens again, a proxy or mirror alters or cuts off downloads: "
        "ask whoever runs it, or install from a folder of wheels.",
    )


def _proxy(found: re.Match[str]) -> EngineError:
    return FetchFailed(
        "The proxy does not let the installation through.",
        hint="Check the proxy in QGIS's network options, the user and the password there, or "
        "install from a folder of wheels. " + KEPT,
    )


def _tls(found: re.Match[str]) -> EngineError:
    return FetchFailed(
        "The certificate of the package index was not accepted, so nothing was taken from it.",
        hint="If your network inspects TLS, ask for its certificate file and name it in the "
        "variable PIP_CERT; check the computer's clock, too. HSFM never switches the check off.",
    )


def _plain_http(found: re.Match[str]) -> EngineError:
    return FetchFailed(
        f"The package index at {found['what']} has an address with http, without the s: what comes "
        "from it could be altered on its way, so pip leaves it out.",
        hint="Use its address with https, or install from a folder of wheels.",
    )


def _connection(found: re.Match[str]) -> EngineError:
    return FetchFailed(
        "The connection to the package index broke or was never made.",
        hint="Check the connection and the proxy, then install again. " + KEPT,
    )


def _no_match(found: re.Match[str]) -> EngineError:
    what = found.groupdict().get("what") or "a package"
    return DependencyMissing(
        f"No wheel of {what} fits this computer and its Python.",
        hint=f"Use a 64-bit Python {OLDEST} to {NEWEST}. A folder of wheels has to be made for "
        "this system and this version of Python.",
    )


def _conflict(found: re.Match[str]) -> EngineError:
    return DependencyMissing(
        "The packages that the engine needs ask for versions that do not go together.",
        hint="Update the plugin, then install again; if it stays, copy the details and report.",
    )


def _managed(found: re.Match[str]) -> EngineError:
    return DependencyMissing(
        "This Python is managed by the system and takes no packages.",
        hint="Install the system's venv package (python3-venv), or choose another Python.",
    )


def _no_venv(found: re.Match[str]) -> EngineError:
    return DependencyMissing(
        "This Python cannot make an environment: its parts venv or ensurepip are missing.",
        hint="On Debian and Ubuntu: sudo apt install python3-venv. Else choose another Python.",
    )


def _too_long(found: re.Match[str]) -> EngineError:
    return WriteFailed(
        "A path became longer than Windows takes (260 characters) while packages were unpacked.",
        hint="Let your administrator switch on long paths, then install again.",
    )


def _refused(found: re.Match[str]) -> EngineError:
    place = found.groupdict().get("what")
    return PermissionRefused(
        f"Writing was refused{': ' + place if place else ' in the runtime folder'}.",
        hint="Close programs that use the engine; an antivirus may hold its files for a while. "
        + KEPT,
    )


_RULES = tuple(
    (re.compile(pattern, re.IGNORECASE), explain)
    for pattern, explain in (
        (r"No space left on device|Errno 28\b|Errno 122\b|disk quota exceeded", _full),
        (r"WinError 112\b|not enough space on the disk|ENOSPC", _full),
        (r"DO NOT MATCH THE HASHES(?:[^\n]*\n)+?\s*(?P<what>\S+) from ", _hash),
        (r"DO NOT MATCH THE HASHES|HashMismatch|Hash mismatch", _hash),
        (r"externally[- ]managed", _managed),
        (
            r"ensurepip is not\s+available|No module named '?(?:venv|ensurepip)"
            r"|apt install \S*-venv",
            _no_venv,
        ),
        (r"ProxyError|Tunnel connection failed|407 Proxy|Cannot connect to proxy", _proxy),
        (r"CERTIFICATE_VERIFY_FAILED|certificate verify failed|invalid peer certificate", _tls),
        (
            r"WinError 206\b|filename or extension is too long|File name too long"
            r"|long path support",
            _too_long,
        ),
        (
            r"ConnectionResetError|Connection reset|Connection broken|IncompleteRead|ReadTimeout"
            r"|Read timed out|ConnectTimeout|Max retries exceeded|NewConnectionError"
            r"|RemoteDisconnected|NameResolutionError|getaddrinfo failed|Temporary failure in name"
            r"|ProtocolError|Connection refused|Network is unreachable|incomplete-download"
            r"|SSLError|SSLEOFError|UNEXPECTED_EOF|Download failed after \d+ attempts"
            r"|error sending request|HTTPError: 5\d\d",
            _connection,
        ),
        (r"repository located at (?P<what>\S+) is not a trusted or secure host", _plain_http),
        (r"No matching distribution found for (?P<what>[^\n(]+?)\s*(?:\(|$|\n)", _no_match),
        (r"not a supported wheel on this platform", _no_match),
        (r"ResolutionImpossible|conflicting dependencies", _conflict),
        (r"Permission denied: '(?P<what>[^'\n]+)'", _refused),
        (
            r"Permission denied|Access is denied|WinError 5\b|WinError 32\b|Read-only file system",
            _refused,
        ),
    )
)


def explain_pip(output: str) -> EngineError:
    """Names what went wrong.

    Args:
        output: of pip, venv or uv, without secrets; its end is kept as the error's detail.
    """
    error = _known(output)
    if error is None:
        last = next((line for line in reversed(output.splitlines()) if line.strip()), "")
        error = DependencyMissing(
            f"The installation failed: {last.strip()[:300] or 'it gave no reason'}",
            hint="Install again; if it stays, copy the details and report.",
        )
    error.detail = output[-DETAIL_CHARACTERS:]
    return error


def _known(output: str) -> Optional[EngineError]:
    for pattern, explain in _RULES:
        found = pattern.search(output)
        if found is not None:
            return explain(found)
    return None
