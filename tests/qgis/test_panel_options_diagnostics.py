"""Copy Diagnostics tells what helps to help, and nothing that is nobody's business."""

from __future__ import annotations

import getpass
import platform
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.core import Qgis, QgsApplication, QgsNetworkAccessManager
from qgis.PyQt.QtNetwork import QNetworkProxy

PROXY_WORD = "correct-horse"
MIRROR_WORD = "battery-staple"
HUB = "hf_abcdefghijklmnopqrstuvwx"
HOST = "mimas-of-saturn"


@pytest.fixture
def copied(panel: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    """What the button copies on a machine full of secrets, after an error that names them."""
    from hsfm.engine.errors import FetchFailed
    from options_kit import in_options

    settings, manager = panel.plugin._settings, QgsNetworkAccessManager.instance()
    before = manager.fallbackProxy()
    kind = QNetworkProxy.ProxyType.HttpProxy
    manager.setFallbackProxyAndExcludes(
        QNetworkProxy(kind, "proxy.example", 3128, "ada", PROXY_WORD), [], []
    )
    monkeypatch.setenv("HF_TOKEN", HUB)
    monkeypatch.setattr(platform, "node", lambda: HOST)
    settings.index_url = f"https://ada:{MIRROR_WORD}@mirror.example/simple"
    settings.models_folder = str(Path.home() / "my models")
    detail = f"GET https://ada:{MIRROR_WORD}@mirror.example {PROXY_WORD}\n{HOST} sent {HUB}"
    panel.dock.notices.show_error(FetchFailed("The mirror refused.", detail=detail))

    def act(page: Any) -> None:
        page.click("copyDiagnosticsButton")
        page.wait(lambda: page.text("diagnosticsNews").startswith("Copied"), 40)

    try:
        in_options(panel, act, accept=False)
        yield QgsApplication.clipboard().text()
    finally:
        manager.setFallbackProxyAndExcludes(before, [], [])
        settings.index_url = settings.models_folder = ""


def test_it_tells_versions_devices_packages_and_settings(copied: str) -> None:
    assert f"* QGIS: {Qgis.QGIS_VERSION}" in copied
    assert "* torch 2." in copied and "* numpy " in copied
    assert "* cpu: CPU, " in copied and " GiB" in copied
    assert "* torch_build: `auto`" in copied
    assert "* NVIDIA driver" in copied and "not asked" not in copied


def test_it_tells_the_last_errors(copied: str) -> None:
    assert "[model.fetch_failed] The mirror refused." in copied


def test_no_secret_is_in_it(copied: str) -> None:
    assert "mirror.example" in copied
    assert not [word for word in (PROXY_WORD, MIRROR_WORD, HUB) if word in copied]


def test_neither_home_nor_user_nor_host_are_in_it(copied: str) -> None:
    assert "~/my models" in copied
    assert str(Path.home()) not in copied
    assert "(host) sent" in copied and HOST not in copied
    assert getpass.getuser() not in copied.split()


def test_no_part_of_it_failed(copied: str) -> None:
    assert "could not be made" not in copied


def test_a_part_that_fails_spoils_no_other(panel: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from hsfm.hsfm_plugin import diagnostics

    def fail(*_: Any) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(diagnostics, "runtime_lines", fail)
    text = diagnostics.report(panel.link, panel.plugin.setup, panel.plugin._settings)
    assert "This part could not be made: RuntimeError: broken" in text
    assert "* QGIS: " in text


def test_only_the_last_ten_errors_are_kept() -> None:
    from hsfm.engine.errors import BadParameter
    from hsfm.hsfm_plugin import last_errors

    for number in range(12):
        last_errors.note(BadParameter(f"number {number}"))
    kept = [shown.error.message for shown in last_errors.last_errors()]
    assert kept == [f"number {number}" for number in range(2, 12)]
