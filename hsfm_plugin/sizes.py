"""Sizes of files in the user's language."""

from __future__ import annotations

from qgis.PyQt.QtCore import QLocale

from .i18n import tr

_MB, _GB = 1_000_000, 1_000_000_000


def bytes_words(count: int) -> str:
    """A number of bytes as people read it: ``3.2 GB``, ``74 MB``, ``5 kB``."""
    if count >= 999_500_000:
        return tr("{} GB").format(QLocale().toString(count / _GB, "f", 1))
    if count >= 999_500:
        return tr("{} MB").format(round(count / _MB))
    return tr("{} kB").format(max(int(count > 0), round(count / 1000)))
