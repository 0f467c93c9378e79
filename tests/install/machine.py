"""A machine on which only QGIS and Python are installed: namespaces with folders of their own.

The system's own folders are those of this computer; the home, /tmp, /var/tmp and /dev/shm are new
and empty, and the repository, its neighbours and root's home are hidden. ``/mnt`` is what the user
brings along, as on a stick.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INSIDE = Path(__file__).resolve().parent / "inside"
HOME = Path("/home/Jörg Müller")
STICK = Path("/mnt")
PATH = "/usr/bin:/bin"
START_S = 60.0
_PRIVATE = ("home", "tmp", "var/tmp", "dev/shm", "mnt")
_KEPT_WORDS = ("PIP_", "SSL_CERT_", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "REQUESTS_CA")
"""Variables by which this computer is told of its package index, its proxy and its certificates."""


def can_be_made() -> str:
    """Why no machine can be made here; empty if one can."""
    if sys.platform != "linux":
        return "namespaces are Linux's"
    if os.geteuid() != 0:
        return "making namespaces needs root"
    for program in ("unshare", "nsenter", "mount", "ip", "xvfb-run", "qgis"):
        if shutil.which(program) is None:
            return f"there is no {program}"
    made = subprocess.run(["unshare", "-mnp", "--fork", "true"], capture_output=True, check=False)
    return made.stderr.decode().strip() if made.returncode else ""


def require() -> None:
    """Skips a test where no machine can be made; in CI, where it has to be, fails it."""
    why_not = can_be_made()
    if why_not and os.environ.get("CI"):
        pytest.fail(f"no machine can be made: {why_not}")
    if why_not:
        pytest.skip(f"no machine can be made: {why_not}")


class Machine:
    """One machine; ``end`` ends every process in it and removes its folders.

    Args:
        binds: folders of this computer that are seen on the stick, by their name there.
        is_offline: whether it has a loopback device and no route.
        keeps_index: whether pip is told of this computer's package index.

    Attributes:
        hidden: folders of this computer that are empty here, and its user may write there.
    """

    def __init__(
        self, binds: dict[str, Path], is_offline: bool = False, keeps_index: bool = True
    ) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="hsfm-machine-"))
        self.is_offline = is_offline
        self.hidden = _hidden()
        for name in _PRIVATE:
            (self.folder / name).mkdir(parents=True)
        self.outside(HOME).mkdir()
        for name in ("hand.py", "listen.py"):
            shutil.copy(INSIDE / name, self.outside(STICK))
        for name in binds:
            self.outside(STICK / name).mkdir()
        self.environment = self._environment(keeps_index)
        config = {
            "binds": [(str(path), str(self.outside(STICK / name))) for name, path in binds.items()],
            "empty": self.hidden,
            "late_binds": [],
            "offline": is_offline,
            "ready": "/mnt/.ready",
        }
        # Recursive, for the stick has other folders mounted in it; /tmp last, for all lies there.
        order = sorted(_PRIVATE, key=lambda name: name == "tmp")
        config["late_binds"] = [(str(self.folder / name), f"/{name}") for name in order]
        self._begin(config)

    def _begin(self, config: dict[str, object]) -> None:
        place = self.folder / "config.json"
        place.write_text(json.dumps(config), encoding="utf-8")
        network = ["--net"] if self.is_offline else []
        init = ["/usr/bin/python3", str(INSIDE / "init.py"), str(place)]
        log = (self.folder / "init.log").open("wb")
        self._unshare = subprocess.Popen(
            ["unshare", "--mount", "--pid", "--fork", "--mount-proc", *network, *init],
            env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"},
            stderr=log,
        )
        log.close()
        end = time.monotonic() + START_S
        while not self.outside(STICK / ".ready").exists():
            said = (self.folder / "init.log").read_text()
            assert self._unshare.poll() is None and time.monotonic() < end, said
            time.sleep(0.05)
        children = Path(f"/proc/{self._unshare.pid}/task/{self._unshare.pid}/children")
        self.first = int(children.read_text().split()[0])
        self.outside(STICK / ".ready").unlink()

    def _environment(self, keeps_index: bool) -> dict[str, str]:
        made = {
            "PATH": PATH,
            "HOME": str(HOME),
            "LANG": "C.UTF-8",
            "USER": "root",
            "XDG_RUNTIME_DIR": "/tmp/runtime",
        }
        (self.folder / "tmp" / "runtime").mkdir(mode=0o700)
        if keeps_index:
            kept = {name: text for name, text in os.environ.items() if _is_kept(name)}
            made.update(kept)
            own = Path.home() / ".config" / "pip" / "pip.conf"
            if own.is_file():  # this computer's index, in the place for every user
                shutil.copy(own, self.outside(STICK / "pip.conf"))
                made.setdefault("PIP_CONFIG_FILE", str(STICK / "pip.conf"))
        return made

    def outside(self, path: Path) -> Path:
        """Where a path of the machine lies on this computer."""
        return self.folder / path.relative_to("/")

    def command(self, words: Sequence[str]) -> list[str]:
        """What runs a program in the machine."""
        network = ["--net"] if self.is_offline else []
        enter = ["nsenter", "--target", str(self.first), "--mount", "--pid", *network]
        settings = [f"{name}={value}" for name, value in self.environment.items()]
        home = ["sh", "-c", 'cd "$HOME" && exec "$@"', "sh"]
        return [*enter, "env", "-i", *settings, *home, *words]

    def run(self, *words: str, limit_s: float = 60.0) -> subprocess.CompletedProcess[str]:
        """Runs a program in the machine to its end."""
        return subprocess.run(
            self.command(words), capture_output=True, text=True, timeout=limit_s, check=False
        )

    def processes(self) -> dict[int, str]:
        """The command lines of everything that runs in the machine, by process number there."""
        listed = self.run("ps", "-eo", "pid=,stat=,args=", "-ww").stdout.splitlines()
        rows = [line.split(None, 2) for line in listed]
        return {int(row[0]): row[2] for row in rows if len(row) == 3 and "Z" not in row[1]}

    def end(self) -> None:
        """Ends all that runs in it, and removes it."""
        if self._unshare.poll() is None:
            os.kill(self.first, 9)
            self._unshare.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)


def _is_kept(name: str) -> bool:
    return name.upper().startswith(_KEPT_WORDS)


def _hidden() -> list[str]:
    """The repository with what lies beside it, and root's home; the machine's own are new."""
    found = ["/root"]
    beside = ROOT.parent
    if not any(beside.is_relative_to(f"/{name}") for name in _PRIVATE) and beside != Path("/"):
        found.append(str(beside))
    return found
