"""Checkpoints with random weights, made by the engine's Python: that of QGIS has no torch."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.qgis.kit import ENGINE_PYTHON, ROOT

SPECTF = ("spectf", {"dim": 64, "heads": 8, "hidden": 64, "classes": 2})
"""The cloud model: small, and its licence is clear."""
VIT_S = (
    "spectralearth",
    {"dim": 384, "depth": 12, "heads": 6, "hidden": 1536, "patch": 4, "side": 32},
)
"""SpectralEarth's ViT-S: 22.5 million parameters, 90 MB."""

_MAKE = """
import json, sys
from pathlib import Path

root, path, family, config = sys.argv[1:]
sys.path[:0] = [root, root + "/tests/data"]
from engine.models.registry import families
from weights import seeded, write_checkpoint

network = families()[family].build(json.loads(config))
write_checkpoint(Path(path), seeded(network.state_dict()))
"""


def make_checkpoint(path: Path, family: str, config: dict[str, Any]) -> Path:
    """Writes a checkpoint in the published layout of a family."""
    words = [str(ROOT), str(path), family, json.dumps(config)]
    engine_python(_MAKE, *words)
    return path


_RADIANCE = """
import sys
from pathlib import Path

root, data, folder = sys.argv[1:]
sys.path[:0] = [root, root + "/tests/data"]
import numpy as np
from radiance import SIZE, bands_of, official_metadata, radiance_product

bands = len(bands_of(official_metadata(Path(data))[1]))
values = np.random.default_rng(7).uniform(0.01, 0.2, (bands, SIZE, SIZE))
print(radiance_product(Path(data), Path(folder), values))
"""


def make_radiance(shared_data: Path, folder: Path) -> Path:
    """Writes a small EnMAP L1C product and gives its folder."""
    return Path(engine_python(_RADIANCE, str(ROOT), str(shared_data), str(folder)).strip())


def engine_python(text: str, *words: str) -> str:
    """Runs a few lines in the engine's Python and gives what they print."""
    done = subprocess.run(
        [ENGINE_PYTHON, "-c", text, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout
