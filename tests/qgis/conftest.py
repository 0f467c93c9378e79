"""Fixtures of the tests that drive the panel; those files need the QGIS of ``launch.py``."""

from __future__ import annotations

import copy
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

IN_QGIS = "HSFM_QGIS_JOB" in os.environ
if IN_QGIS:
    sys.path.insert(0, str(Path(__file__).parent))
else:
    collect_ignore_glob = ["test_panel*.py"]


@pytest.fixture(scope="session")
def potsdam(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real product: QGIS leaves histograms beside a raster that it shows."""
    product = next((shared_data / "enmap_potsdam").glob("ENMAP01-*"))
    copy = tmp_path_factory.mktemp("potsdam") / product.name
    shutil.copytree(product, copy)
    return copy


@pytest.fixture(scope="session")
def potsdam_labels(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the reference polygons: tests edit them, and the shared data may be read-only."""
    copy = tmp_path_factory.mktemp("potsdam_labels") / "labels.gpkg"
    shutil.copyfile(shared_data / "enmap_potsdam" / "labels.gpkg", copy)
    return copy


@pytest.fixture(scope="session")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A simulated EnMAP L2A product of 128 x 128 pixels, with masked clouds."""
    from kit import simulate

    return simulate(tmp_path_factory.mktemp("simulated"))


@pytest.fixture
def panel(tmp_path: Path) -> Iterator[Any]:
    """The panel in an empty project, with a results folder of its own."""
    from driving import Panel
    from qgis.utils import iface, plugins

    made = Panel(iface, plugins["hsfm"])
    made.reset(tmp_path / "results")
    yield made
    if plugins.get("hsfm") is made.plugin:
        made.reset(tmp_path / "results")


@pytest.fixture
def ready(panel: Any, potsdam: Path, potsdam_labels: Path) -> Any:
    """The panel with Potsdam and its labels."""
    panel.open(potsdam)
    panel.use_labels(potsdam_labels)
    return panel


@pytest.fixture
def canvas(panel: Any, simulated: Path) -> Any:
    """The map near the largest forest of the simulated scene, which is open in the panel."""
    from qgis.core import QgsProject
    from tools_kit import FIELD, Canvas

    panel.open(simulated)
    crs = panel.state.scene.crs
    QgsProject.instance().setCrs(crs)
    panel.iface.mapCanvas().setDestinationCrs(crs)
    made = Canvas(panel)
    made.show(*FIELD)
    return made


@pytest.fixture
def labelled(panel: Any, simulated: Path) -> Any:
    """The panel with a simulated scene on the canvas and labels of two classes."""
    from preview_kit import label, show_scene

    panel.open(simulated)
    label(panel, "ab")
    show_scene(panel)
    return panel


@pytest.fixture
def previewed(labelled: Any) -> Any:
    """The same with a complete preview."""
    from preview_kit import turn_on, wait_shown

    turn_on(labelled)
    wait_shown(labelled)
    return labelled


@pytest.fixture
def trained(ready: Any) -> Any:
    """The panel with a classifier of Potsdam."""
    ready.train()
    assert ready.state.head is not None, ready.notice()
    return ready


@pytest.fixture(scope="session")
def kept_head(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """The file of a classifier of Potsdam, and what training told; ``classifier`` fills both."""
    return tmp_path_factory.mktemp("head") / "potsdam.hsfm", {}


@pytest.fixture
def classifier(ready: Any, kept_head: tuple[Path, dict[str, Any]]) -> Any:
    """The panel as ``trained`` leaves it, by a training that is done once for all tests."""
    from setup_kit import plugin_module

    path, told = kept_head
    if not told:
        ready.train()
        assert ready.state.head is not None, ready.notice()
        shutil.copyfile(ready.state.head.path, path)
        told.update(copy.deepcopy(vars(ready.state.head)), path=str(path))
    ready.state.set_head(plugin_module("gui.state").Head(**copy.deepcopy(told)))
    return ready


@pytest.fixture
def jobs(panel: Any) -> Iterator[Any]:
    """The window of the jobs, without what earlier tests have run."""
    from detection_kit import choose_detector
    from jobs_kit import JobsWindow

    panel.dock.jobs.jobs.clear_ended()
    choose_detector(panel, "rx")
    window = JobsWindow(panel)
    yield window
    for job in panel.dock.jobs.jobs.active:
        panel.dock.jobs.jobs.cancel(job)
    panel.wait(lambda: not panel.dock.jobs.jobs.active, 20)
    choose_detector(panel, "auto")
    window.dialog.close()


@pytest.fixture
def mapped(jobs: Any, planted: Path) -> Any:
    """The same window after a small map of anomalies."""
    jobs.panel.open(planted)
    jobs.map_anomalies()
    return jobs


@pytest.fixture
def options(panel: Any) -> Iterator[Any]:
    """Does something in the options dialog of QGIS; the settings are those of before afterwards."""
    from options_kit import in_options

    settings = panel.plugin._settings

    def run(act: Any, accept: bool = True) -> Any:
        return in_options(panel, act, accept)

    yield run
    for name in ("engine_python", "torch_build", "index_url", "language"):
        setattr(settings, name, "")
    settings.cache_folder = settings.models_folder = ""
    settings.threads, settings.idle_minutes, settings.cache_mib = 0, 15, 0
    settings.set_option("device", "")
    settings.set_option("memory", "")
    panel.plugin._options._refused = {}
    panel.dock.map.advanced.recall()
    panel.link.restart()
    panel.wait(lambda: panel.link.status == "ready", 60)


@pytest.fixture(autouse=True)
def patience_with_a_cancelled_run() -> Iterator[None]:
    """An engine that is slow to end a cancelled run is not killed: it clears up itself, or fails.

    The plugin waits some seconds, which beside other runs of tests may be too few.
    """
    with pytest.MonkeyPatch.context() as patch:  # not the test's own, which is undone before
        if IN_QGIS:
            from setup_kit import plugin_module

            patch.setattr(plugin_module("engine_client.run"), "CANCEL_WAIT_S", 120.0)
        yield


@pytest.fixture(autouse=True)
def no_exception_in_a_slot() -> Iterator[None]:
    """Fails a test during which a slot of the plugin raised."""
    found = getattr(sys.modules.get("__main__"), "UNHANDLED", None)
    before = len(found or [])
    yield
    assert not found or len(found) == before, found[-1]


@pytest.fixture(scope="session")
def vit_s(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint with the layout and the shapes of SpectralEarth's ViT-S and random weights."""
    from model_files import VIT_S, make_checkpoint

    return make_checkpoint(tmp_path_factory.mktemp("weights") / "mae.pth", *VIT_S)


@pytest.fixture(scope="session")
def big_scene(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cube that takes the engine a few seconds, so that a run can be met on its way."""
    from driving import make_cube

    path = tmp_path_factory.mktemp("big") / "big.tif"
    return make_cube(path, [420.0 + 20 * number for number in range(100)], side_px=1200)


@pytest.fixture(scope="session")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of the cloud model's layout."""
    from model_files import SPECTF, make_checkpoint

    return make_checkpoint(tmp_path_factory.mktemp("weights") / "spectf.pt", *SPECTF)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Any]]:
    """A folder of models and a server for an engine that knows of no others."""
    from qgis.utils import plugins

    from tests.data.file_server import serving

    folder = tmp_path_factory.mktemp("models")
    with serving({}) as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("HSFM_MODELS", str(folder))
        patch.setenv("HSFM_MODEL_MIRROR", server.url)
        plugins["hsfm"].link.restart()
        yield folder, server
    plugins["hsfm"].link.restart()  # not that of before: a test may have loaded the plugin again


@pytest.fixture
def store(panel: Any, place: tuple[Path, Any]) -> Any:
    """The panel with the Models section open and nothing installed."""
    folder, server = place
    shutil.rmtree(folder)
    folder.mkdir()
    server.acts.clear()
    server.files.clear()
    panel.plugin._settings.set_option("backbone", "")
    panel.dock.known_models.known.clear()
    panel.dock.known_models.refresh()
    panel.dock.models.set_open(True)
    panel.wait(lambda: panel.dock.known_models.known, 60, "no list of models came")
    return panel


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """A scene with five objects of another material."""
    from detection_kit import make_planted

    return make_planted(tmp_path / "planted.tif")


@pytest.fixture
def found(panel: Any, planted: Path) -> Iterator[Any]:
    """The panel with an anomaly map of the plainest detector."""
    from detection_kit import choose_detector
    from qgis.PyQt.QtTest import QTest

    panel.open(planted)
    choose_detector(panel, "rx")
    panel.click("anomalyButton")
    panel.wait_idle()
    assert panel.state.anomalies, panel.notice()
    QTest.qWait(300)  # the panel scrolls to the results
    yield panel
    choose_detector(panel, "auto")
    panel.dock.spectra.dock.hide()


@pytest.fixture
def list_path(tmp_path: Path) -> Path:
    """A list as the engine writes it, of five objects."""
    from detection_kit import LIST, make_list

    return make_list(tmp_path / "found.gpkg", LIST)


@pytest.fixture
def listed(panel: Any, planted: Path, list_path: Path) -> Iterator[Any]:
    """The panel with a scene and its list."""
    from qgis.core import QgsProject

    panel.open(planted)
    crs = panel.state.scene.crs
    QgsProject.instance().setCrs(crs)
    panel.iface.mapCanvas().setDestinationCrs(crs)
    lists = panel.dock.lists
    lists.show_detections(str(list_path), "Detections")
    panel.wait(lists.dock.table.isVisible, 10, "no list was shown")
    yield panel
    for box in (lists.dock.unflagged, lists.dock.unmarked):
        box.setChecked(False)
    panel.dock.spectra.dock.hide()
