"""The buttons that arm a labelling tool, and the one that adds a class."""

from __future__ import annotations

from typing import Any, Dict

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from ..i18n import tr
from ..labels.drawing import BRUSH, POINT, POLYGON, TOOLS, WAND
from ..paths import icon
from .label_work import LabelWork
from .theme import theme_icon


class ToolRow(QWidget):
    """One button a tool; the armed one is checked, one that cannot be used says why.

    Where the panel is too narrow for the words, only the icons are shown.
    """

    add_asked = pyqtSignal()
    chosen = pyqtSignal(str)
    left = pyqtSignal()

    def __init__(self, work: LabelWork, parent: QWidget) -> None:
        super().__init__(parent)
        self._work = work
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        add = theme_icon("symbologyAdd.svg")
        self.add_button = self._button("addClassButton", tr("Class"), add)
        self.add_button.clicked.connect(lambda: self.add_asked.emit())
        row.addWidget(self.add_button, 1)
        row.addSpacing(8)
        looks = {
            POINT: ("drawPointButton", tr("Point"), theme_icon("mActionCapturePoint.svg")),
            POLYGON: (
                "drawPolygonButton",
                tr("Polygon"),
                theme_icon("mActionCapturePolygon.svg"),
            ),
            BRUSH: ("drawBrushButton", tr("Brush"), icon("brush.svg")),
            WAND: ("drawWandButton", tr("Wand"), icon("wand.svg")),
        }
        self._buttons: Dict[str, QToolButton] = {}
        for tool in TOOLS:
            button = self._button(*looks[tool])
            button.setCheckable(True)
            button.clicked.connect(lambda is_on, name=tool: self._on_clicked(name, is_on))
            self._buttons[tool] = button
            row.addWidget(button, 1)
        self._style(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._least = super().minimumSizeHint().width()
        self._style(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self._wanted = super().sizeHint().width()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(self._least, super().minimumSizeHint().height())

    def resizeEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        styles = Qt.ToolButtonStyle
        fits = self.width() >= self._wanted
        self._style(styles.ToolButtonTextUnderIcon if fits else styles.ToolButtonIconOnly)

    def _style(self, style: Qt.ToolButtonStyle) -> None:
        for button in self.findChildren(QToolButton):
            button.setToolButtonStyle(style)

    def _button(self, name: str, text: str, picture: QIcon) -> QToolButton:
        made = QToolButton(self)
        made.setObjectName(name)
        made.setText(text)
        made.setIcon(picture)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return made

    def refresh(self, is_understood: bool) -> None:
        """Shows which tool is armed and which ones can be."""
        drawing = self._work.drawing
        tips = {
            POINT: tr("Labels the pixels that you click"),
            POLYGON: tr("Draws polygons of the selected class on the map"),
            BRUSH: tr("Paints pixels: press, drag, release"),
            WAND: tr(
                "Spectral wand: click a pixel, and the region of similar pixels around it is found"
            ),
        }
        self.add_button.setEnabled(is_understood)
        self.add_button.setToolTip(
            tr("Adds a class") if is_understood else tr("Choose or make a label layer first.")
        )
        for tool, button in self._buttons.items():
            reason = self._work.why_not(tool)
            is_armed = drawing.armed is not None and drawing.tool == tool
            button.setEnabled(not reason)
            button.setChecked(is_armed)
            tip = reason or tips[tool]
            if is_armed and drawing.armed is not None:
                tip = tr("Drawing {}. Click to stop.").format(drawing.armed.name)
            button.setToolTip(tip)

    def _on_clicked(self, tool: str, is_on: bool) -> None:
        if is_on:
            self.chosen.emit(tool)
        else:
            self.left.emit()
