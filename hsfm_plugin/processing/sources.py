"""Says which file the engine must read for a layer, and writes one where there is none.

Called in the main thread, before a run: layers belong to it.
"""

from __future__ import annotations

import os
from typing import Tuple

from osgeo import ogr
from qgis.core import (
    QgsFeatureSink,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingUtils,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from ..i18n import tr
from ..layers.scene_layer import scene_path


def raster_path(layer: QgsRasterLayer) -> str:
    """The product that a raster layer came from, else the path that GDAL opened for it.

    Raises:
        QgsProcessingException: the layer is no file, such as a web service.
    """
    if layer.providerType() != "gdal":
        raise QgsProcessingException(
            tr("The layer {} is not a file. Save it as a GeoTIFF and choose that.").format(
                layer.name()
            )
        )
    return scene_path(layer)


def vector_file(layer: QgsVectorLayer) -> Tuple[str, str]:
    """The file and the layer in it, if that file holds exactly what the layer shows.

    Returns:
        Path and layer name, both empty if the layer must be exported: unsaved edits, a filter,
        joined or virtual fields, another coordinate system than the file's, or no file at all.
    """
    provider = layer.dataProvider()
    if (
        layer.providerType() != "ogr"
        or layer.isModified()
        or layer.subsetString()
        or layer.crs() != provider.crs()
        or layer.fields().names() != provider.fields().names()
    ):
        return "", ""
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    path = str(parts.get("path") or "")
    if not os.path.exists(path) or parts.get("vsiPrefix"):
        return "", ""
    name = parts.get("layerName") or ""
    number = parts.get("layerId")
    if not name and number not in (None, "", -1):
        return "", ""
    return path, str(name)


def layer_count(path: str) -> int:
    """How many layers a vector file has; 0 if it cannot be opened."""
    dataset = ogr.Open(path)
    return int(dataset.GetLayerCount()) if dataset is not None else 0


def export(source: QgsProcessingFeatureSource, name: str, transforms: object) -> str:
    """Writes the features that Processing would see, unsaved edits included, into a GeoPackage.

    Args:
        source: selection and filter are those of the user's choice.
        name: of the file and of its layer.
        transforms: the ``QgsCoordinateTransformContext`` of the project.

    Returns:
        The path; Processing removes its temporary files itself.

    Raises:
        QgsProcessingException: the file cannot be written.
    """
    path = QgsProcessingUtils.generateTempFilename(f"{name}.gpkg")
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = name
    options.layerOptions = ["FID=hsfm_row"]  # a field "fid" of the source stays an ordinary one
    writer = QgsVectorFileWriter.create(
        path, source.fields(), source.wkbType(), source.sourceCrs(), transforms, options
    )
    problem = writer.errorMessage()
    if not problem:
        for feature in source.getFeatures():
            if not writer.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
                problem = writer.errorMessage()
                break
    del writer  # closes the file
    if problem:
        raise QgsProcessingException(
            tr("{} could not be written for the engine: {}").format(path, problem)
        )
    return path
