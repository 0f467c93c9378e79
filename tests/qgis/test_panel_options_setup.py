"""The options install and remove the engine's environment as the card of the panel does."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDialog


@pytest.fixture
def machine(panel: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The panel on a machine where the engine was never installed; models go to the usual place."""
    from setup_kit import machine_without_engine

    monkeypatch.delenv("HSFM_MODELS", raising=False)
    with machine_without_engine(panel, tmp_path / "machine", is_quick=True) as made:
        yield made


def in_page(machine: Any, act: Any) -> Any:
    from options_kit import in_options

    return in_options(machine.panel, act, accept=False)


def open_removal(page: Any) -> Any:
    """Clicks Remove… and waits for the list."""
    page.wait(page.find("runtimeRemoveButton").isEnabled)
    page.click("runtimeRemoveButton")
    dialog = page.page.window().findChild(QDialog, "removalDialog")
    page.wait(lambda: dialog.tree.topLevelItemCount() and not page.panel.plugin.setup.busy)
    return dialog


def rows(dialog: Any) -> dict[str, list[str]]:
    """The folders of the list by what they are."""
    made = {}
    for number in range(dialog.tree.topLevelItemCount()):
        top = dialog.tree.topLevelItem(number)
        made[top.text(0)] = [top.child(child).text(0) for child in range(top.childCount())]
    return made


def test_the_page_says_what_will_be_installed_and_installs_it(machine: Any) -> None:
    machine.wait_face("offer")

    def act(page: Any) -> str:
        assert "No runtime of HSFM's own is installed" in page.text("runtimeStatus")
        assert "to download" in page.text("runtimeText")
        assert not page.find("runtimeRepairButton").isEnabled()
        page.click("runtimeInstallButton")
        page.wait(lambda: "Installed: PyTorch 2.13.0" in page.text("runtimeStatus"), 90)
        page.wait(lambda: page.panel.link.status == "ready", 60)
        return str(page.text("runtimeStatus"))

    assert "for the CPU, Python 3." in in_page(machine, act)


def test_cancel_ends_an_installation_and_says_that_it_goes_on(machine: Any) -> None:
    from setup_kit import NUMPY

    machine.index.stalls.add(NUMPY)
    machine.wait_face("offer")

    def act(page: Any) -> str:
        page.click("runtimeInstallButton")
        page.wait(machine.index.stalled.is_set, 60)
        assert page.find("runtimeBar").isVisible() and page.find("runtimeBar").value() > 0
        page.click("runtimeCancelButton")
        page.wait(lambda: not machine.setup.busy, 30)
        return str(page.text("runtimeText"))

    assert "is kept: Install goes on where it stopped" in in_page(machine, act)


def test_a_failed_installation_is_explained_with_details(machine: Any) -> None:
    from setup_kit import TORCH

    machine.index.lies.add(TORCH)
    machine.wait_face("offer")

    def act(page: Any) -> str:
        page.click("runtimeInstallButton")
        page.wait(lambda: machine.setup.outcome == "failed", 90)
        assert page.find("runtimeDetailsButton").isVisible()
        return str(page.text("runtimeText"))

    assert "checksum differs" in in_page(machine, act)


def test_a_folder_that_is_no_bundle_is_refused(machine: Any, tmp_path: Path) -> None:
    machine.wait_face("offer")

    def act(page: Any) -> str:
        page.page.runtime.use_folder(str(tmp_path))
        return str(page.text("runtimeText"))

    assert "not a folder of the engine's packages" in in_page(machine, act)
    assert not machine.setup.busy


def test_removing_lists_everything_and_removes_what_is_ticked(machine: Any) -> None:
    from hsfm.hsfm_plugin.engine_client.environment import user_data_folder
    from setup_kit import plugin_module

    machine.install()
    models = user_data_folder() / "models" / "vit"
    models.mkdir(parents=True)
    (models / "weights").write_bytes(bytes(2_000_000))

    def act(page: Any) -> tuple[dict[str, list[str]], str]:
        dialog = open_removal(page)
        listed = rows(dialog)
        assert "weights" not in dialog.ticked and "runtime" in dialog.ticked
        assert "saved heads" in dialog.stays.text()
        QTest.mouseClick(dialog.remove_button, Qt.MouseButton.LeftButton)
        page.wait(lambda: "are free again" in dialog.news.text(), 60, dialog.news.text())
        news = dialog.news.text()
        dialog.close()
        return listed, news

    listed, _ = in_page(machine, act)
    folders = [path for paths in listed.values() for path in paths]
    root = plugin_module("anonymous").home_short(str(machine.places.root))
    assert any(root in path for path in folders)
    assert "Models that were fetched or imported" in listed
    assert not machine.places.env.exists() and models.is_dir()
    assert machine.panel.link.status == "missing"


def test_a_removal_that_is_cancelled_says_so_once(
    machine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from setup_kit import plugin_module

    machine.install()
    begun, asked = threading.Event(), []

    def slowly(found: Any, stop: Any) -> None:
        begun.set()
        while not stop():
            time.sleep(0.01)
        remove(found, stop)

    removal = plugin_module("runtime_setup.removal")
    remove = removal.remove
    monkeypatch.setattr(removal, "remove", slowly)

    def act(page: Any) -> str:
        dialog = open_removal(page)
        sizes = dialog._setup.ask_sizes
        monkeypatch.setattr(dialog._setup, "ask_sizes", lambda: (asked.append(1), sizes()))
        QTest.mouseClick(dialog.remove_button, Qt.MouseButton.LeftButton)
        page.wait(begun.is_set, 60)
        QTest.mouseClick(dialog.cancel_button, Qt.MouseButton.LeftButton)
        page.wait(lambda: not dialog._setup.busy, 60)
        news = str(dialog.news.text())
        dialog.close()
        return news

    assert "Cancelled" in in_page(machine, act)
    assert asked == [1]


def test_a_removal_that_fails_says_why_and_what_to_do(
    machine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from setup_kit import plugin_module

    machine.install()

    def in_use(found: Any, stop: Any) -> None:
        raise plugin_module("runtime_setup.setup_words").in_use(machine.places.env)

    monkeypatch.setattr(plugin_module("runtime_setup.removal"), "remove", in_use)

    def act(page: Any) -> str:
        dialog = open_removal(page)
        QTest.mouseClick(dialog.remove_button, Qt.MouseButton.LeftButton)
        page.wait(lambda: str(machine.places.env) in dialog.news.text(), 60)
        news = str(dialog.news.text())
        dialog.close()
        return news

    news = in_page(machine, act)
    assert "Close the other QGIS windows" in news


def test_a_folder_that_hsfm_did_not_make_is_listed_and_stays(machine: Any, tmp_path: Path) -> None:
    own = tmp_path / "thesis"
    own.mkdir()
    (own / "chapter.odt").write_bytes(b"years")
    machine.panel.plugin._settings.models_folder = str(own)
    try:

        def act(page: Any) -> tuple[dict[str, list[str]], bool]:
            dialog = open_removal(page)
            answer = rows(dialog), dialog.remove_button.isEnabled()
            dialog.close()
            return answer

        listed, can_remove = in_page(machine, act)
    finally:
        machine.panel.plugin._settings.models_folder = ""
    (row,) = listed["Models that were fetched or imported"]
    assert "not made by HSFM, stays" in row
    assert not can_remove
