"""The card that installs the engine, in every state, at the panel's two widths."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from hsfm.engine.errors import DependencyMissing
from hsfm.hsfm_plugin.runtime_setup.own_python import OwnPython
from setup_kit import FALLBACK, NUMPY, Machine, machine_without_engine, proof
from shot_kit import Shots, state


@contextmanager
def machine(shots: Shots) -> Iterator[Machine]:
    """A machine without the engine, whose offer has come."""
    folder = Path(tempfile.mkdtemp(dir=shots.scratch))
    with machine_without_engine(shots.panel, folder) as made:
        made.wait_face("offer")
        yield made


def both(shots: Shots, suffix: str = "") -> None:
    """Takes the state at 340 and at 300 pixels."""
    shots.take(suffix)
    shots.set_width(300)
    shots.take(f"{suffix}_narrow")
    shots.set_width(340)


@state
def setup_offer(shots: Shots) -> None:
    with machine(shots):
        both(shots)


@state
def setup_no_python(shots: Shots) -> None:
    with machine(shots) as made:
        made.setup.outcome, made.setup.tried = "failed", "plan"
        made.setup.error = DependencyMissing(
            "No Python here can be used for the engine. /usr/bin/python3 3.9.2: Python 3.9 is too "
            "old, the engine needs 3.10 to 3.14; /opt/conda/bin/python3 3.12.1: it lacks venv and "
            "ensurepip."
        )
        made.setup.changed.emit()
        both(shots)


@state
def setup_installing(shots: Shots) -> None:
    with machine(shots) as made:
        made.index.stalls.add(NUMPY)
        shots.panel.click("setupInstallButton")
        shots.panel.wait(made.index.stalled.is_set, 60)
        both(shots)
        shots.panel.click("setupCancelButton")
        made.wait_face("cancelled")
        both(shots, "_cancelled")


@state
def setup_failed(shots: Shots) -> None:
    with machine(shots) as made:
        made.index.lies.add(NUMPY)
        made.fail_to_install()
        both(shots)
        shots.panel.click("setupDetailsButton")
        shots.take("_details")


@state
def setup_fallback(shots: Shots) -> None:
    with machine(shots) as made:
        made.prove_by(partial(proof, fallback=FALLBACK))
        made.install()
        both(shots)
        (made.requirements / "lock.txt").write_text("numpy==1.1\n", encoding="utf-8")
        made.setup.refresh()
        both(shots, "_update")
        made.places.state.unlink()
        made.setup.refresh()
        both(shots, "_repair")


@state
def setup_own_python(shots: Shots) -> None:
    with machine(shots) as made:
        card = shots.panel.dock.setup_card
        shots.panel.click("setupOwnButton")
        shots.take("_empty")
        card.own.edit.setFilePath("/home/ada/miniforge3/envs/remote-sensing/bin/python")
        card.own.show_found(
            OwnPython(
                "/home/ada/miniforge3/envs/remote-sensing/bin/python",
                "3.12.8",
                ["onnxscript>=0.3", "rasterio>=1.4 (1.3.9)"],
                "conda install --prefix /home/ada/miniforge3/envs/remote-sensing -c conda-forge "
                "'onnxscript>=0.3' 'rasterio>=1.4'",
                "",
                is_base=True,
            )
        )
        both(shots)
        card.own.show_found(OwnPython("/home/ada/env/bin/python", "3.12.8", [], "", ""))
        shots.take("_fits")
        made.setup.forget()
