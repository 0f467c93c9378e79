"""Pictures of the options page and of the window that removes HSFM's files."""

from __future__ import annotations

from hsfm.hsfm_plugin.engine_client.environment import user_data_folder
from options_kit import Options, in_options
from qgis.PyQt.QtWidgets import QDialog
from setup_kit import NUMPY, machine_without_engine
from shot_kit import Shots, state

_SETTLE_MS = 400


@state
def options_page(shots: Shots) -> None:
    """The page at its top and at its bottom."""

    def look(options: Options) -> None:
        options.wait(lambda: "now" in options.text("modelsFolderNote"))
        shots.take("_top", settle_ms=_SETTLE_MS)
        bar = options.page.scroll.verticalScrollBar()
        bar.setValue(bar.maximum())
        shots.take("_bottom", settle_ms=_SETTLE_MS)

    in_options(shots.panel, look, accept=False)


@state
def options_refused(shots: Shots) -> None:
    """Values that cannot be stored, each with its sentence."""

    def look(options: Options) -> None:
        options.type("enginePythonEdit", "/usr/bin/qgis")
        options.type("cacheFolderEdit", "/proc/hsfm")
        options.show("cacheFolderEdit")
        shots.take(settle_ms=_SETTLE_MS)

    in_options(shots.panel, look, accept=False)


@state
def options_installing(shots: Shots) -> None:
    """The engine is being installed from the options."""
    with machine_without_engine(shots.panel, shots.scratch / "machine") as machine:
        machine.index.stalls.add(NUMPY)
        machine.wait_face("offer")

        def look(options: Options) -> None:
            shots.take("_before", settle_ms=_SETTLE_MS)
            options.click("runtimeInstallButton")
            options.wait(machine.index.stalled.is_set, 60)
            shots.take(settle_ms=_SETTLE_MS)

        in_options(shots.panel, look, accept=False)


@state
def removal_dialog(shots: Shots) -> None:
    """What HSFM has put on the disk."""
    with machine_without_engine(shots.panel, shots.scratch / "full machine") as machine:
        machine.install()
        models = user_data_folder() / "models" / "spectralearth-vit-s"
        models.mkdir(parents=True)
        (models / "weights.safetensors").write_bytes(bytes(88_000_000))

        def look(options: Options) -> None:
            options.wait(lambda: "now" in options.text("modelsFolderNote"))
            shots.take("_page", settle_ms=_SETTLE_MS)
            options.click("runtimeRemoveButton")
            dialog = options.page.window().findChild(QDialog, "removalDialog")
            options.wait(lambda: dialog.tree.topLevelItemCount())
            shots.take(settle_ms=_SETTLE_MS)
            dialog.remove_button.click()
            options.wait(lambda: "free" in dialog.news.text(), 60)
            shots.take("_removed", settle_ms=_SETTLE_MS)
            dialog.close()

        in_options(shots.panel, look, accept=False)
