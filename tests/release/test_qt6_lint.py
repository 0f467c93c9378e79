"""The plugin's sources run under Qt 5 (QGIS 3) and Qt 6 (QGIS 4)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.release.qt6_lint import lint, require_pyqt6

require_pyqt6()
ROOT = Path(__file__).resolve().parents[2]
SOURCES = [ROOT / "__init__.py", *sorted((ROOT / "hsfm_plugin").rglob("*.py"))]


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("Qt.AlignLeft", "Qt.AlignmentFlag.AlignLeft"),
        ("x = QDialog.Accepted", "QDialog.DialogCode.Accepted"),
        ("frame.HLine", "HLine must be taken"),
        ("dialog.exec_()", "exec_()"),
        ("from PyQt5.QtCore import Qt", "qgis.PyQt"),
        ("import PyQt6.QtGui", "qgis.PyQt"),
        ("import sip", "qgis.PyQt"),
        ("value = QVariant()", "NULL"),
        ("from qgis.PyQt.QtGui import QAction", "qgis.PyQt.QtWidgets"),
        ("from qgis.PyQt.QtCore import QRegExp", "not in Qt 6"),
        ("from qgis.PyQt.QtWebKit import QWebView", "not in every QGIS"),
        ("f(QgsProcessing.TypeRaster)", "must name its enum"),
        ("level = Qgis.Warning", "must name its enum"),
    ],
)
def test_the_lint_sees_this_fault(source: str, word: str) -> None:
    found = lint(source)
    assert len(found) == 1
    assert word in found[0].text


@pytest.mark.parametrize(
    "source",
    [
        "Qt.AlignmentFlag.AlignLeft",
        "dialog.exec()",
        "from qgis.PyQt.QtWidgets import QAction, QDialog",
        "from qgis.PyQt.QtCore import NULL, Qt, QVariant, pyqtSignal",
        "Qgis.MessageLevel.Warning",
        "QgsRasterLayer.LayerOptions(False)",
        "Qgis.QGIS_VERSION_INT",
        "self.Field = 1",
        "dataset = gdal.Open(path)",
        "def f(level: Qgis.MessageLevel) -> None: ...",
        "levels = Qgis.MessageLevel\nf(levels.Info)",
    ],
)
def test_the_lint_lets_this_pass(source: str) -> None:
    assert lint(source) == []


def test_plugin_sources_run_under_qt_5_and_qt_6() -> None:
    sources = [path for path in SOURCES if path.exists()]
    assert len(sources) > 1, "no plugin sources found: the lint would prove nothing"
    found = [
        f"{path.relative_to(ROOT)}:{finding.line}: {finding.text}"
        for path in sources
        for finding in lint(path.read_text(encoding="utf-8"), str(path))
    ]
    assert not found, "\n".join(found)
