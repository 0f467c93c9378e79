"""Runs the tests of tests/install: ``launch.py [PYTEST ARGUMENTS]``, by the Python that QGIS has.

They make machines of namespaces, which needs root; without it they are skipped, in CI they fail.
A whole installation from the package index downloads 850 MB. ``HSFM_INSTALL_WHEELS`` names a folder
that ``make bundle`` has made, or where one is kept for the next time.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def main() -> int:
    """Calls pytest and gives its exit code."""
    given = sys.argv[1:]
    named = [word for word in given if "test_" in word and not word.startswith("-")]
    words = ["-m", "pytest", "-p", "no:cacheprovider", "--durations=0", "--durations-min=1"]
    words += [*given, *([] if named else [str(HERE)])]
    environment = {**os.environ, "HSFM_INSTALL_TESTS": "yes"}
    environment.pop("HSFM_ENGINE_PYTHON", None)
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
