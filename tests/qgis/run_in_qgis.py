"""Started by QGIS (``--code``): waits for the window, does the job of ``launch.py``, ends QGIS."""

from __future__ import annotations

import json
import os
import sys
import traceback
from pathlib import Path

import qgis.utils
from qgis.PyQt.QtCore import QTimer
from qgis.utils import iface, plugins

JOB = json.loads(os.environ["HSFM_QGIS_JOB"])
ROOT = Path(JOB["root"])
sys.path.insert(0, str(ROOT / "tests" / "qgis"))
import life  # noqa: E402
import log_watch  # noqa: E402

WAIT_MS = 200
WINDOW_PX = (1400, 900)


def run_tests() -> int:
    """Runs pytest on tests/qgis, or on what was named."""
    sys.path[:0] = [str(ROOT)]
    import pytest

    iface.mainWindow().setGeometry(0, 0, *WINDOW_PX)  # each QGIS has another size of its own
    named = [a for a in JOB["arguments"] if not a.startswith("-") and "tests" in a]
    arguments = [*JOB["arguments"], *([] if named else [str(ROOT / "tests" / "qgis")])]
    return int(
        pytest.main(
            [
                "--rootdir",
                str(ROOT),
                "-p",
                "no:cacheprovider",
                "--capture=sys",
                "-W",
                "ignore::pytest.PytestConfigWarning",
                "-p",
                "tests.dealing",
                *arguments,
            ],
            plugins=[life.Tests()],
        )
    )


def take_shots() -> int:
    """Takes the screenshots."""
    sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "qgis")]
    import shots

    return int(shots.take_all(iface, Path(JOB["folder"]), JOB["only"], JOB["theme"]))


def run_demo() -> int:
    """Maps a scene by the panel's buttons."""
    sys.path[:0] = [str(ROOT / "tests" / "qgis"), str(ROOT / "tests" / "demo")]
    import in_qgis

    scene, labels = map(Path, JOB["inputs"])
    return int(in_qgis.run(iface, Path(JOB["folder"]), scene, labels))


def end(code: int) -> None:
    """Unloads the plugin as QGIS does and ends the process with a code.

    A warning of ours in QGIS's log, from its start to this end, turns success into failure.
    """
    plugin = plugins.get("hsfm")
    if plugin is not None:
        plugin.unload()
    if log_watch.OURS and JOB["what"] == "tests":
        print("QGIS's log has warnings of ours:", *log_watch.OURS, sep="\n")
        code = code or 1
    Path(JOB["answer"]).write_text(str(code))
    sys.stdout.flush()
    os._exit(code)


def on_exception(kind: type[BaseException], value: BaseException, trace: object) -> None:
    """Keeps an exception of a slot, which QGIS would show in a modal window, for the tests."""
    UNHANDLED.append("".join(traceback.format_exception(kind, value, trace)))
    print(UNHANDLED[-1], flush=True)


def on_stack_dialog(
    kind: type[BaseException], value: BaseException, trace: object, *_: str
) -> None:
    """Keeps what QGIS's own modal window of a plugin's error would wait to show."""
    on_exception(kind, value, trace)


def explain_missing() -> None:
    """Says why the plugin is not there, by loading it once more."""
    try:
        import hsfm

        hsfm.classFactory(iface).initGui()
    except Exception:
        traceback.print_exc(file=sys.stdout)
    print("QGIS did not load the plugin.")


def work() -> None:
    """Does the job once the window is there."""
    if not iface.mainWindow().isVisible() or "hsfm" not in plugins:
        if not TRIES:
            explain_missing()
            end(1)
        TRIES.pop()
        QTimer.singleShot(WAIT_MS, work)
        return
    os.chdir(ROOT)
    sys.excepthook = on_exception
    qgis.utils.open_stack_dialog = on_stack_dialog
    try:
        code = JOBS[JOB["what"]]()
    except BaseException:
        traceback.print_exc(file=sys.stdout)
        code = 1
    end(code or int(bool(UNHANDLED)))


life.go_on()
UNHANDLED: list[str] = []
JOBS = {"tests": run_tests, "shots": take_shots, "demo": run_demo}
TRIES = list(range(100))
QTimer.singleShot(WAIT_MS, work)
