"""The file of the engines' last words: bounded, shared, and never a reason to stop."""

from __future__ import annotations

from pathlib import Path

import pytest
from hsfm.hsfm_plugin.engine_client import engine_log
from hsfm.hsfm_plugin.engine_client.engine_log import OLDER, EngineLog


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_log, "LONGEST_LOG_BYTES", 1000)


def test_an_engine_that_says_much_fills_two_files_at_most(tmp_path: Path) -> None:
    path = tmp_path / "logs" / "engine.log"
    log = EngineLog(str(path))
    for _ in range(100):
        log.write(b"x" * 100)
    log.write(b"last")
    log.close()
    sizes = [file.stat().st_size for file in path.parent.iterdir()]
    assert len(sizes) == 2 and max(sizes) <= 1100
    assert path.read_bytes().endswith(b"last")


def test_a_log_that_grew_too_long_is_put_aside_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "engine.log"
    path.write_bytes(b"x" * 2000)
    log = EngineLog(str(path))
    log.write(b"new")
    log.close()
    assert path.read_bytes() == b"new"
    assert Path(f"{path}{OLDER}").stat().st_size == 2000


def test_two_engines_append_to_one_log(tmp_path: Path) -> None:
    path = tmp_path / "engine.log"
    first, second = EngineLog(str(path)), EngineLog(str(path))
    first.write(b"one\n")
    second.write(b"two\n")
    first.write(b"three\n")
    first.close()
    second.close()
    assert path.read_bytes() == b"one\ntwo\nthree\n"


def test_a_place_that_cannot_be_written_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file")
    log = EngineLog(str(tmp_path / "logs" / "engine.log"))
    log.write(b"words")
    log.close()
    assert (tmp_path / "logs").read_text() == "a file"
