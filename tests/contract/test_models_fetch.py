"""``models fetch`` on the command line: killed, cancelled, run twice at a time, run again."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.data import file_server as server
from tests.data.file_server import FileServer, serving
from tests.systems import unix_only

from .conftest import ROOT, make_root

CONTENT = bytes(range(256)) * 4000
SHA256 = hashlib.sha256(CONTENT).hexdigest()
PATIENCE_S = 60.0


@pytest.fixture
def mirror() -> Iterator[FileServer]:
    with serving({"/m.pth": CONTENT}) as made:
        yield made


class CommandLine:
    """The real engine with one made-up card; its store only copies the file."""

    def __init__(self, folder: Path, mirror: FileServer) -> None:
        self.models = folder / "models"
        self.part = self.models / ".fetch" / "made-up" / "m.pth.part"
        (folder / "cards").mkdir()
        (folder / "cards" / "made-up.toml").write_text(_CARD, encoding="utf-8")
        (folder / "cards" / "SHA256SUMS").write_text(f"{SHA256}  made-up\n", encoding="ascii")
        program = _PROGRAM.format(root=str(ROOT), cards=str(folder / "cards"))
        self._root = make_root(folder / "root", program)
        self._environment = {
            **{name: value for name, value in os.environ.items() if "proxy" not in name.lower()},
            "HSFM_MODELS": str(self.models),
            "HSFM_MODEL_MIRROR": mirror.url,
        }

    def start(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-I", str(self._root / "engine"), "models", "fetch", "made-up"]
        return subprocess.Popen(
            [*command, "--json"],
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self) -> tuple[int, Mapping[str, Any]]:
        process = self.start()
        out, err = process.communicate(timeout=PATIENCE_S)
        return process.returncode, json.loads(out or json.dumps({"stderr": err}))

    def size(self) -> int:
        return self.part.stat().st_size if self.part.exists() else 0


_CARD = """
title = "Made-up Model"
family = "spectf"
size = "v1"
kind = "backbone"
rank = 1
good_for = "tests"
sensor = "EnMAP"
bands = "202"
parameters = 1
download_bytes = 1024000
url = ""
url_verified = false
file = "m.pth"
page = "https://made.up/page"
citation = ""
licence = "MIT"
licence_clear = true
"""

_PROGRAM = """
    from pathlib import Path
    sys.path[:] = [entry for entry in sys.path if entry != os.path.dirname(__file__)]
    sys.path.insert(0, {root!r})
    from engine.models import card
    from engine.store import install
    from engine.models.installed import Installed
    card.CARDS = Path({cards!r})
    def import_file(path, context, *, as_id="", source=None):
        folder = path.parents[2] / as_id
        folder.mkdir()
        (folder / "model.safetensors").write_bytes(path.read_bytes())
        size = path.stat().st_size
        made = Installed(as_id, "spectf", "v1", {{}}, "0" * 64, size, folder, dict(source))
        (folder / "model.json").write_text(made.record_text())
        return made
    install.import_file = import_file
    from engine.cli import main
    sys.exit(main())
"""


@pytest.fixture
def line(tmp_path: Path, mirror: FileServer) -> CommandLine:
    return CommandLine(tmp_path, mirror)


def test_a_killed_fetch_resumes(line: CommandLine, mirror: FileServer) -> None:
    mirror.acts = [server.fall_silent(300_000)] * 2
    for here in (300_000, 600_000):
        process = line.start()
        server.wait_until(lambda here=here: line.size() == here, PATIENCE_S)
        process.kill()
        process.communicate()
        assert line.size() == here and not (line.models / "made-up").exists()
    code, result = line.run()
    assert code == 0, result
    assert mirror.ranges == ["", "bytes=300000-", "bytes=600000-"]
    assert (line.models / "made-up" / "model.safetensors").read_bytes() == CONTENT
    assert result["metrics"]["model"]["family"] == "spectf"
    assert list((line.models / ".fetch").iterdir()) == []


@unix_only
def test_a_cancelled_fetch_says_what_is_kept(line: CommandLine, mirror: FileServer) -> None:
    mirror.acts = [server.fall_silent(300_000)]
    process = line.start()
    server.wait_until(lambda: line.size() == 300_000, PATIENCE_S)
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 130 and line.size() == 300_000
    assert "0.3 of 1.0 MB are kept; the next fetch goes on there." in err
    assert line.run()[0] == 0 and mirror.ranges[-1] == "bytes=300000-"


def test_a_second_fetch_names_the_first(line: CommandLine, mirror: FileServer) -> None:
    mirror.acts = [server.fall_silent(300_000)]
    first = line.start()
    server.wait_until(lambda: len(mirror.requests) == 1, PATIENCE_S)
    code, said = line.run()
    assert (code, said["code"]) == (1, "model.fetch_failed")
    assert f"by the process {first.pid}" in said["message"]
    first.kill()
    first.communicate()
    assert line.run()[0] == 0


def test_a_lie_about_the_content_installs_nothing(line: CommandLine, mirror: FileServer) -> None:
    mirror.files["/m.pth"] = CONTENT[::-1]
    code, said = line.run()
    assert (code, said["code"]) == (1, "model.hash_mismatch")
    assert {path.name for path in line.models.iterdir()} == {".hsfm", ".fetch"}
    assert line.size() == 0
