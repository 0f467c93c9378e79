"""Runs the tests of tests/qgis, or takes screenshots, inside a real QGIS with a throw-away profile.

    launch.py [PYTEST ARGUMENTS]       runs pytest inside QGIS; exits with its code
    launch.py --shots FOLDER           writes screenshots of the panel's states to FOLDER
    launch.py --demo FOLDER SCENE LABELS   maps a scene by the panel's buttons, for ``make demo``

QGIS runs under Xvfb. The plugin is installed from its zip, as a user would.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SCREEN = "-screen 0 1400x900x24"
LIMITS_S = {"tests": 900, "shots": 4000, "demo": 4000}
"""Of tests for each: one limit for all of them would depend on the processor."""
LATE_S = 20

INI = """[PythonPlugins]
hsfm=true
processing=true

[qgis]
checkVersion=false
showTips=false
newsFeed\\httpfeedqgisorg\\disabled=true

[app]
projections\\unknownCrsBehavior=UseProjectCrs

[Projections]
unknownCrsBehavior=UseProjectCrs
"""


def install_plugin(plugins: Path) -> None:
    """Builds the zip and unpacks it where QGIS looks for plugins."""
    sys.path.insert(0, str(ROOT / "tests" / "release"))
    from package import build

    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(build(Path(folder))) as archive:
        archive.extractall(plugins)


def make_profile(folder: Path, language: str = "") -> None:
    """Makes a QGIS profile that loads the plugin, in a language, and asks nothing."""
    profile = folder / "profiles" / "default"
    (profile / "QGIS").mkdir(parents=True)
    (profile / "QGIS" / "QGIS3.ini").write_text(
        f"{INI}\n[hsfm]\nlanguage={language}\n", encoding="utf-8"
    )
    plugins = profile / "python" / "plugins"
    plugins.mkdir(parents=True)
    (folder / "tmp").mkdir()
    install_plugin(plugins)


def environment(folder: Path, job: dict[str, object]) -> dict[str, str]:
    """The variables that QGIS is started with."""
    made = dict(os.environ)
    made.setdefault("HSFM_ENGINE_PYTHON", str(ROOT / ".venv" / "bin" / "python"))
    made.setdefault("XDG_RUNTIME_DIR", str(folder))
    made["HSFM_QGIS_JOB"] = json.dumps(job)
    made["HOME"] = str(folder)
    made["TMPDIR"] = str(folder / "tmp")  # goes with the profile: QGIS is ended without clearing
    made["PATH"] = f"/usr/bin{os.pathsep}{made['PATH']}"  # whose Python's folders QGIS takes
    made["PYQGIS_STARTUP"] = str(HERE / "log_watch.py")
    made["PYTHONDONTWRITEBYTECODE"] = "1"
    for name in ("PYTHONPATH", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        made.pop(name, None)
    return made


def _wait(process: subprocess.Popen[bytes], beat: Path, limit_s: int) -> int:
    """Waits for the end of QGIS, or ends it; ``life.py`` should have ended it a little before."""
    while process.poll() is None:
        time.sleep(0.2)
        if time.time() - beat.stat().st_mtime > limit_s + LATE_S:
            process.kill()
    return process.returncode


def run_qgis(job: dict[str, object]) -> int:
    """Runs a job of ``run_in_qgis.py`` and returns its exit code."""
    folder = Path(tempfile.mkdtemp(prefix="hsfm-qgis-"))
    answer, beat = folder / "exit_code", folder / "beat"
    beat.touch()
    limit_s = int(os.environ.get("HSFM_QGIS_LIMIT_S", LIMITS_S[str(job["what"])]))
    job = {**job, "answer": str(answer), "beat": str(beat), "root": str(ROOT), "limit_s": limit_s}
    try:
        make_profile(folder, str(job.get("language", "")))
        qgis = ["qgis", "--nologo", "--noversioncheck", "--profiles-path", str(folder)]
        number = str(random.randrange(100, 10_000))  # those who start together race for the first
        xvfb = ["xvfb-run", "-n", number, "-a", "-s", SCREEN]
        command = [*xvfb, *qgis, "--code", str(HERE / "run_in_qgis.py")]
        log = folder / "qgis.log"
        with log.open("wb") as sink:
            process = subprocess.Popen(command, env=environment(folder, job), stderr=sink)
            code = _wait(process, beat, limit_s)
        if not answer.exists():
            print(log.read_text(errors="replace")[-4000:])
            print(f"QGIS ended with {code} before the job did.")
            return 1
        return int(answer.read_text())
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Parses the command line and runs the job."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shots", help="write screenshots to this folder instead of testing")
    parser.add_argument("--demo", help="map SCENE with LABELS into this folder instead of testing")
    parser.add_argument("--theme", default="", help="a QGIS theme, such as 'Night Mapping'")
    parser.add_argument("--language", default="", help="of the panel in screenshots: de or fr")
    found, rest = parser.parse_known_args()
    if found.shots:
        return run_qgis(
            {
                "what": "shots",
                "folder": os.path.abspath(found.shots),
                "only": rest,
                "theme": found.theme,
                "language": found.language,
            }
        )
    if found.demo:
        inputs = [os.path.abspath(path) for path in rest]
        return run_qgis({"what": "demo", "folder": os.path.abspath(found.demo), "inputs": inputs})
    return run_qgis({"what": "tests", "arguments": rest})


if __name__ == "__main__":
    sys.exit(main())
