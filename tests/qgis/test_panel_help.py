"""The help: its window, its buttons, its pages, by clicks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import qgis.utils
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QPoint, Qt, QTimer, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractButton, QDialog, QToolButton, QWidget

LEFT = Qt.MouseButton.LeftButton
SECTIONS = ("scene", "labels", "map", "results", "models")
DOCK = "HsfmHelpDock"


class Help:
    """The window of the help, as a user finds it in QGIS."""

    def __init__(self, panel: Any) -> None:
        self.panel, self.window = panel, panel.iface.mainWindow()

    @property
    def docks(self) -> list[Any]:
        return self.window.findChildren(QWidget, DOCK)

    @property
    def browser(self) -> Any:
        (dock,) = self.docks
        return dock.findChild(QWidget, "helpBrowser")

    def ask(self, topic: str) -> None:
        """Clicks the ``?`` of a part of the panel."""
        button = self.panel.find(f"helpButton_{topic}", QToolButton)
        QTest.mouseClick(button, LEFT)

    def press(self, name: str) -> None:
        """Clicks a button of the help's own window."""
        QTest.mouseClick(self.docks[0].findChild(QAbstractButton, name), LEFT)

    def heading(self) -> str:
        return str(self.browser.document().firstBlock().text())


@pytest.fixture
def help_window(panel: Any) -> Iterator[Help]:
    made = Help(panel)
    yield made
    from hsfm.hsfm_plugin.gui.help import close_help

    close_help(made.window)
    QTest.qWait(20)


@pytest.mark.parametrize("topic", SECTIONS)
def test_the_mark_of_a_section_opens_its_page(help_window: Help, topic: str) -> None:
    help_window.ask(topic)
    assert help_window.docks[0].isVisible()
    assert help_window.browser.topic == topic


@pytest.mark.parametrize("topic", SECTIONS)
def test_a_click_on_the_mark_folds_no_section(help_window: Help, topic: str) -> None:
    header = getattr(help_window.panel.dock, topic).header
    before = header.isChecked()
    help_window.ask(topic)
    assert header.isChecked() == before


@pytest.mark.parametrize("topic", SECTIONS)
def test_nothing_of_a_header_is_cut_off_at_300_pixels(help_window: Help, topic: str) -> None:
    panel = help_window.panel
    window = panel.iface.mainWindow()
    window.resizeDocks([panel.dock], [300], Qt.Orientation.Horizontal)
    header = getattr(panel.dock, topic).header
    header.tell("balanced accuracy 0.81 ± 0.03 on the polygons of this scene", "warning")
    panel.wait_width(300)
    panel.find("panelScroll").ensureWidgetVisible(header)
    button = header.findChild(QToolButton, f"helpButton_{topic}")
    panel.wait(
        lambda: button.visibleRegion().boundingRect().size() == button.size(),
        what="the mark is cut off",
    )
    right = button.mapTo(panel.dock, QPoint(button.width(), 0)).x()
    assert right <= panel.dock.width()
    getattr(panel.dock, topic).header.tell("", "")


def test_the_keyboard_reaches_the_mark_and_presses_it(help_window: Help) -> None:
    button = help_window.panel.find("helpButton_map", QToolButton)
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert help_window.browser.topic == "map"


def test_a_second_topic_takes_the_same_window(help_window: Help) -> None:
    help_window.ask("scene")
    help_window.ask("labels")
    assert len(help_window.docks) == 1
    assert help_window.heading() == "Labels"


def test_a_link_leads_to_another_page_and_back_returns(help_window: Help) -> None:
    help_window.ask("map")
    browser = help_window.browser
    browser.anchorClicked.emit(QUrl("anomalies.html"))
    assert browser.topic == "anomalies"
    help_window.press("helpBackButton")
    assert browser.topic == "map"
    help_window.press("helpForwardButton")
    assert browser.topic == "anomalies"


def test_home_lists_all_topics(help_window: Help) -> None:
    help_window.ask("map")
    help_window.press("helpHomeButton")
    assert help_window.browser.topic == "index"
    assert "Scene to map in ten minutes" in help_window.browser.toPlainText()


def test_an_address_is_opened_by_the_system(
    help_window: Help, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hsfm.hsfm_plugin.gui import help_browser

    opened: list[str] = []

    class Services(QDesktopServices):
        @staticmethod
        def openUrl(url: QUrl) -> bool:  # noqa: N802 - Qt's name
            opened.append(url.toString())
            return True

    monkeypatch.setattr(help_browser, "QDesktopServices", Services)
    help_window.ask("scene")
    help_window.browser.anchorClicked.emit(QUrl("https://www.enmap.org"))
    assert opened == ["https://www.enmap.org"]
    assert help_window.browser.topic == "scene"


def test_a_page_that_the_language_lacks_is_shown_in_english(
    help_window: Help, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    from hsfm.hsfm_plugin import help_pages

    english, german = tmp_path / "en", tmp_path / "de"
    for folder, topics in ((english, ("map", "scene")), (german, ("map",))):
        folder.mkdir()
        for topic in topics:
            (folder / f"{topic}.html").write_text("<h1>x</h1>")
    monkeypatch.setattr(help_pages, "FOLDER", tmp_path)
    assert help_pages.page("map", "de") == german / "map.html"
    assert help_pages.page("scene", "de") == english / "scene.html"
    with pytest.raises(ValueError, match="no page 'nothing'"):
        help_pages.page("nothing", "de")


def _widest_picture(browser: Any) -> int:
    """Of the pictures as they are laid out, in pixels of the page; 0 where there are none."""
    from qgis.PyQt.QtGui import QTextDocument

    widths, block = [0], browser.document().begin()
    while block.isValid():
        parts = block.begin()
        while not parts.atEnd():
            image = parts.fragment().charFormat().toImageFormat()
            if image.isValid():
                kind = QTextDocument.ResourceType.ImageResource
                number = getattr(kind, "value", kind)  # Qt 6 takes no enum here
                widths.append(browser.document().resource(number, QUrl(image.name())).width())
            parts += 1
        block = block.next()
    return max(widths)


@pytest.mark.parametrize("width", [300, 420])
def test_pictures_fill_a_narrow_window_and_are_never_wider(help_window: Help, width: int) -> None:
    from hsfm.hsfm_plugin.gui.help import show

    show("tutorial", help_window.panel.dock)
    help_window.docks[0].resize(width, 500)
    QTest.qWait(200)  # until the window has taken its size, if it has to ask for it
    browser = help_window.browser
    help_window.panel.wait(
        lambda: not browser._later.isActive() and browser._fitted_px == browser.viewport().width(),
        what="the page was not made for the new width",
    )
    assert browser.horizontalScrollBar().maximum() == 0
    assert browser.viewport().width() - 40 < _widest_picture(browser) < browser.viewport().width()


def test_the_help_opens_above_a_window_that_keeps_others_waiting(help_window: Help) -> None:
    from hsfm.hsfm_plugin.gui.help import help_button

    seen: list[str] = []
    dialog = QDialog(help_window.window)
    button = help_button("options", dialog)

    def click() -> None:
        QTest.mouseClick(button, LEFT)
        found = dialog.findChild(QDialog, "HsfmHelpDialog")
        seen.append(found.findChild(QWidget, "helpBrowser").topic if found else "")
        dialog.close()

    QTimer.singleShot(200, click)
    dialog.exec()
    dialog.deleteLater()
    assert seen == ["options"]


def test_links_can_be_read_in_a_dark_theme(help_window: Help) -> None:
    before = QgsApplication.instance().themeName()
    try:
        QgsApplication.setUITheme("Night Mapping")
        panel = help_window.panel
        panel.wait(
            lambda: panel.dock.palette().base().color().lightness() < 128,
            what="QGIS did not turn dark",
        )
        help_window.ask("map")
        style = help_window.browser.document().defaultStyleSheet()
        ground = help_window.browser.palette().base().color().lightness()
        assert ground < 128
        colour = style.split("a { color: ")[1].split(";")[0]
        from qgis.PyQt.QtGui import QColor

        assert QColor(colour).lightness() >= 130
    finally:
        QgsApplication.setUITheme(before)
        QTest.qWait(300)


def test_the_list_of_detections_and_the_spectra_have_their_marks(help_window: Help) -> None:
    dock = help_window.panel.dock
    for part, topic in ((dock.lists.dock, "detections"), (dock.spectra.dock, "spectra")):
        button = part.findChild(QToolButton, f"helpButton_{topic}")
        button.click()
        assert help_window.browser.topic == topic


def test_unloading_takes_the_help_out_of_qgis(help_window: Help) -> None:
    help_window.ask("map")
    try:
        assert qgis.utils.unloadPlugin("hsfm")
        help_window.panel.wait(lambda: not help_window.docks, what="the help is still there")
    finally:
        qgis.utils.loadPlugin("hsfm")
        qgis.utils.startPlugin("hsfm")
