"""Writes resources/runtime/lock.txt, and proves that it can be installed: ``make lock``.

uv resolves ``torch.txt`` and ``requirements.txt`` for every Python and system at once. Versions
that are in the lock already stay, unless ``--upgrade`` is given. Then uv looks at each platform and
Python of ``PLATFORMS`` and ``PYTHONS`` whether every line has a wheel there and whether the lock
holds all that its packages need. Nothing but metadata is fetched.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "runtime"
LOCK = FOLDER / "lock.txt"
PYTHONS = ("3.10", "3.11", "3.12", "3.13", "3.14")
"""The oldest is what the resolution starts from; a test compares them with those that are taken."""
PLATFORMS = {
    "linux_x86_64": "x86_64-manylinux_2_28",
    "linux_aarch64": "aarch64-manylinux_2_28",
    "win_amd64": "x86_64-pc-windows-msvc",
    "macosx_arm64": "aarch64-apple-darwin",
}
"""uv's names for the platforms that bundles are made for."""
OLDEST_MACOS = "14.0"
LEFT_TO_TORCH = re.compile(r"^(torch|triton|nvidia-[\w-]+|cuda-[\w-]+)==")
"""What only some builds of torch need: each build asks for its own by exact versions."""
HEAD = """\
# What is installed besides torch (torch.txt), in versions that are tested together; made by
# "make lock" from requirements.txt and what torch needs on every system. Do not edit.
# There are no hashes on purpose: torch's own index and the mirrors that institutions run hold
# wheels that were built or signed again, and pip would refuse all of them. Transport is TLS, a
# folder of wheels has its SHA256SUMS, and each index tells pip the hashes of its own files.
"""


def main() -> int:
    """Writes the lock, or only checks it.

    Returns:
        0 if every platform and Python can install it.
    """
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--uv", default="uv", help="the uv to resolve with")
    asked.add_argument("--upgrade", action="store_true", help="take the newest versions")
    asked.add_argument("--check", action="store_true", help="write nothing")
    wanted = asked.parse_args()
    if not wanted.check:
        LOCK.write_text(HEAD + resolved(wanted.uv, wanted.upgrade), encoding="utf-8")
    troubles = [
        f"{name}, Python {version}: {trouble}"
        for name in PLATFORMS
        for version in PYTHONS
        if (trouble := lacks(wanted.uv, name, version))
    ]
    print("\n".join(troubles) or f"{LOCK.relative_to(ROOT)} fits {len(PLATFORMS)} platforms")
    return 1 if troubles else 0


def resolved(uv: str, upgrade: bool) -> str:
    """The lines of the lock for every Python and system."""
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / "lock.txt"
        if LOCK.exists() and not upgrade:
            made.write_bytes(LOCK.read_bytes())  # uv prefers what it finds there
        lists = [str(FOLDER / "torch.txt"), str(FOLDER / "requirements.txt")]
        options = ["--universal", "--python-version", PYTHONS[0], "--output-file", str(made)]
        done = _uv(uv, *lists, *options)
        if done.returncode:
            raise SystemExit(done.stderr)
        lines = made.read_text(encoding="utf-8").splitlines()
    return "".join(f"{plain(line)}\n" for line in lines if not LEFT_TO_TORCH.match(line))


def plain(line: str) -> str:
    """A line with a marker that ``own_versions.applies`` reads: no brackets, double quotes."""
    wanted, semicolon, marker = line.partition(";")
    if not semicolon:
        return wanted.strip()
    bracketed = re.fullmatch(r"(.+ and) \(([^()]+)\)", marker.strip())
    if bracketed:
        marker = " or ".join(f"{bracketed[1]} {side}" for side in bracketed[2].split(" or "))
    sides = [re.sub(r"^\((.*)\)$", r"\1", side.strip()) for side in marker.split(" or ")]
    if any("(" in side or ")" in side for side in sides):
        raise SystemExit(f"This marker needs its brackets: {line}")
    text = " or ".join(sides).replace("'", '"').replace("python_full_version", "python_version")
    return f"{wanted.strip()}; {text}"


def lacks(uv: str, platform: str, version: str) -> str:
    """What keeps the lock from being installed somewhere; empty if nothing does."""
    target = ("--python-platform", PLATFORMS[platform], "--python-version", version)
    alone = _uv(uv, str(LOCK), *target, "--no-deps")
    whole = _uv(uv, str(LOCK), *target)
    if alone.returncode or whole.returncode:
        return (alone.stderr or whole.stderr).strip()
    more = set(whole.stdout.splitlines()) - set(alone.stdout.splitlines())
    return f"it needs {', '.join(sorted(more))} too" if more else ""


def _uv(uv: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [uv, "pip", "compile", "--quiet", *arguments]
    command += ["--only-binary", ":all:", "--no-annotate", "--no-header"]
    variables = {**os.environ, "MACOSX_DEPLOYMENT_TARGET": OLDEST_MACOS}
    return subprocess.run(command, env=variables, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    sys.exit(main())
