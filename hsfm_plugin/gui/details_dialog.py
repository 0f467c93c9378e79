"""Text to read and copy, in a window that blocks nothing."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QFontDatabase
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from ..i18n import tr


def dialog_with_copy(title: str, body: QWidget, copied: str, parent: QWidget) -> QDialog:
    """A window with a body, Copy and Close; ``copied`` is what Copy puts on the clipboard."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    column = QVBoxLayout(dialog)
    column.addWidget(body)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    copy = buttons.addButton(tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
    copy.setObjectName("copyButton")
    copy.clicked.connect(lambda: QgsApplication.clipboard().setText(copied))
    buttons.rejected.connect(dialog.close)
    column.addWidget(buttons)
    return dialog


def show_details(title: str, text: str, parent: QWidget) -> QDialog:
    """Opens a window with plain text."""
    view = QPlainTextEdit(text)
    view.setObjectName("detailsText")
    view.setReadOnly(True)
    view.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    dialog = dialog_with_copy(title, view, text, parent)
    dialog.setObjectName("detailsDialog")
    dialog.resize(560, 420)
    dialog.show()
    return dialog
