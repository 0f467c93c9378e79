"""Other ways to the engine: a folder of packages without a network, a Python of one's own."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def machine(panel: Any, tmp_path: Path) -> Iterator[Any]:
    """The panel on a machine where the engine was never installed."""
    from setup_kit import machine_without_engine

    with machine_without_engine(panel, tmp_path / "machine", is_quick=True) as made:
        made.wait_face("offer")
        yield made


@pytest.fixture
def bundle(machine: Any) -> Path:
    """A folder as “make bundle” makes it for this computer."""
    from hsfm.hsfm_plugin.runtime_setup.platforms import this_platform
    from hsfm.hsfm_plugin.runtime_setup.state import lock_digest
    from hsfm.hsfm_plugin.runtime_setup.wheels import BundleRecord, write_bundle
    from kit import ENGINE_PYTHON

    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    minor = subprocess.check_output([ENGINE_PYTHON, "-c", code], text=True).strip()
    digest = lock_digest(machine.requirements)
    record = BundleRecord(this_platform(), minor, "cpu", digest)
    write_bundle(machine.index.folder, record, None)
    return Path(machine.index.folder)


@pytest.fixture
def own_proof(machine: Any) -> None:
    """Lets every interpreter of the user's pass its proof."""
    from hsfm.hsfm_plugin.runtime_setup import own_python
    from hsfm.hsfm_plugin.runtime_setup.smoke import Smoke

    machine.patch.setattr(own_python, "smoke_test", lambda *_: Smoke("cpu", [("torch", True, "")]))


def choose(machine: Any, folder: Path) -> None:
    """Clicks From Folder and chooses one in the window that opens."""
    from qgis.PyQt.QtWidgets import QFileDialog

    machine.panel.click("setupFolderButton")
    dialog = machine.panel.dock.window().findChild(QFileDialog, "setupFolderDialog")
    dialog.fileSelected.emit(str(folder))
    dialog.close()


def check(machine: Any, python: Path | str) -> str:
    """Has a Python looked at, and gives what the card says of it."""
    if not machine.panel.find("setupOwnPart").isVisible():
        machine.panel.click("setupOwnButton")
    machine.panel.find("setupOwnEdit").setFilePath(str(python))
    machine.panel.click("setupOwnCheck")
    own = machine.panel.dock.setup_card.own
    machine.wait(lambda: own.found is not None, 60, "answer")
    return str(machine.text("setupOwnText"))


def test_a_folder_installs_without_asking_the_index(machine: Any, bundle: Path) -> None:
    choose(machine, bundle)
    machine.wait_face("offer")
    assert f"Nothing is downloaded: the packages come from {bundle}." in machine.text()
    machine.install()
    assert machine.index.sent == []
    assert machine.setup.wheels == "", "another build that is asked for later comes from the index"


def test_a_folder_that_is_no_bundle_is_said_at_once(machine: Any, tmp_path: Path) -> None:
    choose(machine, tmp_path)
    assert "it has no bundle.json" in machine.text("setupHint")
    assert machine.setup.wheels == ""


def test_a_folder_for_another_version_of_hsfm_is_refused(machine: Any, bundle: Path) -> None:
    (machine.requirements / "lock.txt").write_text("numpy==3.0\n", encoding="utf-8")
    choose(machine, bundle)
    assert "for another version of HSFM" in machine.text("setupHint")


def test_a_damaged_wheel_of_a_folder_is_said(machine: Any, bundle: Path) -> None:
    wheel = next(bundle.glob("numpy-*.whl"))
    wheel.write_bytes(wheel.read_bytes()[:-1])
    choose(machine, bundle)
    machine.fail_to_install()
    assert "A package in the folder is damaged" in machine.text()
    assert wheel.name in machine.text("setupNote")


def test_the_index_can_be_chosen_again_after_a_folder(machine: Any, bundle: Path) -> None:
    choose(machine, bundle)
    machine.wait(lambda: machine.setup.plan is not None, 25, "plan")
    machine.panel.click("setupNetworkButton")
    machine.wait(lambda: "to download" in machine.text(), 25, "plan of the index")
    assert machine.setup.wheels == ""


def test_an_own_python_that_lacks_packages_shows_the_command(machine: Any, tmp_path: Path) -> None:
    from kit import ENGINE_PYTHON
    from qgis.core import QgsApplication

    subprocess.check_call([ENGINE_PYTHON, "-m", "venv", str(tmp_path / "own")])
    python = tmp_path / "own" / "bin" / "python"
    said = check(machine, python)
    assert "2 packages are missing or too old: torch&gt;=2.7,&lt;3, numpy&gt;=1.0" in said
    assert not machine.panel.find("setupUseButton").isVisible()
    machine.panel.click("setupCopyButton")
    copied = QgsApplication.clipboard().text().splitlines()
    assert copied[1] == f"\"{python}\" -m pip install 'numpy>=1.0'"


def test_an_own_python_that_has_everything_is_used(machine: Any, own_proof: None) -> None:
    from kit import ENGINE_PYTHON

    assert "has everything" in check(machine, ENGINE_PYTHON)
    machine.panel.click("setupUseButton")
    machine.wait_running()
    assert machine.panel.link.python == ENGINE_PYTHON
    assert machine.face == "" and machine.setup.needs == ""
    assert not machine.places.env.exists()


def test_an_own_python_that_is_refused_is_said_why(machine: Any, tmp_path: Path) -> None:
    said = check(machine, tmp_path / "python")
    assert said.endswith("cannot be used: it does not exist.")
    assert not machine.panel.find("setupCopyButton").isVisible()


def test_an_environment_is_made_from_a_python_that_the_user_names(machine: Any) -> None:
    from kit import ENGINE_PYTHON

    machine.panel.plugin._settings.setup_python = ""
    (machine.requirements / "requirements.txt").write_text("hsfm-none>=1\n", encoding="utf-8")
    check(machine, ENGINE_PYTHON)
    machine.panel.click("setupBaseButton")
    machine.wait_face("offer")
    assert f"found at {ENGINE_PYTHON}" in machine.text()


def test_the_proxy_of_qgis_goes_to_pip_and_not_into_the_log(machine: Any) -> None:
    from hsfm.hsfm_plugin.runtime_setup import pip_steps
    from hsfm.hsfm_plugin.setup_sources import qgis_proxy
    from qgis.core import QgsNetworkAccessManager
    from qgis.PyQt.QtNetwork import QNetworkProxy

    machine.patch.setattr(pip_steps, "RETRIES", 0)
    for name in ("NO_PROXY", "no_proxy"):  # the index is on this computer
        machine.patch.delenv(name, raising=False)
    manager = QgsNetworkAccessManager.instance()
    before = manager.fallbackProxy(), manager.excludeList(), manager.noProxyList()
    kind = QNetworkProxy.ProxyType.HttpProxy
    manager.setFallbackProxyAndExcludes(
        QNetworkProxy(kind, "127.0.0.1", 9, "ada", "wörd/1@"), [], []
    )
    try:
        assert qgis_proxy() == "http://ada:w%C3%B6rd%2F1%40@127.0.0.1:9"
        machine.fail_to_install()
    finally:
        manager.setFallbackProxyAndExcludes(*before)
    log = machine.places.log.read_text(encoding="utf-8")
    assert "w%C3%B6rd" not in log and "wörd" not in log


def test_a_mirror_that_qgis_excepts_is_asked_without_the_proxy(machine: Any) -> None:
    from hsfm.hsfm_plugin.setup_sources import qgis_proxy
    from qgis.core import QgsNetworkAccessManager
    from qgis.PyQt.QtNetwork import QNetworkProxy

    manager = QgsNetworkAccessManager.instance()
    before = manager.fallbackProxy(), manager.excludeList(), manager.noProxyList()
    proxy = QNetworkProxy(QNetworkProxy.ProxyType.HttpProxy, "127.0.0.1", 9)
    manager.setFallbackProxyAndExcludes(proxy, ["https://mirror.example"], [])
    try:
        assert qgis_proxy("https://mirror.example/simple") == ""
        assert qgis_proxy("https://pypi.org/simple") == "http://127.0.0.1:9"
    finally:
        manager.setFallbackProxyAndExcludes(*before)


def test_a_socks_proxy_is_refused_with_the_way_out(machine: Any) -> None:
    from qgis.core import QgsNetworkAccessManager
    from qgis.PyQt.QtNetwork import QNetworkProxy

    manager = QgsNetworkAccessManager.instance()
    before = manager.fallbackProxy(), manager.excludeList(), manager.noProxyList()
    proxy = QNetworkProxy(QNetworkProxy.ProxyType.Socks5Proxy, "127.0.0.1", 9)
    manager.setFallbackProxyAndExcludes(proxy, [], [])
    try:
        machine.fail_to_install()
    finally:
        manager.setFallbackProxyAndExcludes(*before)
    assert "QGIS uses a SOCKS proxy" in machine.text()
    assert "install from a folder" in machine.text()
