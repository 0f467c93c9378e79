"""Saved heads, clicked: saved under a name, listed, used, renamed, exported, imported, deleted."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractButton, QDialog, QLineEdit, QMessageBox, QWidget


@pytest.fixture(scope="session")
def head_file(simulated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A head that was trained elsewhere."""
    from kit import engine

    labels = next(simulated.parent.rglob("*.gpkg"))
    out = tmp_path_factory.mktemp("heads") / "elsewhere.hsfm"
    fast = ("--classifier", "linear", "--repeats", "1", "--no-baseline")
    engine("train", simulated, "--labels", labels, "--out", out, *fast)
    return out


class Library:
    """The window of the saved heads."""

    def __init__(self, panel: Any) -> None:
        self.panel = panel
        menu = panel.find("loadHeadButton").menu()
        next(a for a in menu.actions() if a.objectName() == "manageHeads").trigger()
        window = panel.iface.mainWindow()
        self.dialog = window.findChild(QDialog, "headsDialog")
        assert self.dialog.isVisible() and not self.dialog.isModal()

    def find(self, name: str) -> Any:
        return self.dialog.findChild(QWidget, name)

    def click(self, name: str) -> None:
        button = self.dialog.findChild(QAbstractButton, name)
        assert button.isEnabled(), f"{name}: {button.toolTip()}"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    @property
    def names(self) -> list[str]:
        view = self.find("headsList")
        return [view.topLevelItem(i).text(0) for i in range(view.topLevelItemCount())]

    def wait(self, *names: str) -> None:
        known = self.panel.dock.map.heads
        self.panel.wait(
            lambda: self.names == list(known.known) == list(names), 30, f"not listed: {names}"
        )

    def select(self, name: str) -> None:
        view = self.find("headsList")
        view.setCurrentItem(view.findItems(name, Qt.MatchFlag.MatchExactly)[0])

    def delete(self, answer: str) -> None:
        """Clicks Delete and answers the question."""

        def press() -> None:
            box = QgsApplication.activeModalWidget()
            assert isinstance(box, QMessageBox)
            button = next(b for b in box.buttons() if b.text().replace("&", "") == answer)
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)

        QTimer.singleShot(300, press)
        self.click("headDeleteButton")


@pytest.fixture
def library(panel: Any, simulated: Path) -> Any:
    """The window, empty again afterwards."""
    panel.open(simulated)
    made = Library(panel)
    yield made
    for head in list(panel.dock.map.heads.known.values()):
        panel.dock.map.heads.remove(head)
    panel.wait(lambda: not panel.dock.map.heads.known, 30)
    made.dialog.close()


def _choose(monkeypatch: pytest.MonkeyPatch, function: str, path: Path) -> None:
    """Answers the dialog for files, which belongs to the desktop."""
    dialogs = sys.modules["hsfm.hsfm_plugin.gui.heads_dialog"]
    answer = staticmethod(lambda *_: (str(path), ""))
    monkeypatch.setattr(dialogs.QFileDialog, function, answer)


@pytest.fixture
def imported(library: Library, head_file: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """The window with one head."""
    _choose(monkeypatch, "getOpenFileName", head_file)
    library.click("headImportButton")
    library.wait("elsewhere")
    return library


def test_nothing_can_be_done_with_no_head(library: Library) -> None:
    assert "No head is saved yet" in library.find("headsEmpty").text()
    assert not library.find("headUseButton").isEnabled()
    assert "Select a head" in library.find("headUseButton").toolTip()


def test_the_head_of_the_panel_is_saved_under_a_name(library: Library, head_file: Path) -> None:
    library.panel.dock.map.load_head(str(head_file))
    library.panel.dock.map.save_head()
    field = library.find("headName")
    assert field.text() == "elsewhere"
    field.selectAll()
    QTest.keyClicks(field, "Lakes")
    library.click("headSaveButton")
    library.wait("Lakes")
    assert "saved as Lakes" in library.find("headsNote").text()


def test_a_name_that_is_taken_is_explained_in_the_window(
    imported: Library, head_file: Path
) -> None:
    imported.panel.dock.map.load_head(str(head_file))
    imported.panel.dock.map.save_head()
    field = imported.find("headName")
    assert field.text() == "elsewhere 2"
    field.setText("elsewhere")
    imported.click("headSaveButton")
    imported.panel.wait(lambda: "elsewhere" in imported.find("headsNote").text(), 20)
    assert imported.names == ["elsewhere"]


def test_a_saved_head_is_in_the_menu_and_is_used(imported: Library) -> None:
    panel = imported.panel
    menu = panel.find("loadHeadButton").menu()
    action = next(a for a in menu.actions() if a.text() == "elsewhere")
    assert "Balanced accuracy" in action.toolTip()
    action.trigger()
    assert panel.state.head is not None and panel.state.head.name == "elsewhere"
    assert panel.is_enabled("classifyButton")


def test_use_takes_the_selected_head(imported: Library) -> None:
    imported.select("elsewhere")
    imported.click("headUseButton")
    assert imported.panel.state.head.name == "elsewhere"


def test_a_head_is_renamed_in_its_row(imported: Library) -> None:
    imported.select("elsewhere")
    imported.click("headRenameButton")
    editor = imported.find("headsList").findChild(QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "Autumn")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    imported.wait("Autumn")


def test_a_head_is_deleted_after_a_question(imported: Library) -> None:
    imported.select("elsewhere")
    imported.delete("Cancel")
    assert imported.names == ["elsewhere"]
    imported.delete("Delete")
    imported.wait()


def test_a_head_is_exported_as_one_file(
    imported: Library, head_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _choose(monkeypatch, "getSaveFileName", tmp_path / "mine")
    imported.select("elsewhere")
    imported.click("headExportButton")
    target = tmp_path / "mine.hsfm"
    imported.panel.wait(lambda: "exported" in imported.find("headsNote").text(), 20)
    assert target.read_bytes() == head_file.read_bytes()


def test_a_place_that_cannot_be_written_is_explained(
    imported: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    _choose(monkeypatch, "getSaveFileName", Path("/sys/mine.hsfm"))
    imported.select("elsewhere")
    imported.click("headExportButton")
    imported.panel.wait(lambda: "cannot be written" in imported.find("headsNote").text(), 20)


def test_a_damaged_file_is_listed_and_cannot_be_used(imported: Library) -> None:
    (path,) = [Path(head.path) for head in imported.panel.dock.map.heads.known.values()]
    path.with_name("broken.hsfm").write_bytes(b"no head")
    imported.panel.dock.map.heads.refresh()
    imported.wait("broken", "elsewhere")
    imported.select("broken")
    assert not imported.find("headUseButton").isEnabled()
    assert imported.find("headUseButton").toolTip()
