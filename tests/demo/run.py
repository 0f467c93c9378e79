"""From a scene and label polygons to maps in QGIS: ``python -m tests.demo.run``.

Without ``--scene`` a complete EnMAP L2A product is simulated first. QGIS then starts with a
throw-away profile that holds the plugin's zip; the panel makes a Quick Map, trains, classifies and
maps anomalies by its own buttons; the project and a picture of the window are saved.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "build" / "demo"


def engine(*arguments: str) -> dict[str, Any]:
    """Runs a command of the engine and gives its JSON answer; its progress is shown.

    Raises:
        SystemExit: it failed; it has said why.
    """
    command = [sys.executable, "-m", "engine", *arguments, "--json"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    answer: dict[str, Any] = json.loads(done.stdout or "{}")
    if done.returncode:
        raise SystemExit(f"{answer.get('message', '')} {answer.get('hint', '')}")
    return answer


def simulated() -> tuple[Path, Path]:
    """Simulates the demo's scene; gives the product and its label polygons."""
    print("Simulating an EnMAP scene of 512 x 512 pixels (simulated, not measured)", flush=True)
    made = {o["role"]: Path(o["path"]) for o in engine("simulate", str(OUT / "scene"))["outputs"]}
    return made["product"], made["labels"]


def main() -> int:
    """Parses the command line, runs the demo and says where its files are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scene", default="", help="a product or raster; simulated if empty")
    parser.add_argument("--labels", default="", help="polygons with a field named class")
    values = parser.parse_args()
    if bool(values.scene) != bool(values.labels):
        parser.error("SCENE and LABELS go together: give both, or none for the simulated scene.")
    OUT.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    if values.scene:
        scene, labels = Path(values.scene).resolve(), Path(values.labels).resolve()
    else:
        scene, labels = simulated()
    print(f"Mapping {scene.name} in QGIS, by the panel's own buttons", flush=True)
    launch = [sys.executable, str(ROOT / "tests" / "qgis" / "launch.py"), "--demo", str(OUT)]
    code = subprocess.run([*launch, str(scene), str(labels)], check=False).returncode
    if code == 0:
        print(f"\nDone in {time.monotonic() - started:.0f} s.")
        print(f"Picture: {OUT / 'demo.png'}\nProject: {OUT / 'demo.qgz'}  (open it in QGIS)")
    return code


if __name__ == "__main__":
    sys.exit(main())
