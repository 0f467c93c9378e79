"""A newer QGIS in a folder: a small Debian, and commands that run inside it. Stdlib only, as root.

    debian.py FOLDER                makes it, or brings it up to date (two to three minutes)
    debian.py FOLDER COMMAND …      runs a command in it, in the repository; gives its exit code

Inside, the repository, the test data and the engine's interpreter lie at the paths that they have
outside. They are mounted in a namespace of the command's own, which ends with it together with all
its processes: nothing is left mounted or running, and deleting FOLDER deletes nothing else.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SUITE = os.environ.get("HSFM_NEXT_SUITE", "trixie")
MIRROR = os.environ.get("HSFM_NEXT_MIRROR", "http://deb.debian.org/debian")
PACKAGES = (
    *("qgis", "python3-qgis", "gdal-bin", "python3-gdal", "python3-pytest", "python3-venv"),
    *("xvfb", "xauth", "fonts-dejavu-core"),
)
RECIPE = f"{MIRROR} {SUITE} {' '.join(PACKAGES)}"
DATA = Path(os.environ.get("HSFM_TEST_DATA", ROOT.parent / "shared" / "data"))
VENV = (ROOT / ".venv").resolve()
ENGINE = Path("opt/hsfm-engine")
"""Inside: an environment whose packages are those of .venv and whose interpreter is .venv's."""
PASSED_ON = ("HSFM_", "OMP_", "CI")
NO_SERVICES = "#!/bin/sh\nexit 101\n"
UNSHARE = (
    *("setpriv", "--pdeathsig", "KILL"),
    *("unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private"),
)


def make(folder: Path) -> None:
    """Makes the Debian unless it is there; an interrupted or older one is made again.

    Raises:
        SystemExit: debootstrap or apt failed; its last lines were printed.
    """
    marker = folder / ".hsfm-ready"
    if not marker.is_file() or marker.read_text(encoding="utf-8") != RECIPE:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        _say(f"Making Debian {SUITE} with its QGIS in {folder}")
        _logged(folder, ["debootstrap", "--variant=minbase", SUITE, str(folder), MIRROR])
        policy = folder / "usr" / "sbin" / "policy-rc.d"
        policy.write_text(NO_SERVICES, encoding="utf-8")
        policy.chmod(0o755)
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES]
        for command in (["apt-get", "update", "-qq"], install, ["apt-get", "clean"]):
            _logged(folder, [sys.executable, __file__, str(folder), *command])
        marker.write_text(RECIPE, encoding="utf-8")
    _make_engine(folder)


def _logged(folder: Path, command: list[str]) -> None:
    log = folder.with_name(folder.name + ".log")
    with log.open("ab") as sink:
        done = subprocess.run(command, stdout=sink, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        print(*log.read_text(errors="replace").splitlines()[-20:], sep="\n")
        raise SystemExit(f"{command[0]} ended with {done.returncode}; all it said is in {log}.")


def _venv() -> tuple[Path, str]:
    """The real path of .venv's interpreter, and its version as in ``python3.11``."""
    python = VENV / "bin" / "python"
    if not python.exists():
        raise SystemExit("The engine's environment .venv is missing: run `make runtime` first.")
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    version = subprocess.check_output([str(python), "-I", "-c", code], text=True).strip()
    return python.resolve(), version


def _make_engine(folder: Path) -> None:
    python, version = _venv()
    place = folder / ENGINE
    shutil.rmtree(place, ignore_errors=True)
    library = place / "lib" / f"python{version}"
    (place / "bin").mkdir(parents=True)
    library.mkdir(parents=True)
    (place / "bin" / "python").symlink_to(python)
    (place / "pyvenv.cfg").write_text(f"home = {python.parent}\nversion = {version}\n", "utf-8")
    (library / "site-packages").symlink_to(VENV / "lib" / library.name / "site-packages")


def _interpreter() -> list[Path]:
    """What of the outside makes .venv's interpreter run: its prefix, or its two parts of /usr."""
    python, version = _venv()
    prefix = python.parent.parent
    if prefix != Path("/usr"):
        return [prefix]
    return [python, Path("/usr/lib") / f"python{version}"]


def enter(folder: Path, command: list[str]) -> int:
    """Runs a command inside and gives its exit code; it has a /tmp of its own."""
    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit(143)
    )  # takes the folder and the command along
    with tempfile.TemporaryDirectory(prefix="hsfm-next-") as own_tmp:
        again = [sys.executable, __file__, str(folder), "--inside", own_tmp, *command]
        return subprocess.run([*UNSHARE, *again], check=False).returncode


def _inside(folder: Path, own_tmp: str, command: list[str]) -> None:
    """Called in the namespace: mounts, goes in, becomes the command."""
    _mount("-t", "proc", "proc", folder / "proc")
    for place in (Path("/dev"), Path("/sys")):
        _bind(place, folder, "--rbind")
    _mount("--bind", own_tmp, folder / "tmp")
    (folder / "tmp").chmod(0o1777)
    _bind(ROOT, folder)
    for place in (DATA, VENV, *_interpreter()):
        if place.exists():
            _bind(place, folder, read_only=True)
    env = {key: value for key, value in os.environ.items() if key.startswith(PASSED_ON)}
    env.update(
        PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        HOME="/root",
        LANG="C.UTF-8",
        DEBIAN_FRONTEND="noninteractive",
        HSFM_ENGINE_PYTHON=f"/{ENGINE}/bin/python",
        HSFM_TEST_DATA=str(DATA),
    )
    os.chroot(folder)
    os.chdir(ROOT)
    os.execvpe(command[0], command, env)


def _bind(place: Path, folder: Path, how: str = "--bind", read_only: bool = False) -> None:
    target = folder / place.relative_to("/")
    if place.is_dir():
        target.mkdir(parents=True, exist_ok=True)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch()
    _mount(how, str(place), target)
    if read_only:
        _mount("-o", "remount,bind,ro", target)


def _mount(*words: str | Path) -> None:
    subprocess.run(["mount", *map(str, words)], check=True)


def _say(text: str) -> None:
    print(text, flush=True)


def main() -> int:
    """Parses the command line and does it."""
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    if os.geteuid():
        raise SystemExit(
            "A newer QGIS is tested in a Debian folder, and only root may make one and mount the "
            "repository into it: run `sudo make test-next`, or test in a container of that QGIS."
        )
    folder, command = Path(sys.argv[1]).resolve(), sys.argv[2:]
    if not command:
        make(folder)
        return 0
    if command[0] == "--inside":
        _inside(folder, command[1], command[2:])
    return enter(folder, command)


if __name__ == "__main__":
    sys.exit(main())
