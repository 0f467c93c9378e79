"""Which path the engine opens for a raster layer of the project."""

from __future__ import annotations

from qgis.core import QgsProviderRegistry, QgsRasterLayer

SCENE_KEY = "hsfm/scene"
"""Custom property of a layer that came from a product: the product's path."""


def scene_path(layer: QgsRasterLayer) -> str:
    """The product that a layer came from, else the path that GDAL opened for it."""
    product = layer.customProperty(SCENE_KEY, "")
    if product:
        return str(product)
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    prefix, suffix = parts.get("vsiPrefix") or "", parts.get("vsiSuffix") or ""
    return f"{prefix}{parts.get('path') or layer.source()}{suffix}"
