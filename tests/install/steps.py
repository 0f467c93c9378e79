"""What a user does: the plugin from its zip, the engine by a button, maps by clicks."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.install.machine import STICK, Machine
from tests.install.remote import Qgis

ZIP = STICK / "hsfm.zip"
PROFILE = Path(".local/share/QGIS/QGIS3/profiles/default")
RUNTIME = Path(".local/share/HSFM/runtime")
INSTALL_S = 1200.0
"""For 850 MB from an index and 1.9 GB on a disk that others use too."""
START_S = 120.0
RUN_S = 300.0


def bring_zip(machine: Machine, zip_path: Path) -> None:
    """Puts the plugin's zip on the stick."""
    shutil.copyfile(zip_path, machine.outside(ZIP))


def install_plugin(qgis: Qgis) -> None:
    """Plugins, Install from ZIP: names the zip, clicks Install and answers what QGIS asks."""
    told = [one["text"] for one in qgis.messages()]
    qgis.installations = sum("Plugin install" in text for text in told)
    qgis.do("open_plugin_manager")
    qgis.wait(lambda: qgis.do("open_zip_page"), 60, "the page Install from ZIP did not come")
    qgis.do("choose_zip", str(ZIP))
    qgis.click("buttonInstallFromZip")
    words = qgis.answer("Yes")
    assert "untrusted" in words, words
    qgis.wait(lambda: _has_answered(qgis), 60, "QGIS's installer did not answer")
    assert qgis.evaluate("result = 'hsfm' in plugins"), qgis.messages()
    qgis.do("close_plugin_manager")


def _has_answered(qgis: Qgis) -> bool:
    """Whether the installer has said how the last installation went."""
    told = [one["text"] for one in qgis.messages()]
    return sum("Plugin install" in text for text in told) > qgis.installations


def is_enabled(qgis: Qgis) -> bool:
    """Whether QGIS will start the plugin the next time too."""
    code = "from qgis.core import QgsSettings\n"
    code += "result = QgsSettings().value('PythonPlugins/hsfm', False, bool)"
    return bool(qgis.evaluate(code))


def open_panel(qgis: Qgis) -> None:
    """Shows the panel by its tool button, if it cannot be seen."""
    if not qgis.evaluate("result = plugins['hsfm'].dock.isVisible()"):
        qgis.evaluate("plugins['hsfm']._action.trigger()")
    qgis.wait(
        lambda: qgis.evaluate("result = plugins['hsfm'].dock.isVisible()"), 60, "no panel came"
    )


def use_index(qgis: Qgis, url: str) -> None:
    """Names a package index in HSFM's settings, as the options page does."""
    qgis.evaluate(f"plugins['hsfm']._settings.index_url = {url!r}")


def status(qgis: Qgis) -> str:
    """Of the engine, such as ``ready``."""
    return str(qgis.evaluate("result = plugins['hsfm'].link.status"))


def setup_says(qgis: Qgis) -> str:
    """What the setup card says, also about an error."""
    return qgis.text("setupText")


def setup_facts(qgis: Qgis) -> dict[str, str]:
    """Whether a setup is under way, what it is for, and why the last one failed."""
    found: dict[str, str] = qgis.evaluate(
        "s = plugins['hsfm'].setup\n"
        "result = {'busy': s.busy, 'needs': s.needs, 'outcome': s.outcome,"
        " 'error': s.error.message if s.error else '',"
        " 'hint': s.error.hint if s.error else '', 'code': s.error.code if s.error else ''}"
    )
    return found


def wait_installed(qgis: Qgis, limit_s: float = INSTALL_S) -> None:
    """Waits until the setup is done and the engine answers.

    Raises:
        AssertionError: the setup failed; with its words.
    """

    def is_done() -> bool:
        facts = setup_facts(qgis)
        assert not facts["outcome"], facts
        return not facts["busy"] and not facts["needs"] and status(qgis) == "ready"

    qgis.wait(is_done, limit_s, "the engine was not installed")


def wait_failed(qgis: Qgis, limit_s: float = 60.0) -> dict[str, str]:
    """Waits until the setup has failed; gives what it says."""

    def facts() -> dict[str, str]:
        found = setup_facts(qgis)
        return found if found["outcome"] == "failed" and not found["busy"] else {}

    found: dict[str, str] = qgis.wait(facts, limit_s, "the setup did not fail")
    return found


def wait_ready(qgis: Qgis, limit_s: float = START_S) -> None:
    """Waits until the engine answers."""
    qgis.wait(lambda: status(qgis) == "ready", limit_s, "the engine did not start")


def open_scene(qgis: Qgis, product: Path) -> None:
    """Opens a product in the panel and waits until the engine understood it."""
    qgis.evaluate(f"plugins['hsfm'].dock.scene.open_path({str(product)!r})")
    code = "s = plugins['hsfm'].dock.state\nresult = bool(s.scene) or str(s.refusal or '')"
    answer = qgis.wait(lambda: qgis.evaluate(code), 120, "the scene was not read")
    assert answer is True, answer


def use_labels(qgis: Qgis, labels: Path) -> None:
    """Adds a file of labels to the project and chooses it."""
    qgis.evaluate(
        "from qgis.core import QgsProject, QgsVectorLayer\n"
        "from qgis.gui import QgsMapLayerComboBox\n"
        f"layer = QgsVectorLayer({str(labels)!r}, 'labels', 'ogr')\n"
        "assert layer.isValid()\n"
        "QgsProject.instance().addMapLayer(layer)\n"
        "dock = plugins['hsfm'].dock\n"
        "dock.findChild(QgsMapLayerComboBox, 'labelLayerCombo').setLayer(layer)"
    )
    code = "result = len(plugins['hsfm'].dock.state.counts)"
    qgis.wait(lambda: qgis.evaluate(code), 60, "the labels were not counted")


def run_by(qgis: Qgis, button: str, limit_s: float = RUN_S) -> str:
    """Clicks a button that starts a run and waits for its end; gives how it ended."""
    qgis.click(button, 60)
    end_of_run(qgis, limit_s)
    return str(qgis.evaluate("result = plugins['hsfm'].dock.state.last_run[1]"))


def is_at_work(qgis: Qgis) -> bool:
    """Whether a run is under way."""
    return bool(qgis.evaluate("result = bool(plugins['hsfm'].dock.state.running)"))


def end_of_run(qgis: Qgis, limit_s: float = RUN_S) -> None:
    """Waits until a run has begun and ended."""
    qgis.wait(
        lambda: (
            is_at_work(qgis)
            or qgis.evaluate("result = bool(plugins['hsfm'].dock.state.last_run[0])")
        ),
        60,
        "no run began",
    )
    qgis.wait(lambda: not is_at_work(qgis), limit_s, "the run did not end")


def notice(qgis: Qgis) -> str:
    """What the panel's message bar says; empty where it says nothing."""
    return qgis.text("noticeText")


def press_install(qgis: Qgis) -> None:
    """Presses Install in the setup card."""
    qgis.click("setupInstallButton", 60)
    qgis.wait(lambda: setup_facts(qgis)["busy"], 60, "no setup began")


def press_from_folder(qgis: Qgis, folder: Path) -> None:
    """Presses From Folder… in the setup card, chooses a folder and confirms what is shown."""
    qgis.click("setupFolderButton", 60)
    qgis.wait(lambda: qgis.do("windows"), 60, "no file dialog came")
    qgis.do("choose_folder", str(folder))
    code = "s = plugins['hsfm'].setup\nresult = s.wheels if s.plan and not s.busy else ''"
    qgis.wait(lambda: qgis.evaluate(code) == str(folder), 60, f"no plan came: {setup_says(qgis)}")
    press_install(qgis)


def wait_offered(qgis: Qgis, limit_s: float = 60.0) -> None:
    """Waits until the card offers to install or to repair the engine."""

    def is_offered() -> bool:
        button = qgis.look("setupInstallButton")
        return bool(button and button["visible"] and button["enabled"])

    qgis.wait(is_offered, limit_s, f"the card offers nothing: {setup_facts(qgis)}")
