"""Lists HSFM's algorithms in the Processing toolbox."""

# ruff: noqa: N802 - the methods bear the names that QGIS calls

from __future__ import annotations

from typing import List, Optional

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..engine_link import EngineLink
from ..paths import icon
from .anomaly import AnomalyAlgorithm
from .assess import AssessAlgorithm
from .classify import ClassifyAlgorithm
from .clouds import CloudsAlgorithm
from .detections import DetectionsAlgorithm
from .export import ExportAlgorithm
from .findsimilar import FindSimilarAlgorithm
from .info import InfoAlgorithm
from .quickmap import QuickMapAlgorithm
from .report import ReportAlgorithm
from .targetdetection import TargetDetectionAlgorithm
from .train import TrainAlgorithm
from .traits import TraitsAlgorithm

ALGORITHMS = (
    InfoAlgorithm,
    QuickMapAlgorithm,
    TraitsAlgorithm,
    TrainAlgorithm,
    ClassifyAlgorithm,
    AssessAlgorithm,
    ReportAlgorithm,
    AnomalyAlgorithm,
    TargetDetectionAlgorithm,
    FindSimilarAlgorithm,
    DetectionsAlgorithm,
    CloudsAlgorithm,
    ExportAlgorithm,
)


class HsfmProvider(QgsProcessingProvider):
    """The provider ``hsfm``; its id and those of its algorithms never change.

    Attributes:
        link: to the engine of this QGIS; None in ``qgis_process``, where each run has its own.
    """

    def __init__(self) -> None:
        super().__init__()
        self.link: Optional[EngineLink] = None

    def id(self) -> str:
        return "hsfm"

    def name(self) -> str:
        return "HSFM"

    def longName(self) -> str:
        return "HSFM Hyperspectral Foundation Mapper"

    def icon(self) -> QIcon:
        return icon("hsfm.svg")

    def loadAlgorithms(self) -> None:
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())

    def supportedOutputRasterLayerExtensions(self) -> List[str]:
        """The engine writes cloud-optimised GeoTIFFs and nothing else."""
        return ["tif"]

    def defaultRasterFileExtension(self) -> str:
        return "tif"

    def supportedOutputVectorLayerExtensions(self) -> List[str]:
        """Lists of detections are GeoPackages."""
        return ["gpkg"]

    def defaultVectorFileExtension(self, hasGeometry: bool = True) -> str:  # noqa: N803
        return "gpkg"
