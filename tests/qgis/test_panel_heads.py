"""Saved heads, clicked: saved under a name, listed, used, renamed, exported, imported, deleted."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsApplication, QgsProject
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

    def rename(self, name: str) -> None:
        """Types another name into the selected row."""
        self.click("headRenameButton")
        editor = self.find("headsList").findChild(QLineEdit)
        editor.selectAll()
        QTest.keyClicks(editor, name)
        QTest.keyClick(editor, Qt.Key.Key_Return)

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
    imported.rename("Autumn")
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


def test_the_head_in_use_is_still_usable_under_its_new_name(imported: Library) -> None:
    panel = imported.panel
    imported.select("elsewhere")
    imported.click("headUseButton")
    panel.click("classifyButton")
    panel.wait_idle()
    before = panel.state.head
    assert before.metrics and panel.state.class_map, panel.notice()
    imported.rename("Autumn")
    imported.wait("Autumn")
    head = panel.state.head
    assert head.name == "Autumn" and head.path != before.path and Path(head.path).is_file()
    assert head.metrics == before.metrics
    assert panel.state.class_map and panel.find("hideBelowSlider").isVisible()
    panel.click("classifyButton")
    panel.wait_idle()
    assert panel.state.last_run == ("classify", "done"), panel.notice()


def test_a_head_in_use_that_is_deleted_leaves_the_panel(imported: Library) -> None:
    panel = imported.panel
    imported.select("elsewhere")
    imported.click("headUseButton")
    imported.delete("Delete")
    imported.wait()
    assert panel.state.head is None and not panel.is_enabled("classifyButton")
    assert "load another head" in imported.find("headsNote").text()


def test_another_head_does_not_keep_the_map_of_the_one_before(
    imported: Library, tmp_path: Path
) -> None:
    panel, ours = imported.panel, imported.panel.dock.map
    (saved,) = ours.heads.known.values()
    other = tmp_path / "other.hsfm"
    shutil.copyfile(saved.path, other)
    ours.load_head(saved.path)
    panel.click("classifyButton")
    panel.wait_idle()
    assert panel.state.class_map_path and panel.find("resultsTable").isVisible(), panel.notice()
    ours.load_head(str(other))
    assert not panel.state.class_map and not panel.state.class_map_path
    assert not panel.state.map_layers and not panel.find("resultsTable").isVisible()


def test_a_map_that_ends_after_another_head_was_loaded_is_not_taken_for_its_own(
    imported: Library, tmp_path: Path
) -> None:
    panel, ours = imported.panel, imported.panel.dock.map
    (saved,) = ours.heads.known.values()
    other = tmp_path / "other.hsfm"
    shutil.copyfile(saved.path, other)
    ours.load_head(saved.path)
    panel.click("classifyButton")
    ours.load_head(str(other))
    panel.wait_idle()
    assert panel.state.last_run == ("classify", "done"), panel.notice()
    assert QgsProject.instance().mapLayersByName("Classes")
    assert panel.state.head.path == str(other) and not panel.state.head.metrics
    assert not panel.state.class_map


def test_the_library_waits_with_words_while_something_runs(imported: Library) -> None:
    panel = imported.panel
    panel.dock.map.load_head(next(iter(panel.dock.map.heads.known.values())).path)
    imported.select("elsewhere")
    imported.find("headName").setText("Lakes")
    held = ("headSaveButton", "headRenameButton", "headDeleteButton", "headImportButton")
    panel.click("classifyButton")
    for name in held:
        assert not imported.find(name).isEnabled(), name
        assert "Wait until the running task" in imported.find(name).toolTip()
    panel.wait_idle()
    for name in held:
        assert imported.find(name).isEnabled() and not imported.find(name).toolTip()


def test_a_rename_without_an_engine_is_refused_and_the_row_goes_back(
    imported: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported.select("elsewhere")
    with monkeypatch.context() as patch:
        patch.setattr(imported.panel.link, "session", None)
        imported.rename("Autumn")
        imported.panel.wait(lambda: "not set up" in imported.find("headsNote").text(), 5)
        assert imported.names == ["elsewhere"]


def test_a_library_that_cannot_be_listed_is_explained(
    imported: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    heads = imported.panel.dock.map.heads
    (saved,) = heads.known.values()
    library, aside = Path(saved.path).parent, Path(saved.path).parent.with_name("heads aside")
    library.rename(aside)
    library.write_text("no folder")
    try:
        heads.refresh()
        imported.panel.wait(lambda: "saved" not in imported.find("headsNote").text(), 20)
        assert imported.find("headsNote").text()
    finally:
        library.unlink()
        aside.rename(library)
