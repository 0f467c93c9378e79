"""What is noted of an installation, and what follows from it."""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path

import pytest
from hsfm.engine.errors import DiskFull, EngineError, InputNotFound
from hsfm.hsfm_plugin.runtime_setup import state
from hsfm.hsfm_plugin.runtime_setup.places import Places
from hsfm.hsfm_plugin.runtime_setup.state import Installed, lock_digest, needs, read, write


@pytest.fixture
def places(tmp_path: Path) -> Places:
    made = Places(tmp_path / "runtime")
    made.make()
    return made


@pytest.fixture
def wanted(tmp_path: Path) -> Path:
    folder = tmp_path / "requirements"
    folder.mkdir()
    (folder / "torch.txt").write_text("torch==2.13.0\n", encoding="ascii")
    (folder / "lock.txt").write_text("# The rest.\nnumpy==2.1.0\n", encoding="ascii")
    return folder


def installed(digest: str = "0") -> Installed:
    return Installed(digest, "2.13.0", "cpu", "3.12.1", "0.1.0", "2026-11-21T20:00:00Z")


def make_python(places: Places) -> None:
    places.python.parent.mkdir(parents=True)
    places.python.write_text("#!/bin/sh\n", encoding="ascii")
    places.python.chmod(0o755)


def test_what_is_written_is_read(places: Places) -> None:
    assert read(places) is None
    write(places, installed("1"))
    write(places, installed("2"))
    assert read(places) == installed("2")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", "{}", '{"torch": 2}', "\xff", "[" * 100_000, "half"]
)
def test_a_broken_note_counts_for_none_and_the_log_says_so(places: Places, text: str) -> None:
    if text == "half":
        write(places, installed())
        text = places.state.read_text(encoding="utf-8")[:60]
    places.state.write_bytes(text.encode("latin-1"))
    assert read(places) is None
    assert "setup.json is broken" in places.log.read_text(encoding="utf-8")


def test_a_note_of_a_later_plugin_with_more_in_it_is_still_read(places: Places) -> None:
    write(places, installed())
    known = json.loads(places.state.read_text(encoding="utf-8"))
    places.state.write_text(json.dumps({**known, "later": [1]}), encoding="utf-8")
    assert read(places) == installed()


def test_no_note_is_no_fault_and_leaves_no_log(places: Places) -> None:
    assert read(places) is None
    assert not places.log.exists()


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_the_note_that_was_there(
    places: Places, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    write(places, installed("1"))

    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, step, full)
    with pytest.raises(DiskFull, match=r"setup\.json"):
        write(places, installed("2"))
    assert read(places) == installed("1")


def test_a_root_that_was_deleted_is_an_error_that_names_it(places: Places) -> None:
    shutil.rmtree(places.root)
    with pytest.raises(EngineError, match=r"setup\.json"):
        write(places, installed())


def test_comments_and_line_ends_do_not_change_the_digest(wanted: Path) -> None:
    before = lock_digest(wanted)
    (wanted / "lock.txt").write_bytes(b"# Other words.\r\n\r\n  numpy==2.1.0 \r\n")
    assert lock_digest(wanted) == before


@pytest.mark.parametrize("name", ["torch.txt", "lock.txt"])
def test_another_version_changes_the_digest(wanted: Path, name: str) -> None:
    before = lock_digest(wanted)
    text = (wanted / name).read_text(encoding="ascii")
    (wanted / name).write_text(text.replace(".0\n", ".1\n"), encoding="ascii")
    assert lock_digest(wanted) != before


def test_a_package_that_moves_to_the_other_list_changes_the_digest(wanted: Path) -> None:
    before = lock_digest(wanted)
    (wanted / "torch.txt").write_text("torch==2.13.0\nnumpy==2.1.0\n", encoding="ascii")
    (wanted / "lock.txt").write_text("", encoding="ascii")
    assert lock_digest(wanted) != before


def test_the_plugins_own_lists_have_a_digest() -> None:
    folder = Path(__file__).resolve().parents[2] / "resources" / "runtime"
    assert len(lock_digest(folder)) == 64


def test_a_missing_list_is_named(wanted: Path, places: Places) -> None:
    (wanted / "torch.txt").unlink()
    for ask in (lambda: lock_digest(wanted), lambda: needs(places, wanted)):
        with pytest.raises(InputNotFound, match=r"torch\.txt") as caught:
            ask()
        assert caught.value.hint


def test_a_list_that_is_no_text_is_named(wanted: Path) -> None:
    (wanted / "torch.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(EngineError, match=r"torch\.txt"):
        lock_digest(wanted)


def test_nothing_there_needs_an_installation(places: Places, wanted: Path) -> None:
    assert needs(places, wanted) == state.INSTALL
    places.staging.mkdir()
    assert needs(places, wanted) == state.INSTALL


def test_a_finished_installation_needs_nothing_until_the_plugin_wants_more(
    places: Places, wanted: Path
) -> None:
    make_python(places)
    write(places, installed(lock_digest(wanted)))
    assert needs(places, wanted) == state.NOTHING
    (wanted / "torch.txt").write_text("torch==2.14.0\n", encoding="ascii")
    assert needs(places, wanted) == state.UPDATE


def test_a_runtime_that_was_deleted_needs_an_installation(places: Places, wanted: Path) -> None:
    make_python(places)
    write(places, installed(lock_digest(wanted)))
    shutil.rmtree(places.env)
    assert needs(places, wanted) == state.INSTALL
    shutil.rmtree(places.root)
    assert needs(places, wanted) == state.INSTALL
    assert not places.root.exists()


def test_an_environment_without_interpreter_or_note_needs_a_repair(
    places: Places, wanted: Path
) -> None:
    make_python(places)
    assert needs(places, wanted) == state.REPAIR
    write(places, installed(lock_digest(wanted)))
    places.python.unlink()
    assert needs(places, wanted) == state.REPAIR
