"""What can be set of the armed tool: the width of the brush, how similar the wand's pixels are."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ..i18n import tr
from ..labels.drawing import BRUSH, WAND, Drawing
from ..labels.tools.brush_tool import WIDEST_PX
from ..labels.tools.wand_tool import WIDEST_DEG

_STEPS = 200
_LEAST_DEG = 0.1
_SLIDER_WIDEST_PX = 20
"""The slider keeps to widths of use; the box goes on to WIDEST_PX."""


def _slider(name: str, least: int, most: int, parent: QWidget) -> QSlider:
    made = QSlider(Qt.Orientation.Horizontal, parent)
    made.setObjectName(name)
    made.setRange(least, most)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # the map keeps Enter and Esc
    return made


def angle_of(step: int) -> float:
    """The angle at a step of the slider; the steps are finer where the angles are small."""
    return max(_LEAST_DEG, round(WIDEST_DEG * (step / _STEPS) ** 2, 1))


def _step_of(angle_deg: float) -> int:
    return round(_STEPS * (angle_deg / WIDEST_DEG) ** 0.5)


def _show(slider: QSlider, step: int) -> None:
    """Moves a slider to what it stands for; it must not answer with its own rounded value."""
    slider.blockSignals(True)
    slider.setValue(step)
    slider.blockSignals(False)


class ToolOptions(QWidget):
    """Shown while the brush or the wand is armed."""

    def __init__(self, drawing: Drawing, parent: QWidget) -> None:
        super().__init__(parent)
        self._drawing = drawing
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._brush, self._wand = QWidget(self), QWidget(self)
        self._build_brush()
        self._build_wand()
        for part in (self._brush, self._wand):
            column.addWidget(part)
        drawing.changed.connect(self.refresh)
        drawing.wand.changed.connect(self._refresh_wand)
        self.refresh()

    def _build_brush(self) -> None:
        brush = self._drawing.brush
        row = QHBoxLayout(self._brush)
        row.setContentsMargins(0, 0, 0, 0)
        slider = _slider("brushSlider", 1, _SLIDER_WIDEST_PX, self._brush)
        box = QSpinBox(self._brush)
        box.setObjectName("brushWidth")
        box.setRange(1, WIDEST_PX)
        box.setSuffix(tr(" px"))
        tip = tr("Width of the brush in pixels of the scene. Shift and the wheel change it.")
        for widget in (slider, box):
            widget.setToolTip(tip)
            widget.setValue(brush.width_px)
            widget.valueChanged.connect(brush.set_width)

        def show(width_px: int) -> None:
            box.setValue(width_px)
            _show(slider, width_px)

        brush.width_changed.connect(show)
        row.addWidget(QLabel(tr("Width"), self._brush))
        row.addWidget(slider, 1)
        row.addWidget(box)

    def _build_wand(self) -> None:
        wand = self._drawing.wand
        column = QVBoxLayout(self._wand)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        slider = _slider("wandSlider", 0, _STEPS, self._wand)
        box = QDoubleSpinBox(self._wand)
        box.setObjectName("wandAngle")
        box.setRange(_LEAST_DEG, WIDEST_DEG)
        box.setDecimals(1)
        box.setSingleStep(0.5)
        box.setSuffix("°")
        tip = tr(
            "How different from the clicked pixel a spectrum may be, as the angle between the "
            "two. Brightness does not count. Shift and the wheel change it."
        )
        slider.setValue(_step_of(wand.angle_deg))
        box.setValue(wand.angle_deg)
        slider.valueChanged.connect(lambda step: wand.set_angle(angle_of(step)))
        box.valueChanged.connect(wand.set_angle)
        wand.angle_changed.connect(box.setValue)
        wand.angle_changed.connect(lambda angle: _show(slider, _step_of(angle)))
        row = QHBoxLayout()
        row.addWidget(QLabel(tr("Difference"), self._wand))
        row.addWidget(slider, 1)
        row.addWidget(box)
        for widget in (slider, box):
            widget.setToolTip(tip)
        self._accept = QPushButton(tr("Accept"), self._wand)
        self._accept.setObjectName("wandAcceptButton")
        self._accept.clicked.connect(lambda: wand.accept())
        self._drop = QPushButton(tr("Discard"), self._wand)
        self._drop.setObjectName("wandDropButton")
        self._drop.clicked.connect(lambda: wand.drop())
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._drop)
        buttons.addWidget(self._accept)
        column.addLayout(row)
        column.addLayout(buttons)

    def refresh(self) -> None:
        """Shows the part of the armed tool."""
        tool = self._drawing.tool if self._drawing.armed is not None else ""
        self._brush.setVisible(tool == BRUSH)
        self._wand.setVisible(tool == WAND)
        self.setVisible(tool in (BRUSH, WAND))
        self._refresh_wand()

    def _refresh_wand(self) -> None:
        wand = self._drawing.wand
        has_region = wand.pixels > 0
        self._accept.setEnabled(has_region)
        self._accept.setToolTip(
            tr("Makes a polygon of the region")
            if has_region
            else tr("Click a pixel on the map first.")
        )
        self._drop.setEnabled(has_region or wand.is_reading)
        self._drop.setToolTip(tr("Forgets the region"))
