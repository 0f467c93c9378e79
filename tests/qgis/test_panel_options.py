"""The options page: what is typed is stored, holds at once, or is left alone by Cancel."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from driving import standing_still
from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtNetwork import QNetworkProxy


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

    def act(page: Any) -> str:
        hint = page.text("optionsHint")
        page.set_number("threadsSpin", 2)
        return str(hint)

    with standing_still(before):
        hint = options(act)
        assert restart.is_due and panel.link.session_pid == before
    assert "A run is under way" in hint
    panel.wait_idle()
    choose_detector(panel, "auto")
    assert panel.state.anomalies, panel.notice()
    panel.wait(lambda: not restart.is_due, 30)
    assert environment_of(panel)["HSFM_THREADS"] == "2"


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
    panel: Any, options: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from setup_kit import plugin_module

    usual = [tmp_path / "usual" / name for name in ("features", "products")]  # others fill theirs
    monkeypatch.setattr(plugin_module("setup_sources"), "cache_folders", lambda: usual)
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
