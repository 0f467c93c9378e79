"""The rows of a list of detections as a table: sorted, filtered, marked."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any, Dict, List, Optional, Tuple

from qgis.PyQt.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QObject,
    QSortFilterProxyModel,
    Qt,
)
from qgis.PyQt.QtGui import QIcon

from ..i18n import tr
from ..layers.detection_marks import FALSE, REAL
from ..layers.detection_rows import Detection
from .scene_words import number
from .score_result import score_words
from .theme import failed_icon, theme_icon

RANK, SCORE, SIZE, CONTRAST, FLAG, MARK = range(6)
SORT_ROLE = Qt.ItemDataRole.UserRole


def flag_words(flag: str) -> Tuple[str, str]:
    """What the table calls a flag, and what it means."""
    words = {
        "": ("", ""),
        "stripe": (tr("stripe"), tr("Runs along a column of the sensor: likely a stripe")),
        "bad pixel": (
            tr("bad pixel"),
            tr("One band stands out in very few columns: likely a bad pixel"),
        ),
        "edge": (tr("edge"), tr("At the edge of the scene, of a cloud or of masked pixels")),
    }
    return words.get(flag, (flag, flag))


def mark_words(mark: str) -> str:
    """What the table calls a mark."""
    return {REAL: tr("real"), FALSE: tr("false")}.get(mark, mark)


class DetectionModel(QAbstractTableModel):
    """The rows as they were read; ``mark`` changes them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: List[Detection] = []
        self._keys: List[Tuple[Any, ...]] = []
        self._places: Dict[int, int] = {}
        marks = ((REAL, theme_icon("mIconSuccess.svg")), (FALSE, failed_icon()))
        self._icons = {mark: _untinted(icon) for mark, icon in marks}

    def show_rows(self, rows: List[Detection]) -> None:
        """Shows other rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self._keys = [_keys(row) for row in rows]
        self._places = {row.fid: place for place, row in enumerate(rows)}
        self.endResetModel()

    def place_of(self, fid: int) -> int:
        """The row of a feature; -1 where there is none."""
        return self._places.get(fid, -1)

    def of_fid(self, fid: int) -> Optional[Detection]:
        """The detection of a feature."""
        place = self.place_of(fid)
        return self.rows[place] if place >= 0 else None

    def mark(self, marks: Dict[int, str]) -> None:
        """Takes over what was written into the list."""
        places = {self.place_of(fid): mark for fid, mark in marks.items()}
        places.pop(-1, None)
        for place, mark in places.items():
            self.rows[place] = replace(self.rows[place], mark=mark)
            self._keys[place] = _keys(self.rows[place])
        if places:  # once for all: the filter would let the rows go one by one
            self.dataChanged.emit(self.index(min(places), 0), self.index(max(places), MARK))

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's
        return 0 if parent.isValid() else MARK + 1

    def headerData(self, section: int, side: Any, role: int = 0) -> Any:  # noqa: N802 - Qt's name
        if side != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            titles = ("#", tr("Score"), tr("Size"), tr("Contrast"), tr("Flag"), tr("Mark"))
            return titles[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return (
                tr("Rank: 1 has the highest score"),
                tr("The highest score of its pixels"),
                tr("How many pixels it has"),
                tr("How far its mean spectrum is from that of its surroundings"),
                tr("What speaks against it"),
                tr("What you say of it"),
            )[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(section)
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == SORT_ROLE:  # asked for very often, so it was worked out before
            return self._keys[index.row()][index.column()]
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            place = tr("Row {} and column {}, from 0").format(row.row, row.col)
            said = tr("Marked as {}").format(mark_words(row.mark)) if row.mark else ""
            return "\n".join(filter(None, (flag_words(row.flag)[1], said, place)))
        if column == MARK and role == Qt.ItemDataRole.DecorationRole:
            return self._icons.get(row.mark)
        if column == MARK and role == Qt.ItemDataRole.AccessibleTextRole:
            return mark_words(row.mark)
        return None

    def _text(self, row: Detection, column: int) -> str:
        if column == CONTRAST:
            known = math.isfinite(row.contrast)
            return QLocale().toString(row.contrast, "g", 3) if known else "–"
        return (
            str(row.rank),
            score_words(row.score),
            number(row.size),
            "",
            flag_words(row.flag)[0],
            "",
        )[column]


def _untinted(icon: QIcon) -> QIcon:
    """The icon without the colour of the selection over it."""
    made = QIcon(icon)
    made.addPixmap(icon.pixmap(16, 16), QIcon.Mode.Selected)
    return made


def _keys(row: Detection) -> Tuple[Any, ...]:
    """What a row is sorted by, for each column."""
    contrast = row.contrast if math.isfinite(row.contrast) else -math.inf
    return (row.rank, row.score, row.size, contrast, row.flag, row.mark)


class DetectionFilter(QSortFilterProxyModel):
    """Sorts by any column and hides what need not be looked at.

    Attributes:
        hides_flagged, hides_marked: which rows are left out.
    """

    def __init__(self, model: DetectionModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self.hides_flagged = self.hides_marked = False
        self.setSortRole(SORT_ROLE)
        self.setSourceModel(model)

    def hide(self, flagged: bool, marked: bool) -> None:
        """Leaves out flagged rows, or those that are marked already."""
        self.hides_flagged, self.hides_marked = flagged, marked
        self.invalidateFilter()

    def filterAcceptsRow(self, place: int, parent: QModelIndex) -> bool:  # noqa: N802 - Qt's name
        row = self._model.rows[place]
        return not ((self.hides_flagged and row.flag) or (self.hides_marked and row.mark))


def _side(column: int) -> int:
    left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    side = right if column in (RANK, SCORE, SIZE, CONTRAST) else left
    return int(side | Qt.AlignmentFlag.AlignVCenter)
