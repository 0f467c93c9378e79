"""Shows the pages of the help in the colours of QGIS's theme, pictures no wider than the window."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Optional

from qgis.PyQt.QtCore import Qt, QTimer, QUrl
from qgis.PyQt.QtGui import QColor, QDesktopServices, QImage, QPalette
from qgis.PyQt.QtWidgets import QHBoxLayout, QTextBrowser, QToolButton, QVBoxLayout, QWidget

from ..help_pages import HOME, own_page, topic_of
from ..i18n import tr
from .theme import readable_on, theme_icon

_LINK = QColor("#1f6fb2")
_SETTLE_MS = 150
_EDGE_PX = 24
"""What a picture leaves free: the margins of the page."""
_PAGE_MARGIN = 10
_STYLE = """
h1 {{ font-size: x-large; margin-top: 4px; }}
h2 {{ font-size: large; margin-top: 14px; margin-bottom: 2px; }}
p, ul, ol, table {{ margin-top: 5px; margin-bottom: 5px; }}
li {{ margin-bottom: 3px; }}
th, td {{ padding: 3px; }}
a {{ color: {link}; text-decoration: underline; }}
"""


class HelpBrowser(QTextBrowser):
    """A page; links between pages stay here, others go to the system's browser."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("helpBrowser")
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.document().setDocumentMargin(_PAGE_MARGIN)
        self.anchorClicked.connect(self._on_link)
        self._fitted_px = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SETTLE_MS)
        self._later.timeout.connect(self._fit)

    @property
    def topic(self) -> str:
        """The page that is shown."""
        return topic_of(self.source().path())[0]

    def show_topic(self, topic: str, anchor: str = "") -> None:
        """Shows a page in the user's language."""
        self._take_colours()
        url = QUrl.fromLocalFile(str(own_page(topic)))
        if anchor:
            url.setFragment(anchor)
        self.setSource(url)

    def _take_colours(self) -> None:
        """Links readable on light and on dark ground; a page that is loaded later has them."""
        ground = self.palette().color(QPalette.ColorRole.Base)
        link = readable_on(ground, _LINK)
        self.document().setDefaultStyleSheet(_STYLE.format(link=link.name()))

    def _on_link(self, url: QUrl) -> None:
        if url.scheme() in ("http", "https", "mailto"):
            QDesktopServices.openUrl(url)
            return
        topic, anchor = topic_of(url.toString())
        self.show_topic(topic or self.topic, anchor)

    def loadResource(self, kind: int, name: QUrl) -> Any:  # noqa: N802 - Qt's name
        """As usual, but a picture that is wider than the window comes smaller."""
        where = self.source().resolved(name)
        if where.path().endswith(".html"):
            return self._with_widths(Path(where.toLocalFile()).read_text(encoding="utf-8"))
        if not where.hasQuery():
            return super().loadResource(kind, name)
        widest = int(where.query().rpartition("=")[2])
        picture = QImage(QUrl(where.toString(QUrl.UrlFormattingOption.RemoveQuery)).toLocalFile())
        if picture.width() <= widest:
            return picture
        return picture.scaledToWidth(widest, Qt.TransformationMode.SmoothTransformation)

    def _with_widths(self, text: str) -> str:
        """The page with names of pictures that hold the width; Qt keeps pictures by name."""
        self._fitted_px = self.viewport().width()
        widest = max(1, self._fitted_px - _EDGE_PX)
        return re.sub(r'(<img [^>]*src="[^"?]+)"', rf'\1?px={widest}"', text)

    def resizeEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._later.start()

    def _fit(self) -> None:
        """Loads the page once more where its pictures were made for another width."""
        if self.viewport().width() == self._fitted_px or self.source().isEmpty():
            return
        bar = self.verticalScrollBar()
        share = bar.value() / max(1, bar.maximum())
        self.reload()
        bar.setValue(round(share * bar.maximum()))


class HelpView(QWidget):
    """The browser and the buttons above it."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.browser = HelpBrowser(self)
        row = QHBoxLayout()
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(2)
        self.back, self.forward, self.home = (
            self._button(name, picture, tip)
            for name, picture, tip in (
                ("helpBackButton", "mActionArrowLeft.svg", tr("Back")),
                ("helpForwardButton", "mActionArrowRight.svg", tr("Forward")),
                ("helpHomeButton", "mActionHelpContents.svg", tr("All topics")),
            )
        )
        for button in (self.back, self.forward, self.home):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.browser, 1)
        for button, slot, signal in (
            (self.back, self.browser.backward, self.browser.backwardAvailable),
            (self.forward, self.browser.forward, self.browser.forwardAvailable),
        ):
            button.setEnabled(False)
            button.clicked.connect(slot)
            signal.connect(button.setEnabled)
        self.home.clicked.connect(lambda: self.browser.show_topic(HOME))

    def _button(self, name: str, picture: str, tip: str) -> QToolButton:
        made = QToolButton(self)
        made.setObjectName(name)
        made.setIcon(theme_icon(picture))
        made.setAutoRaise(True)
        made.setToolTip(tip)
        made.setAccessibleName(tip)
        return made
