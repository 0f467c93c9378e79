"""Downloads from a server that breaks off, lies, redirects, is slow and refuses."""

from __future__ import annotations

import hashlib
import os
import ssl
import threading
import time
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from engine.context import Context
from engine.errors import (
    Cancelled,
    DiskFull,
    FetchFailed,
)
from engine.store import fetch as fetching
from engine.store import incoming
from engine.store.fetch import Download, Patience
from engine.store.half_file import HalfFile, alone
from tests.data import file_server as server
from tests.data.file_server import FileServer, serving
from tests.data.small_disk import mounted
from tests.data.told import Told

CONTENT = bytes(range(256)) * 4000
SHA256 = hashlib.sha256(CONTENT).hexdigest()
QUICK = Patience(tries=3, pause_s=0.01, longest_pause_s=0.5, stall_s=5.0)
BY_HAND = "Download it by hand."


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "no_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)


@pytest.fixture
def files() -> Iterator[FileServer]:
    with serving({"/m.pth": CONTENT}) as made:
        yield made


@pytest.fixture
def half(tmp_path: Path) -> HalfFile:
    return HalfFile(tmp_path / "half", "m.pth")


def get(files: FileServer, half: HalfFile, context: Context | None = None, **options: Any) -> Path:
    options = {"by_hand": BY_HAND, "patience": QUICK, **options}
    return Download(f"{files.url}/m.pth", half, **options).run(context or Told())


def refused(files: FileServer, half: HalfFile, **options: Any) -> FetchFailed:
    with pytest.raises(FetchFailed) as caught:
        get(files, half, **options)
    return caught.value


def test_a_file_comes_whole_and_its_bytes_are_told(files: FileServer, half: HalfFile) -> None:
    told = Told()
    path = get(files, half, told)
    assert path.read_bytes() == CONTENT
    assert told.steps[0] == ("fetch", 0, len(CONTENT))
    assert told.steps[-1] == ("fetch", len(CONTENT), len(CONTENT))
    assert not half.part.exists()


@pytest.mark.parametrize("reset", [False, True])
def test_a_broken_download_goes_on_where_it_stopped(
    files: FileServer, half: HalfFile, reset: bool
) -> None:
    files.acts = [server.break_off(300_000, reset=reset), server.break_off(200_000, reset=reset)]
    told = Told()
    assert get(files, half, told).read_bytes() == CONTENT
    assert files.ranges[0] == ""
    starts = [int(range_[len("bytes=") : -1]) for range_ in files.ranges[1:]]
    assert len(starts) == 2 and 0 < starts[0] <= 300_000 and starts[0] < starts[1] <= 500_000
    assert reset or starts == [300_000, 500_000]
    assert files.requests[1][1]["if-range"] == server.ETAG
    assert any("Trying again" in line for line in told.lines)


def test_a_server_that_always_breaks_off_gives_up_but_keeps_the_half(
    files: FileServer, half: HalfFile
) -> None:
    files.acts = [server.break_off(1000)] * 3
    error = refused(files, half)
    assert "broke off. 0.0 of 1.0 MB are here" in error.message and error.retryable
    assert "goes on where it stopped" in error.hint and BY_HAND in error.hint
    assert half.part.read_bytes() == CONTENT[:3000]
    assert get(files, half).read_bytes() == CONTENT
    assert files.ranges[-1] == "bytes=3000-"


def test_tries_that_bring_much_do_not_count(
    files: FileServer, half: HalfFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "ADVANCE_BYTES", 100_000)
    files.acts = [server.break_off(150_000)] * 6
    assert get(files, half).read_bytes() == CONTENT


def test_a_server_that_ignores_the_range_starts_again(files: FileServer, half: HalfFile) -> None:
    files.acts = [server.break_off(400_000), server.ignore_range]
    assert get(files, half).read_bytes() == CONTENT
    assert files.ranges == ["", "bytes=400000-"]


def test_a_file_that_changed_meanwhile_starts_again(files: FileServer, half: HalfFile) -> None:
    files.acts = [server.break_off(100_000)] * 3
    refused(files, half)
    files.files["/m.pth"], files.etag = CONTENT[::-1], '"two"'
    assert get(files, half).read_bytes() == CONTENT[::-1]


@pytest.mark.parametrize(
    ("place", "etag"),
    [
        ("bytes 0-9/1024000", '"one"'),
        ("bytes 400000-1023999/1024000", '"two"'),
        ("bytes 400000-500000/500001", '"one"'),
        ("nonsense", '"one"'),
    ],
)
def test_a_rest_that_does_not_fit_is_not_appended(
    files: FileServer, half: HalfFile, place: str, etag: str
) -> None:
    files.acts = [
        server.break_off(400_000),
        server.answer(206, b"0123456789", Content_Range=place, ETag=etag),
    ]
    assert get(files, half).read_bytes() == CONTENT
    assert files.ranges == ["", "bytes=400000-", ""]


def test_a_total_that_comes_late_counts(files: FileServer, half: HalfFile) -> None:
    files.acts = [server.without_length]
    with pytest.raises(Cancelled):
        get(files, half, Told(cancel_at=1))
    files.acts = [
        server.answer(
            206,
            b"",
            Content_Range=f"bytes {half.size}-{half.size}/{len(CONTENT)}",
            ETag=server.ETAG,
        )
    ]
    assert get(files, half).read_bytes() == CONTENT
    assert len(files.requests) == 3


def test_a_range_beyond_the_end_starts_again(files: FileServer, half: HalfFile) -> None:
    files.acts = [server.break_off(400_000), server.answer(416, Content_Range="bytes */3")]
    assert get(files, half).read_bytes() == CONTENT
    assert files.ranges == ["", "bytes=400000-", ""]


def test_another_address_does_not_go_on_with_this_half(files: FileServer, half: HalfFile) -> None:
    files.acts = [server.break_off(1000)] * 3
    refused(files, half)
    files.files["/other.pth"] = CONTENT[::-1]
    path = Download(f"{files.url}/other.pth", half, patience=QUICK).run(Told())
    assert path.read_bytes() == CONTENT[::-1] and files.ranges[-1] == ""


@pytest.mark.parametrize("note", ["", "{", "[]", '{"url": 1}'])
def test_a_half_without_a_readable_note_is_not_used(
    files: FileServer, half: HalfFile, note: str
) -> None:
    half.folder.mkdir()
    half.part.write_bytes(b"junk")
    if note:
        (half.folder / "m.pth.json").write_text(note)
    assert get(files, half).read_bytes() == CONTENT
    assert files.ranges == [""]


def test_a_half_that_is_whole_asks_for_nothing(files: FileServer, half: HalfFile) -> None:
    files.acts = [server.break_off(100_000)] * 3
    refused(files, half)
    half.part.write_bytes(CONTENT)
    files.requests.clear()
    assert get(files, half).read_bytes() == CONTENT
    assert get(files, half).read_bytes() == CONTENT
    assert files.requests == []


@pytest.mark.parametrize("act", [server.without_length, server.in_chunks])
def test_a_length_that_is_missing_is_guessed(
    files: FileServer, half: HalfFile, act: server.Act
) -> None:
    files.acts = [act]
    told = Told()
    assert get(files, half, told, guess_bytes=500_000).read_bytes() == CONTENT
    totals = {total for _, _, total in told.steps}
    assert totals == {500_000, 0}, "beyond the guess nothing is known"


def test_a_weak_entity_tag_is_no_condition(files: FileServer, half: HalfFile) -> None:
    files.etag = 'W/"one"'
    files.acts = [server.break_off(1000)]
    assert get(files, half).read_bytes() == CONTENT
    assert "if-range" not in files.requests[1][1] and files.ranges[1] == "bytes=1000-"


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_refusal_is_told_at_once_with_another_way(
    files: FileServer, half: HalfFile, status: int
) -> None:
    files.acts = [server.answer(status)]
    error = refused(files, half)
    assert f"the server answers {status}" in error.message and error.hint == BY_HAND
    assert len(files.requests) == 1 and not half.folder.exists()


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_busy_server_is_asked_again(files: FileServer, half: HalfFile, status: int) -> None:
    files.acts = [server.answer(status)] * 2
    assert get(files, half).read_bytes() == CONTENT
    files.acts = [server.answer(status)] * 3
    half.remove()
    assert f"the server answers {status}" in refused(files, half).message


@pytest.mark.parametrize("as_date", [False, True])
def test_a_busy_server_is_left_alone_for_as_long_as_it_wants(
    files: FileServer, half: HalfFile, as_date: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(fetching, "_pause", lambda seconds, context: pauses.append(seconds))
    now = time.time()
    when = formatdate(now + 40, usegmt=True) if as_date else "40"
    files.acts = [server.answer(503, Retry_After=when)]
    get(files, half, patience=Patience(pause_s=0.01))
    late = time.time() - now if as_date else 0
    assert len(pauses) == 1 and 39 - late <= pauses[0] <= 40


def test_a_pause_takes_as_long_as_it_is_told_to() -> None:
    since = time.monotonic()
    fetching._pause(0.5, Told())
    assert time.monotonic() - since >= 0.5


def test_a_server_that_wants_too_long_a_pause_is_a_failure(
    files: FileServer, half: HalfFile
) -> None:
    files.acts = [server.answer(503, Retry_After="3600")]
    assert "503" in refused(files, half).message
    assert len(files.requests) == 1


def test_cancelling_a_pause_works_at_once(files: FileServer, half: HalfFile) -> None:
    files.acts = [server.answer(503, Retry_After="30")]
    told = Told()
    threading.Timer(0.3, told.cancel).start()
    since = time.monotonic()
    with pytest.raises(Cancelled):
        get(files, half, told, patience=Patience())
    assert time.monotonic() - since < 15, "of 30 s"


@pytest.mark.parametrize("after", [None, 1000])
def test_cancelling_works_at_once_while_nothing_comes(
    files: FileServer, half: HalfFile, after: int | None
) -> None:
    files.acts = [server.fall_silent(after)]
    told = Told()
    threading.Timer(0.3, told.cancel).start()
    since = time.monotonic()
    with pytest.raises(Cancelled):
        get(files, half, told, patience=Patience(stall_s=30))
    assert time.monotonic() - since < 15, "of 30 s"
    assert half.size == (after or 0)
    assert bool(after) == any("the next fetch goes on there" in line for line in told.lines)


def test_a_cancelled_download_resumes(files: FileServer, half: HalfFile) -> None:
    files.acts = [server.trickle(50_000, 0.02)]
    with pytest.raises(Cancelled):
        get(files, half, Told(cancel_at=200_000))
    here = half.size
    assert 200_000 <= here < len(CONTENT)
    assert get(files, half).read_bytes() == CONTENT
    assert files.ranges[-1] == f"bytes={here}-"


@pytest.mark.parametrize("after", [None, 1000])
def test_a_server_that_falls_silent_is_given_up(
    files: FileServer, half: HalfFile, after: int | None
) -> None:
    files.acts = [server.fall_silent(after)] * 2
    error = refused(files, half, patience=Patience(tries=2, pause_s=0.01, stall_s=0.4))
    assert "sends nothing" in error.message and len(files.requests) == 2


def test_progress_keeps_coming_from_a_slow_server(files: FileServer, half: HalfFile) -> None:
    files.acts = [server.trickle(100_000, 0.1)]
    told = Told()
    get(files, half, told, patience=Patience(stall_s=10))
    assert len({done for _, done, _ in told.steps}) >= 8


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_with_the_range(
    files: FileServer, half: HalfFile, status: int
) -> None:
    files.files["/there.pth"] = CONTENT
    files.acts = [server.redirect("/there.pth", status), server.break_off(1000)]
    files.acts += [server.redirect("/there.pth", status)]
    assert get(files, half).read_bytes() == CONTENT
    assert [path for path, _ in files.requests] == ["/m.pth", "/there.pth"] * 2
    assert files.ranges[-1] == "bytes=1000-"


@pytest.mark.parametrize("to", ["/m.pth", "file:///etc/hostname", "ftp://127.0.0.1/m.pth"])
def test_redirects_to_nowhere_are_refused(files: FileServer, half: HalfFile, to: str) -> None:
    files.acts = [server.redirect(to)] * 30
    assert "redirects" in refused(files, half).message
    assert not half.folder.exists()


def test_a_web_page_is_no_model(files: FileServer, half: HalfFile) -> None:
    files.acts = [server.answer(200, b"<p>Log in</p>", Content_Type="text/html; charset=utf-8")]
    error = refused(files, half)
    assert "web page" in error.message and error.hint == BY_HAND
    files.acts = [server.answer(200, b"\n<!DOCTYPE html><p>Log in</p>")]
    assert "web page" in refused(files, half).message
    files.acts = [server.answer(200)]
    assert "gives nothing" in refused(files, half).message
    assert not list(half.folder.iterdir())


def test_a_page_in_the_way_does_not_cost_the_half(files: FileServer, half: HalfFile) -> None:
    page = server.answer(200, b"<p>Welcome to this network</p>", Content_Type="text/html")
    files.acts = [server.break_off(400_000), page]
    assert "web page" in refused(files, half).message
    assert get(files, half).read_bytes() == CONTENT
    assert files.ranges[-1] == "bytes=400000-"


def test_no_server_and_no_such_host_are_told(half: HalfFile) -> None:
    with pytest.raises(FetchFailed, match="connection failed"):
        Download("http://127.0.0.1:9/m.pth", half, patience=QUICK).run(Told())
    with pytest.raises(FetchFailed, match="connection failed"):
        Download("http://nowhere.invalid/m.pth", half, patience=QUICK).run(Told())


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://127.0.0.1/m", "http://a b/m"])
def test_other_addresses_than_http_are_not_understood(half: HalfFile, url: str) -> None:
    with pytest.raises(FetchFailed, match="address is not understood"):
        Download(url, half, patience=QUICK).run(Told())


def test_a_disk_without_room_is_seen_before_the_download(
    files: FileServer, half: HalfFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = SimpleNamespace(free=2 * len(CONTENT) - 1)
    monkeypatch.setattr(fetching.shutil, "disk_usage", lambda place: room)
    with pytest.raises(DiskFull, match=r"m.pth has 1.0 MB.* takes 2.0 MB") as caught:
        get(files, half)
    assert "HSFM_MODELS" in caught.value.hint and half.size == 0
    room.free += 1
    assert get(files, half).read_bytes() == CONTENT


def test_a_disk_that_fills_up_keeps_the_half(files: FileServer, tmp_path: Path) -> None:
    with mounted(tmp_path / "small", "size=600k") as disk:
        half = HalfFile(disk / "half", "m.pth")
        files.acts = [server.without_length]
        with pytest.raises(DiskFull, match="no space left"):
            get(files, half)
        assert 0 < half.size < len(CONTENT)
        assert half.part.read_bytes() == CONTENT[: half.size]


def test_the_proxy_of_the_environment_is_used(
    files: FileServer, half: HalfFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    with server.proxying() as (proxy, seen):
        monkeypatch.setenv("http_proxy", proxy)
        assert get(files, half).read_bytes() == CONTENT
        assert seen == [f"{files.url}/m.pth"]
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        half.remove()
        assert get(files, half).read_bytes() == CONTENT
        assert len(seen) == 1
        monkeypatch.setenv("https_proxy", proxy)
        monkeypatch.delenv("no_proxy")
        with pytest.raises(FetchFailed, match=r"proxy refuses it.*407") as caught:
            Download("https://127.0.0.1:9/m.pth", half, patience=QUICK).run(Told())
        assert "https_proxy" in caught.value.hint


def test_certificates_are_checked(
    half: HalfFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pem = server.self_signed(tmp_path / "server.pem")
    with serving({"/m.pth": CONTENT}, tls=pem) as files:
        error = refused(files, half)
        assert "certificate is not trusted" in error.message and "SSL_CERT_FILE" in error.hint
        assert files.requests == []
        monkeypatch.setenv("SSL_CERT_FILE", str(pem))
        assert get(files, half).read_bytes() == CONTENT
        half.remove()
        files.acts = [server.redirect("http://127.0.0.1:9/m.pth")]
        assert "not protected by https" in refused(files, half).message


def test_only_one_may_fetch_a_model(tmp_path: Path) -> None:
    lock = tmp_path / "new" / "m.lock"
    with alone(lock, "m"):
        with pytest.raises(FetchFailed, match=f"process {os.getpid()}"), alone(lock, "m"):
            pass
        assert lock.exists()
    assert not lock.exists()
    lock.write_text("4711")  # left by a power cut
    with alone(lock, "m"):
        assert lock.read_text() == str(os.getpid())


def test_a_python_without_certificates_trusts_those_of_certifi(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bare() -> ssl.SSLContext:
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

    def paths(capath: Path) -> SimpleNamespace:
        return SimpleNamespace(capath=str(capath))

    monkeypatch.setattr(ssl, "create_default_context", bare)
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: paths(tmp_path))
    assert incoming._trust().cert_store_stats()["x509_ca"] > 50
    (tmp_path / "0a1b2c3d.0").touch()  # a system that keeps them as files in a folder
    assert incoming._trust().cert_store_stats()["x509_ca"] == 0
