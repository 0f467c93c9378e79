"""A real engine process at the other end of a pipe, and engines that misbehave on purpose."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hsfm.hsfm_plugin.engine_client import run
from hsfm.hsfm_plugin.engine_client.session import EngineSession

ROOT = Path(__file__).resolve().parents[2]
MISBEHAVING = Path(__file__).with_name("misbehaving_task.py")
PATIENCE_S = 60.0
GRACE = "HSFM_TEST_GRACE_S"


class Wire:
    """A raw client: sends bytes or messages, keeps everything the engine says."""

    def __init__(self, root: Path, folder: Path) -> None:
        command = [sys.executable, "-I", "-X", "utf8", "-u", str(root / "engine"), "serve"]
        self.child = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.heard: list[dict[str, Any]] = []
        self._inbox: queue.Queue[dict[str, Any] | None] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.child.stdout is not None
        for line in self.child.stdout:
            self._inbox.put(json.loads(line))
        self._inbox.put(None)

    def send(self, message: dict[str, Any] | bytes) -> None:
        assert self.child.stdin is not None
        line = message if isinstance(message, bytes) else json.dumps(message).encode() + b"\n"
        self.child.stdin.write(line)
        self.child.stdin.flush()

    def run(self, id_: str, out: str, **options: Any) -> None:
        """Asks for the task that the misbehaving engine replaced."""
        self.send(
            {
                "type": "run",
                "id": id_,
                "task": "simulate",
                "outputs": {"out": out},
                "options": options,
            }
        )

    def expect(self, *types: str, id_: str | None = None) -> dict[str, Any]:
        """The next message of one of these types (and of this run)."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            message = self._inbox.get(timeout=max(0.01, deadline - time.monotonic()))
            assert message is not None, f"the engine ended; it had said {self.heard}"
            self.heard.append(message)
            if message["type"] in types and id_ in (None, message.get("id")):
                return message

    def silence(self, seconds: float) -> list[dict[str, Any]]:
        """What is said within some seconds, heartbeats left out."""
        said = []
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            try:
                message = self._inbox.get(timeout=left)
            except queue.Empty:
                break
            if message is not None and message["type"] != "heartbeat":
                said.append(message)
        return said

    def greet(self) -> dict[str, Any]:
        self.send({"type": "hello", "protocol": 1, "client": "test", "locale": "en"})
        return self.expect("ready")

    def end_of_input(self) -> int:
        assert self.child.stdin is not None
        self.child.stdin.close()
        return self.child.wait(PATIENCE_S)

    def close(self) -> None:
        self.child.kill()
        self.child.wait()


@pytest.fixture
def misbehaving_root(tmp_path: Path) -> Path:
    """A root whose engine is the real one, with one task replaced by ``misbehaving_task.py``."""
    return make_root(
        tmp_path / "misbehaving",
        f"""
        import importlib.util
        sys.path[:] = [entry for entry in sys.path if entry != os.path.dirname(__file__)]
        sys.path.insert(0, {str(ROOT)!r})
        import engine.server
        engine.server.GRACE_AT_END_S = float(os.environ.get({GRACE!r}, 1))
        import engine.tasks
        spec = importlib.util.spec_from_file_location("engine.tasks.simulate", {str(MISBEHAVING)!r})
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        from engine.cli import main
        sys.exit(main())
        """,
    )


def make_root(root: Path, program: str) -> Path:
    """Makes a root whose ``engine`` is a small program instead of the engine."""
    lines = [line.strip("\n") for line in program.splitlines() if line.strip()]
    margin = min(len(line) - len(line.lstrip()) for line in lines)
    (root / "engine").mkdir(parents=True)
    text = "\n".join(["import json, os, signal, sys, time", *(line[margin:] for line in lines)])
    (root / "engine" / "__main__.py").write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def root_of(tmp_path: Path) -> Callable[[str], Path]:
    """Makes a root from the text of its engine's ``__main__``."""
    return lambda program: make_root(tmp_path / "fake", program)


@pytest.fixture
def wire(tmp_path: Path) -> Iterator[Wire]:
    """The real engine, not greeted yet."""
    made = Wire(ROOT, tmp_path)
    yield made
    made.close()


@pytest.fixture
def job_wire(misbehaving_root: Path, tmp_path: Path) -> Iterator[Wire]:
    """The real engine with the replaced task, greeted."""
    made = Wire(misbehaving_root, tmp_path)
    made.greet()
    yield made
    made.close()


@pytest.fixture
def patient_cancel(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cancelled engine has as long as it needs to say so; a busy computer does not end it."""
    monkeypatch.setattr(run, "CANCEL_WAIT_S", 120.0)


@pytest.fixture
def patient_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine whose input ended has as long as it needs to clean up; ask for it before it."""
    monkeypatch.setenv(GRACE, "120")


@pytest.fixture
def session_of(tmp_path: Path) -> Iterator[Callable[..., EngineSession]]:
    """Makes sessions and stops them at the end."""
    made: list[EngineSession] = []

    def make(root: Path = ROOT, python: str = sys.executable, **options: Any) -> EngineSession:
        made.append(EngineSession(python, str(root), str(tmp_path / "work"), **options))
        return made[-1]

    yield make
    for session in made:
        session.stop()
