"""The options page: what is typed is stored, refused with a sentence, or left alone by Cancel."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsNetworkAccessManager
from qgis.gui import QgsOptionsPageWidget
from qgis.PyQt.QtNetwork import QNetworkProxy

ASKS = hasattr(QgsOptionsPageWidget, "isValid")
"""This QGIS asks a page whether OK may close the options: 3.40 does, 3.22 does not."""
closes = pytest.mark.skipif(ASKS, reason="this QGIS keeps the options open instead")
_NAMES = ("engine_python", "torch_build", "index_url", "cache_folder", "models_folder", "language")


@pytest.fixture
def options(panel: Any) -> Iterator[Any]:
    """Does something in the options dialog of QGIS; the settings are those of before afterwards."""
    from options_kit import in_options

    settings = panel.plugin._settings

    def run(act: Any, accept: bool = True) -> Any:
        return in_options(panel, act, accept)

    yield run
    for name in _NAMES:
        setattr(settings, name, "")
    settings.threads, settings.idle_minutes, settings.cache_mib = 0, 15, 0
    settings.set_option("device", "")
    settings.set_option("memory", "")
    panel.plugin._options._refused = {}
    panel.dock.map.advanced.recall()
    panel.link.restart()
    panel.wait(lambda: panel.link.status == "ready", 60)


def environment_of(panel: Any) -> dict[str, str]:
    """The variables of the engine that runs now."""
    panel.wait(lambda: panel.link.status == "ready" and panel.link.session_pid, 60)
    words = Path(f"/proc/{panel.link.session_pid}/environ").read_bytes().split(b"\0")
    return dict(word.decode().split("=", 1) for word in words if b"=" in word)


def test_the_status_says_what_the_engine_runs_in(options: Any) -> None:
    text = options(lambda page: page.text("runtimeStatus"))
    assert f"<i>{os.environ['HSFM_ENGINE_PYTHON']}</i>, which HSFM did not install" in text
    assert "No runtime of HSFM's own is installed" in text
    assert "Computes on: " in text


def test_ok_stores_what_was_chosen(panel: Any, options: Any, tmp_path: Path) -> None:
    def act(page: Any) -> None:
        page.choose("torchBuildCombo", "cpu")
        page.set_number("idleSpin", 3)
        page.set_number("cacheLimitSpin", 900)
        page.type("cacheFolderEdit", str(tmp_path / "caches"))
        page.type("modelsFolderEdit", str(tmp_path / "models"))
        page.type("indexUrlEdit", "https://mirror.example/simple")

    options(act)
    settings = panel.plugin._settings
    assert settings.torch_build == "cpu"
    assert (settings.idle_minutes, settings.cache_mib) == (3, 900)
    assert settings.cache_folder == str(tmp_path / "caches")
    assert settings.models_folder == str(tmp_path / "models")
    assert settings.index_url == "https://mirror.example/simple"


def test_the_engine_works_by_the_new_settings_at_once(
    panel: Any, options: Any, tmp_path: Path
) -> None:
    before = panel.link.session_pid

    def act(page: Any) -> None:
        page.set_number("threadsSpin", 1)
        page.set_number("cacheLimitSpin", 900)
        page.type("modelsFolderEdit", str(tmp_path / "models"))

    options(act)
    told = environment_of(panel)
    assert panel.link.session_pid != before
    assert told["HSFM_THREADS"] == "1" and told["HSFM_CACHE_MIB"] == "900"
    assert told["HSFM_MODELS"] == str(tmp_path / "models")
    panel.wait(lambda: panel.link.devices[-1]["name"] == "CPU, 1 thread", 30)


def test_ok_without_changes_leaves_the_engine_alone(panel: Any, options: Any) -> None:
    before = panel.link.session_pid
    options(lambda page: None)
    assert before is not None and panel.link.session_pid == before


def test_cancel_stores_nothing(panel: Any, options: Any) -> None:
    def act(page: Any) -> None:
        page.set_number("threadsSpin", 1)
        page.type("cacheFolderEdit", "/tmp/elsewhere")

    options(act, accept=False)
    assert (panel.plugin._settings.threads, panel.plugin._settings.cache_folder) == (0, "")


def test_during_a_run_the_engine_is_restarted_when_the_run_has_ended(
    panel: Any, options: Any, big_scene: Path
) -> None:
    from detection_kit import choose_detector

    restart = panel.plugin._options.restart
    panel.open(big_scene)
    choose_detector(panel, "rx")
    panel.click("anomalyButton")
    panel.wait(lambda: panel.link.is_busy, 30)
    before = panel.link.session_pid
    os.kill(before, signal.SIGSTOP)  # so that it cannot end too soon

    def act(page: Any) -> str:
        hint = page.text("optionsHint")
        page.set_number("threadsSpin", 2)
        return str(hint)

    try:
        hint = options(act)
        assert restart.is_due and panel.link.session_pid == before
    finally:
        os.kill(before, signal.SIGCONT)
    assert "A run is under way" in hint
    panel.wait_idle()
    choose_detector(panel, "auto")
    assert panel.state.anomalies, panel.notice()
    panel.wait(lambda: not restart.is_due, 30)
    assert environment_of(panel)["HSFM_THREADS"] == "2"


@closes
@pytest.mark.parametrize("folder", ["/proc/hsfm", "relative/folder"])
def test_a_folder_that_cannot_be_written_is_refused_and_comes_back(
    panel: Any, options: Any, folder: str
) -> None:
    panel.plugin._settings.cache_folder = "/tmp/before"

    def act(page: Any) -> str:
        page.type("cacheFolderEdit", folder)
        return str(page.text("cacheFolderProblem"))

    assert options(act)
    assert panel.plugin._settings.cache_folder == "/tmp/before"
    assert "Not everything in the settings was stored" in panel.notice()
    again = options(
        lambda page: (page.find("cacheFolderEdit").filePath(), page.text("cacheFolderProblem")),
        accept=False,
    )
    assert again[0] == folder and again[1]


@pytest.mark.skipif(not ASKS, reason="this QGIS closes the options whatever their fields hold")
@pytest.mark.parametrize("folder", ["/proc/hsfm", "relative/folder"])
def test_a_folder_that_cannot_be_written_keeps_the_options_open(
    panel: Any, options: Any, folder: str
) -> None:
    def act(page: Any) -> Any:
        page.set_number("idleSpin", 7)
        page.type("cacheFolderEdit", folder)
        assert page.text("cacheFolderProblem")
        return page

    assert options(act).stayed_open
    assert (panel.plugin._settings.idle_minutes, panel.plugin._settings.cache_folder) == (15, "")


def test_a_stored_folder_that_is_gone_keeps_no_other_option_from_being_stored(
    panel: Any, options: Any
) -> None:
    """As on a disk that is unplugged: what is wrong is told, and OK is taken."""
    panel.plugin._settings.cache_folder = "/proc/unplugged"

    def act(page: Any) -> Any:
        page.set_number("idleSpin", 7)
        is_valid = not ASKS or page.page.isValid()
        return is_valid, page.page._find_problems(), page.text("cacheFolderProblem")

    is_valid, problems, said = options(act)
    assert is_valid and not problems
    assert "Nothing can be written there" in said
    assert panel.plugin._settings.idle_minutes == 7
    assert panel.plugin._settings.cache_folder == "/proc/unplugged"


@closes
def test_what_is_wrong_in_one_field_keeps_no_other_from_being_stored(
    panel: Any, options: Any
) -> None:
    def act(page: Any) -> None:
        page.type("cacheFolderEdit", "/proc/hsfm")
        page.set_number("idleSpin", 7)

    options(act)
    assert panel.plugin._settings.idle_minutes == 7


def test_a_file_in_the_place_of_a_folder_is_named(options: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    def act(page: Any) -> str:
        page.type("modelsFolderEdit", str(tmp_path / "file" / "models"))
        return str(page.text("modelsFolderProblem"))

    assert options(act).startswith(f"{tmp_path / 'file'} is a file")


def test_qgis_is_no_python(panel: Any, options: Any) -> None:
    def act(page: Any) -> str:
        page.type("enginePythonEdit", "/usr/bin/qgis")
        return str(page.text("enginePythonProblem"))

    assert "This is QGIS" in options(act)
    assert panel.plugin._settings.engine_python == ""


def test_a_mirror_that_is_no_address_is_refused(panel: Any, options: Any) -> None:
    def act(page: Any) -> str:
        page.type("indexUrlEdit", "mirror")
        return str(page.text("indexUrlProblem"))

    assert "no address" in options(act)
    assert panel.plugin._settings.index_url == ""


def test_check_says_what_a_python_lacks_and_how_to_add_it(options: Any) -> None:
    def act(page: Any) -> str:
        page.type("enginePythonEdit", "/usr/bin/python3")
        page.click("checkEngineButton")
        page.wait(lambda: "Checking" not in page.text("checkAnswer"), 60)
        assert page.find("copyCommandButton").isVisible()
        return str(page.text("checkAnswer"))

    answer = options(act, accept=False)
    assert "torch" in answer and "<code>" in answer


def test_device_and_memory_are_those_of_the_panels_advanced(panel: Any, options: Any) -> None:
    def act(page: Any) -> None:
        page.choose("deviceCombo", "cpu")
        page.set_number("memorySpin", 256)

    options(act)
    form = panel.dock.map.advanced.form
    assert form.editor("device").currentData() == "cpu"
    assert form.editor("memory").value() == 256
    assert panel.plugin._settings.option("device") == "cpu"


def test_what_the_panels_advanced_holds_is_shown(panel: Any, options: Any) -> None:
    panel.dock.map.advanced.form.editor("memory").setValue(1024)
    assert options(lambda page: page.find("memorySpin").value(), accept=False) == 1024


def test_another_language_is_stored_and_comes_with_the_next_start(panel: Any, options: Any) -> None:
    def act(page: Any) -> str:
        page.choose("languageCombo", "fr")
        return str(page.text("languageHint"))

    assert "when QGIS is started again" in options(act)
    assert panel.plugin._settings.language == "fr"


def test_of_qgiss_proxy_only_the_host_is_told(options: Any) -> None:
    manager = QgsNetworkAccessManager.instance()
    before = manager.fallbackProxy()
    kind = QNetworkProxy.ProxyType.HttpProxy
    proxy = QNetworkProxy(kind, "proxy.example", 3128, "ada", "lovelace")
    manager.setFallbackProxyAndExcludes(proxy, [], [])
    try:
        text = options(lambda page: page.text("proxyText"), accept=False)
    finally:
        manager.setFallbackProxyAndExcludes(before, [], [])
    assert "proxy.example:3128" in text
    assert "ada" not in text and "lovelace" not in text


def test_the_page_says_how_much_is_cached_and_empties_it(
    panel: Any, options: Any, tmp_path: Path
) -> None:
    features = tmp_path / "caches" / "features"
    features.mkdir(parents=True)
    (features.parent / ".hsfm").write_bytes(b"")
    (features / "tile").write_bytes(bytes(3_000_000))
    panel.plugin._settings.cache_folder = str(features.parent)

    def act(page: Any) -> str:
        page.wait(lambda: "3 MB used now" in page.text("cacheFolderNote"))
        page.wait(page.find("emptyCacheButton").isEnabled, 30)  # the engine may be at work
        page.click("emptyCacheButton")
        page.wait(lambda: "MB" not in page.text("cacheFolderNote"), 60)
        return str(page.text("cacheFolderNote"))

    assert "now" in options(act, accept=False)
    assert not features.exists()
    panel.wait(lambda: panel.link.status == "ready", 60)


def test_the_page_fits_in_580_pixels(options: Any) -> None:
    def act(page: Any) -> tuple[int, int]:
        page.page.scroll.setFixedWidth(540)
        page.wait(lambda: page.page.scroll.width() == 540)
        scroll = page.page.scroll
        return scroll.widget().minimumSizeHint().width(), scroll.viewport().width()

    needed, there = options(act, accept=False)
    assert needed <= there


def test_the_limit_that_is_called_automatic_is_the_engines() -> None:
    from hsfm.engine.folders import CACHE_MIB
    from hsfm.hsfm_plugin.gui.options_storage import _USUAL_MIB

    assert _USUAL_MIB == CACHE_MIB
