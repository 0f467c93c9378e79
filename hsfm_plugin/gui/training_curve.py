"""A small chart of a training under way: loss and held-out accuracy, epoch by epoch."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Tuple

from qgis.PyQt.QtCore import QLocale, QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPalette, QPen, QPolygonF
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

from ..i18n import tr
from .theme import LINE

LOSS, ACCURACY = QColor("#d55e00"), QColor("#0072b2")
"""Vermillion and blue of Okabe and Ito's palette, told apart also without colour vision."""
_HEIGHT_PX, _PAD = 96, 4
_DOT_PX = 3.0

Point = Tuple[int, float]


def _finite(value: Any) -> Optional[float]:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if is_number and abs(value) < float("inf") else None


class TrainingCurve(QWidget):
    """Hidden until the first epoch is told; stays until it is cleared."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("trainingCurve")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.losses: List[Point] = []
        self.accuracies: List[Point] = []
        self.best_epoch: Optional[int] = None
        self._epochs = 1
        self.hide()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(200, _HEIGHT_PX)

    def clear(self) -> None:
        """Forgets the last training."""
        self.losses, self.accuracies, self.best_epoch = [], [], None
        self.hide()

    def take(self, message: Mapping[str, Any]) -> None:
        """Adds an epoch: its number, the loss, the accuracy on held-out polygons, the best.

        The best epoch is 0 as long as what training started from is better. Partial messages of
        other roles are left alone.
        """
        values = message.get("values")
        if message.get("role") != "curve" or not isinstance(values, dict):
            return
        epoch = int(_finite(values.get("epoch")) or 0)
        if epoch < 1:
            return
        self._epochs = max(epoch, int(_finite(values.get("epochs")) or 1))
        known: Dict[str, List[Point]] = {"loss": self.losses, "accuracy": self.accuracies}
        for name, key in (("loss", "loss"), ("accuracy", "held_out_accuracy")):
            value = _finite(values.get(key))
            if value is not None:  # a resumed training tells some epochs again
                known[name][:] = [p for p in known[name] if p[0] < epoch] + [(epoch, value)]
        best = _finite(values.get("best_epoch"))
        self.best_epoch = None if best is None else int(best)
        self.setToolTip(self._words())
        self.setAccessibleDescription(self._words())
        self.show()
        self.update()

    def _words(self) -> str:
        last = self.losses[-1] if self.losses else (0, 0.0)
        lines = [tr("Epoch {} of at most {}").format(last[0], self._epochs)]
        if self.losses:
            lines.append(tr("Loss: {}").format(QLocale().toString(last[1], "f", 3)))
        best = dict(self.accuracies).get(self.best_epoch or 0)
        if self.best_epoch == 0:
            lines.append(tr("The classifier that training started from is the best so far."))
        elif best is not None:
            text = tr("Best accuracy on held-out polygons: {} (epoch {})")
            lines.append(text.format(QLocale().toString(best, "f", 2), self.best_epoch))
        return "\n".join(lines)

    def paintEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self.fontMetrics().height()
        frame = QRectF(self.rect()).adjusted(0.5, line + _PAD, -0.5, -line - 1.0)
        painter.setPen(QPen(LINE, 1))
        painter.drawRect(frame)
        text = self.palette().color(QPalette.ColorRole.WindowText)
        self._paint_names(painter, text)
        self._paint_best(painter, frame, text)
        most = max((value for _, value in self.losses), default=0.0) or 1.0
        self._paint_line(painter, frame, self.losses, most, LOSS, Qt.PenStyle.DashLine)
        self._paint_line(painter, frame, self.accuracies, 1.0, ACCURACY, Qt.PenStyle.SolidLine)
        painter.setPen(text)
        below = QRectF(0, frame.bottom() + 1, self.width(), line)
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(below, int(side), tr("epoch {}").format(self._epochs))
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(below, int(side), "0")

    def _paint_names(self, painter: QPainter, text: QColor) -> None:
        """The legend: a piece of each line and its last value in words."""
        metrics, x = self.fontMetrics(), 0.0
        middle = metrics.height() / 2
        for name, points, colour, style in (
            (tr("Accuracy {}"), self.accuracies, ACCURACY, Qt.PenStyle.SolidLine),
            (tr("Loss {}"), self.losses, LOSS, Qt.PenStyle.DashLine),
        ):
            value = QLocale().toString(points[-1][1], "f", 2) if points else "–"
            painter.setPen(QPen(colour, 2, style))
            painter.drawLine(QPointF(x, middle), QPointF(x + 16, middle))
            painter.setPen(text)
            words = name.format(value)
            wide = metrics.horizontalAdvance(words) + 1.0
            side = int(Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(QRectF(x + 20, 0, wide, metrics.height()), side, words)
            x += 20 + wide + 12

    def _paint_best(self, painter: QPainter, frame: QRectF, text: QColor) -> None:
        if self.best_epoch is None:
            return
        x = self._x(frame, self.best_epoch)
        painter.setPen(QPen(LINE, 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))
        words, metrics = tr("best"), self.fontMetrics()
        wide = metrics.horizontalAdvance(words) + 1.0
        left = x + 3 if x + 3 + wide < frame.right() else x - 3 - wide
        painter.setPen(text)
        place = QRectF(left, frame.bottom() - metrics.height(), wide, metrics.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), words)

    def _paint_line(
        self,
        painter: QPainter,
        frame: QRectF,
        points: List[Point],
        most: float,
        colour: QColor,
        style: Qt.PenStyle,
    ) -> None:
        places = [
            QPointF(self._x(frame, epoch), frame.bottom() - frame.height() * min(1.0, value / most))
            for epoch, value in points
        ]
        painter.setPen(QPen(colour, 1.6, style))
        painter.drawPolyline(QPolygonF(places))
        if len(places) == 1 or style == Qt.PenStyle.SolidLine:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            for (epoch, _), place in zip(points, places):
                if len(places) == 1 or epoch == self.best_epoch:
                    painter.drawEllipse(place, _DOT_PX, _DOT_PX)
            painter.setBrush(Qt.BrushStyle.NoBrush)

    def _x(self, frame: QRectF, epoch: int) -> float:
        room = frame.width() - 2 * _PAD
        return frame.left() + _PAD + room * epoch / max(1, self._epochs)
