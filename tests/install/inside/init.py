"""The first process of a machine: mounts its folders, then waits until it is ended from outside.

``python3 init.py CONFIG`` where CONFIG is a JSON file with ``binds`` (source, target), ``empty``
(folders that are hidden behind an empty disk), ``ready`` (a file that is written at the end) and
``offline``. It runs in mount and process namespaces of its own, so that nothing that it mounts is
seen outside and everything that was started in it ends with it.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path


def mount(*words: str) -> None:
    """Calls mount.

    Raises:
        SystemExit: it failed.
    """
    done = subprocess.run(["mount", *words], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"mount {' '.join(words)}: {done.stderr.strip()}")


def main(path: str) -> None:
    """Makes the machine and reaps what ends in it."""
    config = json.loads(Path(path).read_text(encoding="utf-8"))
    for source, target in config["binds"]:
        mount("--rbind", source, target)
    for target in config["empty"]:
        mount("-t", "tmpfs", "-o", "size=64m", "tmpfs", target)
    for source, target in config["late_binds"]:  # they may hide the sources of the others
        mount("--rbind", source, target)
    if config["offline"]:
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    Path(config["ready"]).write_text("ready", encoding="ascii")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system reaps what ends here
    while True:
        time.sleep(3600)


if __name__ == "__main__":
    main(sys.argv[1])
