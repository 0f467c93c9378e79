"""Hyperspectral Foundation Mapper: the repository's root is the QGIS plugin package."""

from __future__ import annotations

from typing import Any


def classFactory(iface: Any) -> Any:  # noqa: N802 - the name QGIS looks for
    """Makes the plugin; called by QGIS with its ``QgisInterface``."""
    from .hsfm_plugin.plugin import HsfmPlugin

    return HsfmPlugin(iface)
