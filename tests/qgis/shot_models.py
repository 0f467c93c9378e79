"""The states of the Models section and of the choice of a backbone."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from driving import make_cube
from model_files import VIT_S, make_checkpoint, make_radiance
from model_store import BUNDLED, CLOUD_CARD, choose, unclear
from qgis.PyQt.QtTest import QTest
from shot_kit import DATA, Shots, state

from tests.data.file_server import answer, serving, trickle


def _open_models(shots: Shots) -> None:
    """The section, unfolded and in sight."""
    panel = shots.panel
    panel.dock.models.set_open(True)
    panel.wait(lambda: panel.dock.known_models.known, 60, "no list of models")
    QTest.qWait(300)
    panel.find("panelScroll").ensureWidgetVisible(panel.dock.models.progress)
    panel.find("panelScroll").ensureWidgetVisible(panel.dock.models)


@contextmanager
def fresh_engine(shots: Shots, mirror: str) -> Iterator[None]:
    """An engine that gets models from a server of this machine and has installed none."""
    folder = tempfile.mkdtemp(dir=shots.scratch)
    before = dict(os.environ)
    os.environ.update(HSFM_MODELS=folder, HSFM_MODEL_MIRROR=mirror)
    try:
        shots.panel.dock.known_models.known.clear()
        shots.panel.link.restart()
        shots.panel.wait(lambda: shots.panel.link.status == "ready", 60)
        yield
    finally:
        for name in ("HSFM_MODELS", "HSFM_MODEL_MIRROR"):
            os.environ.pop(name)
        os.environ.update(before)
        shots.panel.link.restart()


@state
def models_list(shots: Shots) -> None:
    _open_models(shots)
    shots.take()


@state
def models_consent(shots: Shots) -> None:
    _open_models(shots)
    choose(shots.panel, unclear(shots.panel))
    QTest.qWait(500)
    shots.take()
    shots.panel.find("modelConsent").toggle()
    shots.take("_given")


@state
def models_bundled(shots: Shots) -> None:
    _open_models(shots)
    choose(shots.panel, BUNDLED)
    shots.panel.wait(lambda: "Trained on" in shots.panel.text("modelCard"), 30)
    shots.take()


@state
def models_fetching(shots: Shots) -> None:
    with serving({}) as server, fresh_engine(shots, server.url):
        _open_models(shots)
        from hsfm.engine.models.card import cards

        server.files[f"/{cards()[CLOUD_CARD].file}"] = bytes(4_000_000)
        server.acts.append(trickle(100_000, 0.3))
        choose(shots.panel, CLOUD_CARD)
        shots.panel.click("getModelButton")
        shots.panel.wait(lambda: "left" in shots.panel.text("modelsProgressText"), 30)
        shots.take(settle_ms=50)
        shots.panel.click("modelsCancelButton")
        shots.panel.wait_idle()


@state
def models_failed(shots: Shots) -> None:
    with serving({}) as server, fresh_engine(shots, server.url):
        _open_models(shots)
        server.acts += [answer(404)] * 20
        choose(shots.panel, CLOUD_CARD)
        shots.panel.click("getModelButton")
        shots.panel.wait_idle()
        shots.take()


@state
def clouds(shots: Shots) -> None:
    shots.panel.open(make_radiance(DATA, shots.scratch / "l1c"))
    shots.zoom()
    shots.panel.click("advancedButton")
    shots.take()
    shots.panel.click("advancedButton")


@state
def models_narrow(shots: Shots) -> None:
    shots.set_width(300)
    models_consent(shots)
    shots.set_width(340)


@state
def backbone_picker(shots: Shots) -> None:
    panel = shots.panel
    with fresh_engine(shots, ""):
        panel.dock.models.import_file(str(make_checkpoint(shots.scratch / "mae.pth", *VIT_S)))
        panel.wait_idle()
        panel.wait(lambda: panel.find("backboneCombo").count() > 4, 60)
        _open_models(shots)
        shots.take("_imported")
        panel.dock.models.set_open(False)
        combo = panel.find("backboneCombo")
        combo.setCurrentIndex(combo.findData("spectralearth-vit-s"))
        panel.open(make_cube(shots.scratch / "campaign.tif", None))
        shots.zoom()
        panel.wait(lambda: combo.backbone == "spectra", 60)
        combo.showPopup()
        shots.take()
        combo.hidePopup()
