"""An index whose wheels borrow their files from the engine's environment of this checkout.

pip, venv, the proof of the new environment and the engine in it are real, and so are the packages;
only their bytes do not travel. A whole installation takes seconds, so that it can be broken off,
repeated and removed often. ``/mnt/borrowed`` has to be the environment's packages.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import zipfile
from pathlib import Path

from tests.install.machine import ROOT, STICK

PYTHON = ROOT / ".venv" / "bin" / "python"
BORROWED = "borrowed"
PADDING_BYTES = 24_000_000
"""Of torch's wheel, so that its download can be met on its way."""
_LAST = "jinja2"
"""The package that brings the rest into view: before it, pip finds none of them there."""
_QUESTION = """
import json, sys, sysconfig
from packaging.requirements import Requirement as R
lines = [l.strip() for p in sys.argv[1:] for l in open(p) if l.strip() and l.strip()[0] != "#"]
wanted = [r for r in map(R, lines) if not r.marker or r.marker.evaluate()]
versions = {r.name: str(r.specifier).removeprefix("==") for r in wanted}
print(json.dumps([sysconfig.get_path("purelib"), versions]))
"""


class Borrowed:
    """The wheels in a folder.

    Args:
        folder: to make.

    Attributes:
        packages: of this checkout's environment, to be seen as ``/mnt/borrowed``.
        torch: the name of torch's wheel.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        files = [ROOT / "resources" / "runtime" / f"{n}.txt" for n in ("torch", "lock")]
        asked = [str(PYTHON), "-c", _QUESTION, *map(str, files)]
        done = subprocess.run(asked, capture_output=True, text=True, check=True)
        place, versions = json.loads(done.stdout)
        self.packages = Path(place)
        assert _LAST in versions, versions
        made = {name: self._wheel(name, version) for name, version in versions.items()}
        self.torch, self.last = made["torch"], made[_LAST]

    def _wheel(self, name: str, version: str) -> str:
        """Writes a wheel and gives its name."""
        module = name.replace("-", "_").lower()
        info = f"{module}-{version}.dist-info"
        about = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        files = {
            f"{info}/METADATA": about.encode(),
            f"{info}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        }
        if name == "torch":
            block = hashlib.sha512(b"torch").digest()
            files["hsfm_padding.bin"] = block * (PADDING_BYTES // len(block))
        if name == _LAST:
            files["hsfm_borrowed.pth"] = f"{STICK / BORROWED}\n".encode()
        record = "".join(f"{path},,\n" for path in [*files, f"{info}/RECORD"])
        files[f"{info}/RECORD"] = record.encode()
        wheel = self.folder / f"{module}-{version}-py3-none-any.whl"
        with zipfile.ZipFile(wheel, "w", zipfile.ZIP_STORED) as archive:
            for path, data in files.items():
                archive.writestr(path, data)
        return wheel.name
