"""``python -m engine.pretrain``: makes the bundled encoder from physics and an open library."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from pathlib import Path

import numpy as np
import torch

from ..errors import EngineError
from .calibrating import calibrate
from .curves import draw_curves
from .mixing import Mixer
from .pool import Pool
from .publishing import publish
from .sampling import pools
from .sensors import training_sensors
from .training import LOG, Recipe, Training

SAVE_EVERY, TELL_EVERY = 1000, 200
THREADS = 4
"""Sums depend on how many threads share them; the same number gives the same bytes."""


def main() -> int:
    """Trains, calibrates and publishes; an interrupted run goes on where it was saved."""
    parser = argparse.ArgumentParser(prog="python -m engine.pretrain", description=__doc__)
    parser.add_argument("--library", type=Path, required=True, help="the library, speclib.npz")
    parser.add_argument("--out", type=Path, required=True, help="the model's folder")
    parser.add_argument("--work", type=Path, default=Path("build/pretrain"), help="state and logs")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--steps", type=int, default=Recipe.steps)
    parser.add_argument("--fresh", action="store_true", help="do not resume")
    given = parser.parse_args()
    torch.set_num_threads(THREADS)
    torch.use_deterministic_algorithms(True)
    recipe = Recipe(steps=given.steps, seed=given.seed)
    try:
        train(given.library, given.out, given.work, recipe, fresh=given.fresh)
    except EngineError as exc:
        print(f"{exc}\n{exc.hint}", file=sys.stderr)
        return 1
    return 0


def train(library: Path, out: Path, work: Path, recipe: Recipe, *, fresh: bool) -> str:
    """Runs a recipe from its beginning, or from where it was saved.

    Args:
        library: the library's file.
        out: the model's folder.
        work: where state, log and curves are kept.
        recipe: what to do.
        fresh: begin anew in any case.

    Returns:
        The SHA-256 of the weights.
    """
    made = pools(library, recipe.seed)
    sensors, share = training_sensors(np.random.default_rng(recipe.seed))
    library_sha256 = hashlib.sha256(library.read_bytes()).hexdigest()
    origin = digest_of(made.training, library_sha256)
    training = Training(recipe, Mixer(made.training, sensors), share, origin)
    log = work / LOG
    resumed = not fresh and training.resume(work)
    begin_log(log, training.step if resumed else 0)
    start = time.monotonic()

    def told(step: int, losses: dict[str, float]) -> None:
        line = {"step": step, **{name: round(value, 5) for name, value in losses.items()}}
        with log.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
        print(f"{time.monotonic() - start:7.0f} s  {json.dumps(line)}", flush=True)

    while training.step < recipe.steps:
        training.run(min(recipe.steps, training.step + SAVE_EVERY), told, TELL_EVERY)
        training.save(work)
    draw_curves(log, work / "curves.png")
    random = torch.Generator().manual_seed(recipe.seed + 1)
    calibrate(training.net, Mixer(made.held_samples, sensors), recipe.how, random)
    source = {
        "made_by": "python -m engine.pretrain",
        "recipe": json.loads(recipe.text()),
        "library_sha256": library_sha256,
        "torch": torch.__version__,
        "threads": torch.get_num_threads(),
    }
    digest = publish(training.net, recipe.config, source, out)
    print(f"{out}: SHA-256 {digest}")
    return digest


def digest_of(pool: Pool, library_sha256: str) -> str:
    """What decides the outcome besides the recipe: spectra, code, torch and its threads."""
    found = hashlib.sha256(f"{library_sha256} {torch.__version__} {THREADS}".encode())
    for part in (pool.spectra, pool.cover, pool.traits, pool.weight):
        found.update(np.ascontiguousarray(part).tobytes())
    here = Path(__file__).parent
    for room in (here, here.parent / "models" / "hsfm"):
        for source in sorted(room.glob("*.py")):
            found.update(source.read_bytes())
    return found.hexdigest()


def begin_log(log: Path, step: int) -> None:
    """Keeps the lines of a log up to a step: what came later was lost, and is done again."""
    log.parent.mkdir(parents=True, exist_ok=True)
    told = log.read_text(encoding="utf-8").splitlines() if step and log.is_file() else []
    kept = []
    for line in told:
        try:
            if json.loads(line)["step"] > step:
                break
        except (ValueError, KeyError, TypeError):  # cut off in the middle
            break
        kept.append(line + "\n")
    log.write_text("".join(kept), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
