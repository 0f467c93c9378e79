"""Measures the bundled encoder before the first label, and what its features keep across sensors.

    python -m tests.bench.encoder

Reads the test data beside the checkout; writes ``tests/bench/accuracy_encoder.md``.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from engine.models.cover_model import cover_model
from engine.models.hsfm.network import build
from engine.models.installed import installed
from engine.models.registry import backbone
from engine.pretrain.library_pool import held_out, library_pool
from engine.pretrain.pool import Pool, joined
from engine.pretrain.sampling import pools
from engine.pretrain.sensors import emit, enmap, prisma

from .encoder_library import known_to_all, similarity, strangers, transfer
from .encoder_readings import fractions, traits
from .encoder_scene import invariance, read_pixels, zero_labels
from .encoder_spectra import MODEL, eye

DATA = Path(
    os.environ.get("HSFM_TEST_DATA", Path(__file__).resolve().parents[3] / "shared" / "data")
)
LIBRARY, SCENE = DATA / "speclib" / "speclib.npz", DATA / "enmap_potsdam"
TABLES = Path(__file__).with_name("accuracy_encoder.md")
SEED = 0
COMMAND = "python -m tests.bench.encoder"


def main() -> None:
    """Prints the tables and writes them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=TABLES)
    given = parser.parse_args()
    missing = [str(place) for place in (LIBRARY, SCENE) if not place.exists()]
    if missing:
        raise SystemExit(
            f"The encoder cannot be measured: {' and '.join(missing)} not there. The data lie "
            "beside the checkout in shared/data; set HSFM_TEST_DATA to another folder."
        )
    torch.use_deterministic_algorithms(True)
    measured = installed()[MODEL].hash
    parts = []
    for title, text in _sections():
        parts.append(f"## {title}\n\n{text}\n")
        print(parts[-1], flush=True)
    if installed()[MODEL].hash != measured:
        raise SystemExit(f"{MODEL} was exchanged while it was measured; measure again.")
    given.out.write_text(_top() + "\n" + "\n".join(parts), encoding="utf-8")


def _top() -> str:
    model = installed()[MODEL]
    return (
        f"# {MODEL} before the first label\n\n"
        f"Written by `{COMMAND}` (the last part of `make bench-accuracy`); all draws are seeded.\n"
        f"Weights: SHA-256 {model.hash}; torch {torch.__version__}.\n"
    )


def _sections() -> Iterator[tuple[str, str]]:
    """Titles and texts, in order, as they are made."""
    model, features = cover_model(MODEL), backbone(MODEL)
    record = installed()[MODEL]
    net = build(record.config)
    record.load_into(net)
    scene = read_pixels(SCENE, model)
    library = library_pool(LIBRARY)
    known = library.take(~held_out(library))
    yield "Without labels: the real EnMAP scene in four groups", zero_labels(scene, known)
    yield "The same scene, brighter, darker, noisier", invariance(scene, SEED)
    made = pools(LIBRARY, int(record.source.get("recipe", {}).get("seed", SEED)))
    simulated = np.char.startswith(made.held_samples.source, "physics")
    measured = made.held_samples.take(~simulated)
    eyes = tuple(eye(sensor) for sensor in (enmap(), prisma(), emit()))
    groups = {"other sources": made.held_sources, "other samples": measured}
    yield "Measured spectra held out of training, pure", strangers(model, groups, eyes[0], SEED)
    strange = known_to_all(joined([made.held_sources, measured]), eyes)
    drawn = known_to_all(made.held_samples.take(simulated), eyes)
    both: dict[str, Pool] = {"measured": strange, "simulated": drawn}
    yield "One spectrum, three sensors", similarity(features, both, eyes, SEED)
    yield "A head of one sensor on others", transfer(features, joined([strange, drawn]), eyes, SEED)
    yield "Cover fractions", fractions(net, made.held_samples, enmap(), SEED)
    yield "Traits", traits(net, made.held_samples, enmap(), SEED)


if __name__ == "__main__":
    main()
