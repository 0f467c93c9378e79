"""Which paths the engine and GDAL open for a raster layer of the project."""

from __future__ import annotations

from qgis.core import QgsProviderRegistry, QgsRasterLayer

SCENE_KEY = "hsfm/scene"
"""Custom property of a layer that came from a product: the product's path."""


def scene_path(layer: QgsRasterLayer) -> str:
    """The product that a layer came from, else the path that GDAL opened for it."""
    product = layer.customProperty(SCENE_KEY, "")
    return str(product) if product else raster_path(layer)


def raster_path(layer: QgsRasterLayer) -> str:
    """The path that GDAL opened for a layer."""
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    prefix, suffix = parts.get("vsiPrefix") or "", parts.get("vsiSuffix") or ""
    return f"{prefix}{parts.get('path') or layer.source()}{suffix}"
