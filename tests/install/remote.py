"""A QGIS in a machine, and the hand that uses it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Optional

from tests.install.machine import STICK, Machine

SCREEN = "-screen 0 1400x900x24"
START_S = 90.0
ANSWER_S = 60.0


class Qgis:
    """A running QGIS.

    Args:
        machine: it runs in.
        name: of its socket and its log; one per QGIS of a machine.
        variables: besides those of the machine.
    """

    def __init__(self, machine: Machine, name: str = "qgis") -> None:
        self.machine = machine
        self.installations = 0
        inside = STICK / f"{name}.sock"
        self._socket = machine.outside(inside)
        self._log = machine.folder / f"{name}.log"
        told = STICK / f"{name}.messages"
        self._told = machine.outside(told)
        self._told.write_bytes(b"")
        settings = [f"HAND_SOCKET={inside}", f"HAND_LOG={told}"]
        settings.append(f"PYQGIS_STARTUP={STICK / 'listen.py'}")
        words = ["env", *settings, "xvfb-run", "-a", "-s", SCREEN]
        words += ["qgis", "--nologo", "--noversioncheck", "--code", str(STICK / "hand.py")]
        with self._log.open("wb") as sink:
            self._process = subprocess.Popen(machine.command(words), stdout=sink, stderr=sink)
        self.wait(self._socket.exists, START_S, "QGIS did not start")
        self.pid: int = self.do("pid")

    def do(self, what: str, *arguments: Any) -> Any:
        """Asks the hand for something and gives its answer."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(ANSWER_S)
            line.connect(str(self._socket))
            with line.makefile("rwb") as file:
                file.write(json.dumps({"do": what, "with": arguments}).encode() + b"\n")
                file.flush()
                answer = json.loads(file.readline() or b'{"wrong": "no answer"}')
        assert "wrong" not in answer, f"{what}{arguments}: {answer['wrong']}"
        return answer["is"]

    def evaluate(self, code: str) -> Any:
        """What lines of Python call ``result``."""
        return self.do("evaluate", code)

    def is_running(self) -> bool:
        return self._process.poll() is None

    def output(self) -> str:
        """What QGIS wrote to its terminal."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def wait(self, until: Callable[[], Any], limit_s: float, what: str = "") -> Any:
        """Waits until something holds and gives it."""
        end = time.monotonic() + limit_s
        while True:
            found = until()
            if found:
                return found
            assert self.is_running(), f"QGIS ended. {what}\n{self.output()[-3000:]}"
            assert time.monotonic() < end, f"{what or 'no end'} in {limit_s:g} s{self._seen()}"
            time.sleep(0.1)

    def _seen(self) -> str:
        """What is on the screen and in the log, for the words about a test that failed."""
        if not self._socket.exists():
            return f"\n{self.output()[-2000:]}"
        windows, messages = self.do("windows"), self.messages()
        if pictures := os.environ.get("HSFM_INSTALL_PICTURES"):
            self.picture(Path(pictures) / f"failed-{os.getpid()}-{time.time():.0f}.png")
        return f"\nwindows: {windows}\nmessages: {messages[-5:]}\n{self.output()[-1000:]}"

    def look(self, name: str) -> Optional[dict[str, Any]]:
        """A widget as it can be seen; None where there is none."""
        found: Optional[dict[str, Any]] = self.do("look", name)
        return found

    def sees(self, name: str) -> bool:
        """Whether a widget can be seen."""
        found = self.look(name)
        return bool(found and found["visible"])

    def text(self, name: str) -> str:
        """What a widget says that can be seen; empty where it cannot."""
        found = self.look(name)
        return str(found["text"]) if found and found["visible"] else ""

    def click(self, name: str, limit_s: float = 60.0) -> None:
        """Clicks a button as soon as it can be seen and is enabled."""

        def is_clickable() -> bool:
            found = self.look(name)
            return bool(found and found["visible"] and found["enabled"])

        self.wait(is_clickable, limit_s, f"{name} cannot be clicked: {self.look(name)}")
        self.do("click", name)

    def answer(self, button: str, limit_s: float = 60.0) -> str:
        """Clicks a button of the message box that comes; gives the box's words."""
        self.wait(lambda: self.do("windows"), limit_s, "no message box came")
        return str(self.do("answer", button))

    def messages(self) -> list[dict[str, str]]:
        """What QGIS's message log was told since its start; also when QGIS has ended."""
        lines = self._told.read_text(encoding="utf-8").splitlines(keepends=True)
        return [json.loads(line) for line in lines if line.endswith("\n")]

    def complaints(self) -> list[str]:
        """Warnings and errors of ours, and tracebacks of Python, in QGIS's message log."""
        told = self.messages()
        assert told, "QGIS's message log was not listened to"
        return [f"{m['tag']}: {m['text']}" for m in told if _is_ours(m)]

    def picture(self, path: Path) -> None:
        """Takes a picture of the screen into a file of this computer."""
        inside = STICK / "picture.png"
        assert self.do("picture", str(inside))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.machine.outside(inside).read_bytes())

    def kill(self) -> None:
        """Ends QGIS at once, as a power cut would, and nothing else."""
        self.machine.run("kill", "-9", str(self.pid))
        self._ended()

    def quit(self) -> None:
        """Ends QGIS by its menu; nothing is saved."""
        self.evaluate(
            "from qgis.core import QgsProject\n"
            "from qgis.PyQt.QtCore import QTimer\n"
            "QgsProject.instance().setDirty(False)\n"
            "QTimer.singleShot(0, iface.actionExit().trigger)"
        )
        self._ended()

    def _ended(self) -> None:
        self._process.wait(60)
        self._socket.unlink(missing_ok=True)


def _is_ours(message: dict[str, str]) -> bool:
    text = f"{message['tag']} {message['text']}"
    if "Traceback (most recent call last)" in text:
        return True
    return message["level"] != "info" and "hsfm" in text.lower()
