"""Shows how a layer was made, to be read and copied."""

from __future__ import annotations

import html
from typing import Any, Mapping, Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ..i18n import tr
from .history import as_text, rows

WIDTH_PX, HEIGHT_PX = 560, 480


class HowMadeDialog(QDialog):
    """A table of what matters; Copy takes that and the whole provenance as JSON."""

    def __init__(
        self, layer_name: str, provenance: Mapping[str, Any], parent: Optional[QWidget] = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("HsfmHowMade")
        self.setWindowTitle(tr("How {} was made").format(layer_name))
        self._text = as_text(provenance)
        browser = QTextBrowser(self)
        browser.setHtml(_table(provenance))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        copy = buttons.addButton(tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self.copy)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(browser)
        layout.addWidget(buttons)
        self.resize(WIDTH_PX, HEIGHT_PX)

    def copy(self) -> None:
        """Puts the text into the clipboard."""
        QgsApplication.clipboard().setText(self._text)


def _table(provenance: Mapping[str, Any]) -> str:
    lines = [
        f'<tr><td style="padding: 3px 12px 3px 0"><b>{html.escape(label)}</b></td>'
        f'<td style="padding: 3px 0">{html.escape(text)}</td></tr>'
        for label, text in rows(provenance)
    ]
    return f"<table>{''.join(lines)}</table>"
