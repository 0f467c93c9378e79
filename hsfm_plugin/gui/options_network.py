"""The options about the network: QGIS's proxy, which HSFM uses, and a mirror of the packages."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QFormLayout, QGroupBox, QWidget

from ...engine.errors import EngineError
from ..i18n import tr
from ..settings import Settings
from ..setup_sentences import setup_sentence
from ..setup_sources import qgis_proxy
from .options_fields import AddressField
from .widgets import WrappedLabel


class NetworkBox(QGroupBox):
    """What holds now, and one address."""

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(tr("Network"), parent)
        self._settings = settings
        form = QFormLayout(self)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.proxy = WrappedLabel("proxyText", self)
        self.proxy.setTextFormat(Qt.TextFormat.PlainText)
        self.proxy.setText(proxy_words(settings.index_url))
        form.addRow(tr("Proxy"), self.proxy)
        self.index = AddressField(
            "indexUrl", settings.index_url, tr("pypi.org and download.pytorch.org"), self
        )
        self.index.setToolTip(
            tr("A mirror that has the engine's packages, where the usual servers cannot be reached")
        )
        form.addRow(tr("Package mirror"), self.index)

    def store(self) -> None:
        """Stores the mirror, unless it is no address."""
        if not self.index.problem():
            self._settings.index_url = self.index.text


def proxy_words(index_url: str) -> str:
    """What QGIS's network options mean for HSFM; of a proxy only the host is told."""
    try:
        proxy = qgis_proxy(index_url)
    except EngineError as error:
        return " ".join(setup_sentence(error))
    if not proxy:
        return tr("QGIS names none, so HSFM uses what the system says.")
    host = proxy.rpartition("@")[2].rpartition("//")[2]
    return tr("HSFM uses the one of QGIS: {}. It is set in Network.").format(host)
