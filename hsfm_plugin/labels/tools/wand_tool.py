"""The spectral wand: click a pixel, grow the region of similar pixels, take it as a label."""

from __future__ import annotations

from typing import Any, Callable, List, Optional, Tuple

from qgis.core import QgsTask
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QApplication

from ....engine.errors import EngineError
from ...i18n import tr
from ...layers.pixel_reader import PixelReader
from ...tasks import FunctionTask, stop
from .label_tool import LabelTool
from .region import SpectralWindow, connected, outline

WINDOW_PX = 256
_MARGIN_PX = 64
"""A click nearer than this to an edge of what was read has the window read anew around it."""
WIDEST_DEG = 40.0
"""Dark water differs from itself by up to 20 degrees: it is mostly noise."""
_ANGLE_DEG = 3.0
_STEP_DEG = 0.1


def window_around(row: int, col: int, height: int, width: int) -> Tuple[int, int, int, int]:
    """The window around a pixel, moved so that it lies inside the scene: row, col and size."""
    rows, cols = min(WINDOW_PX, height), min(WINDOW_PX, width)
    top = max(0, min(row - rows // 2, height - rows))
    left = max(0, min(col - cols // 2, width - cols))
    return top, left, rows, cols


class WandTool(LabelTool):
    """Reads a window around the click in the background; the slider then works on what was read.

    Attributes:
        angle_deg: pixels within this spectral angle of the clicked one are similar.
        pixels: of the region that is shown.
        is_reading: whether a window is being read.
    """

    changed = pyqtSignal()
    angle_changed = pyqtSignal(float)
    failed = pyqtSignal(object)

    def __init__(self, canvas: QgsMapCanvas, in_background: Callable[[QgsTask], None]) -> None:
        super().__init__(canvas)
        self._in_background = in_background
        self._reader: Optional[PixelReader] = None
        self._task: Optional[FunctionTask] = None
        self._window: Optional[SpectralWindow] = None
        self._seeds: List[Tuple[int, int]] = []
        self._angles: Any = None
        self._region: Any = None
        self.angle_deg = _ANGLE_DEG
        self.pixels = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._grow)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(lambda: self._start(*self._clicked))
        self._clicked = (0, 0)

    @property
    def is_reading(self) -> bool:
        return self._task is not None

    def read_with(self, reader: PixelReader) -> None:
        """Takes the spectra from a scene."""
        if reader is not self._reader:
            self._reader, self._window = reader, None

    def set_angle(self, degrees: float) -> None:
        """Grows or shrinks the region; several moves of a slider are drawn once."""
        degrees = max(_STEP_DEG, min(WIDEST_DEG, degrees))
        if degrees != self.angle_deg:
            self.angle_deg = degrees
            self.angle_changed.emit(degrees)
            self._later.start(0)

    def drop(self) -> bool:
        had = self._region is not None or self._task is not None
        self._again.stop()
        task, self._task = self._task, None
        stop(task)
        self._region, self._angles, self._seeds, self.pixels = None, None, [], 0
        super().drop()
        self._tell("")
        return had

    def deactivate(self) -> None:
        super().deactivate()
        self._window = None  # tens of megabytes

    def accept(self) -> None:
        """Makes a label of the region that is shown."""
        self._again.stop()
        if self._later.isActive():
            self._later.stop()
            self._grow()
        window, region = self._window, self._region
        if window is None or region is None:
            return
        if self._label(outline(region, window.row, window.col)):
            self.drop()

    def canvasPressEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        if event.button() == Qt.MouseButton.RightButton:
            self.accept()
            return
        pixel = self._pixel(event) if event.button() == Qt.MouseButton.LeftButton else None
        if pixel is None:
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._seeds:
            self._add_seed(*pixel)
        elif self._is_in_region(*pixel):  # perhaps the first half of a double click
            self._clicked = pixel
            self._again.start(QApplication.doubleClickInterval())
        else:
            self._start(*pixel)

    def canvasDoubleClickEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        self.accept()

    def keyPressEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            self.accept()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            event.ignore()
            return
        turn = event.angleDelta()
        self.set_angle(round(self.angle_deg + (0.5 if turn.y() + turn.x() > 0 else -0.5), 1))
        event.accept()

    def _is_in_region(self, row: int, col: int) -> bool:
        window = self._window
        if window is None or self._region is None or not window.holds(row, col):
            return False
        return bool(self._region[row - window.row, col - window.col])

    def _start(self, row: int, col: int) -> None:
        """Begins a region at a pixel; reads unless what was read lies well around it."""
        self.drop()
        reader = self._reader
        if reader is None:
            return
        if self._window is not None and self._window.is_around(
            row, col, _MARGIN_PX, reader.height, reader.width
        ):
            self._begin(row, col)
            return
        place = window_around(row, col, reader.height, reader.width)
        task = FunctionTask(
            tr("Read spectra around the click"),
            lambda stop: SpectralWindow(place[0], place[1], reader.window(*place)),
        )

        def on_read(window: SpectralWindow) -> None:
            if self._task is task:
                self._task, self._window = None, window
                self._begin(row, col)

        def on_failed(error: EngineError) -> None:
            if self._task is task:
                self.drop()
                self.failed.emit(error)

        def on_cancelled() -> None:
            if self._task is task:
                self.drop()

        task.done.connect(on_read)
        task.failed.connect(on_failed)
        task.cancelled.connect(on_cancelled)
        self._task = task
        self._tell(tr("Reading the spectra around the click…"))
        self._in_background(task)

    def _begin(self, row: int, col: int) -> None:
        self._seeds = []
        self._add_seed(row, col)

    def _add_seed(self, row: int, col: int) -> None:
        window = self._window
        if window is None or not window.holds(row, col):
            self.refused.emit(
                tr("That pixel is too far from the first one. Click it without Shift.")
            )
            return
        seed = (row - window.row, col - window.col)
        if not window.is_valid[seed]:
            self._tell("")
            self.refused.emit(tr("Nothing was measured in that pixel. Click another one."))
            return
        if seed not in self._seeds:
            self._seeds.append(seed)
        self._angles = window.angles_to(self._seeds)
        self._grow()

    def _grow(self) -> None:
        window, reader = self._window, self._reader
        if window is None or reader is None or self._angles is None:
            return
        similar = self._angles <= self.angle_deg
        for seed in self._seeds:
            similar[seed] = True
        self._region = connected(similar, self._seeds)
        self.pixels = int(self._region.sum())
        self._preview(outline(self._region, window.row, window.col))
        if window.reaches_edge(self._region, reader.height, reader.width):
            self._tell(
                tr(
                    "{0} pixels, up to the edge of the {1} × {1} that were read. Make the angle "
                    "smaller, or accept and click beyond the edge."
                ).format(self.pixels, WINDOW_PX)
            )
        else:
            words = tr("1 pixel.") if self.pixels == 1 else tr("{} pixels.")
            self._tell(
                words.format(self.pixels)
                + " "
                + tr("Enter or a double click accepts, Esc discards, Shift and a click adds.")
            )

    def _tell(self, sentence: str) -> None:
        self.noted.emit(sentence)
        self.changed.emit()
