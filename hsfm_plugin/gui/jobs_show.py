"""Shows what a job has made: on the map, and in its folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any, List, Mapping, Sequence

from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices

from ...engine.errors import EngineError
from ..i18n import tr
from ..job import Job
from ..layers.detection_layer import show_detection_layer
from ..layers.publish import RASTER_KINDS, raster_layer_of, show_layer
from ..messages import explain
from .list_layers import layer_of_list
from .run_starter import RunStarter
from .zoom import zoom_to_layer

_LIST = "vector"


def lack_for_map(job: Job) -> str:
    """Why a job has nothing for the map; empty if it has."""
    if not job.has_ended:
        return tr("It has not ended yet.")
    if not any(_is_for_map(output) for output in job.outputs):
        return tr("This job has made no map.")
    return ""


def lack_for_folder(job: Job) -> str:
    """Why a job has no folder to open; empty if it has."""
    return "" if job.outputs else tr("This job has written no file.")


def show_on_map(job: Job, starter: RunStarter, iface: Any) -> str:
    """Adds the layers of a job that the project does not show, and goes there.

    Returns:
        What is not there any more and what to do about it; empty if all is shown.
    """
    maps = [output for output in job.outputs if output.get("kind") in RASTER_KINDS]
    lists = [output for output in job.outputs if output.get("kind") == _LIST]
    gone = [str(o["path"]) for o in (*maps, *lists) if not Path(str(o["path"])).exists()]
    there = [output for output in maps if str(output["path"]) not in gone]
    project, group = QgsProject.instance(), job.group or "HSFM"
    missing = [o for o in there if raster_layer_of(str(o["path"]), project) is None]
    if missing:
        starter.publish({"outputs": missing, "provenance": job.provenance}, group)
    layers: List[Any] = [raster_layer_of(str(output["path"]), project) for output in there]
    if not maps:
        try:
            layers = add_lists(job, [o for o in lists if str(o["path"]) not in gone])
        except EngineError as exc:
            said = explain(exc)
            return f"{said.sentence} {said.step}".strip()
    shown = [layer for layer in layers if isinstance(layer, (QgsRasterLayer, QgsVectorLayer))]
    if shown:
        show_layer(shown[0].id(), True)
        iface.setActiveLayer(shown[0])
        zoom_to_layer(iface.mapCanvas(), shown[0])
    if gone:
        return tr(
            "{} is not there any more. Put it back, or click Run Again to make it once more."
        ).format(", ".join(gone))
    return "" if shown else tr("QGIS cannot open the files of this job. Click Run Again.")


def add_lists(job: Job, outputs: Sequence[Mapping[str, Any]]) -> List[QgsVectorLayer]:
    """Adds the lists among the outputs of a job to the group of its scene.

    Raises:
        InputNotFound: a list is not there any more.
        InputUnreadable: QGIS cannot open one.
    """
    return [_list_layer(job, str(o["path"])) for o in outputs if o.get("kind") == _LIST]


def open_folder(job: Job) -> str:
    """Opens the folder of a job's files in the file manager.

    Returns:
        Why it could not, in a sentence; empty if it could.
    """
    folder = Path(str(job.outputs[0]["path"])).parent
    if not folder.exists():
        return tr("The folder {} is not there any more.").format(folder)
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        return tr("The file manager could not be opened. The files are in {}.").format(folder)
    return ""


def _is_for_map(output: Any) -> bool:
    return output.get("kind") in (*RASTER_KINDS, _LIST)


def _list_layer(job: Job, path: str) -> QgsVectorLayer:
    found = layer_of_list(path)
    if found is not None:
        return found
    title, project = tr("Detections"), QgsProject.instance()
    return show_detection_layer(path, title, job.scene, job.group or "HSFM", project)
