"""A model is fetched in an engine of its own: all else goes on, and no process is left of it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import qgis.utils
from driving import STILL_MS, Ticks, engine_pids, standing_still
from model_store import VIT_S_CARD, choose, is_installed
from qgis.core import QgsProject, QgsSingleBandPseudoColorRenderer
from qgis.PyQt.QtTest import QTest

from tests.data.file_server import FileServer, trickle


@pytest.fixture
def fetching(store: Any, place: tuple[Path, FileServer], vit_s: Path) -> Any:
    """The panel while a model comes in so slowly that no test sees the end of it."""
    place[1].acts.append(trickle(20_000, 0.1))
    _get(store, place[1], vit_s)
    store.wait(lambda: "Downloading" in store.text("modelsProgressText"), 30)
    return store


@pytest.fixture
def one_thread() -> Iterator[None]:
    """QGIS as on a machine with one core."""
    from hsfm.hsfm_plugin.compat import task_threads

    threads = task_threads()
    before = threads.maxThreadCount()
    threads.setMaxThreadCount(1)
    yield
    threads.setMaxThreadCount(before)


def _get(panel: Any, server: FileServer, file: Path) -> None:
    """Publishes a file as the model's and clicks Get."""
    from hsfm.engine.models.card import cards

    server.files[f"/{cards()[VIT_S_CARD].file}"] = file.read_bytes()
    choose(panel, VIT_S_CARD)
    if not panel.find("modelConsent").isChecked():
        panel.click("modelConsent")
    panel.click("getModelButton")


def _fetcher(panel: Any) -> int:
    """The process that fetches."""
    (pid,) = engine_pids() - {panel.link.session_pid}
    return int(pid)


def _is_fetching(panel: Any) -> bool:
    return bool(panel.dock.known_models.busy == "models_fetch")


def _maps() -> int:
    layers = QgsProject.instance().mapLayers().values()
    kind = QgsSingleBandPseudoColorRenderer
    return sum(isinstance(layer.renderer(), kind) for layer in layers)


def _map_anomalies(panel: Any) -> None:
    panel.click("anomalyButton")
    panel.wait(lambda: not panel.state.running)
    assert _maps() == 1, panel.notice()


def test_a_scene_is_opened_and_mapped_while_a_model_is_fetched(
    fetching: Any, potsdam: Path
) -> None:
    fetching.open(potsdam)
    assert fetching.state.scene is not None, fetching.state.refusal
    _map_anomalies(fetching)
    assert "anomalies mapped" in fetching.dock.map.header.summary
    assert _is_fetching(fetching)
    assert fetching.dock.models.header.summary == "getting a model…"
    assert fetching.find("modelsProgressRow").isVisible()
    assert not fetching.find("progressRow").isVisible()


def test_one_core_is_enough_for_a_fetch_and_a_map(
    one_thread: None, fetching: Any, potsdam: Path
) -> None:
    fetching.open(potsdam)
    _map_anomalies(fetching)
    assert _is_fetching(fetching)


def test_the_store_waits_for_the_fetch_and_says_so(fetching: Any) -> None:
    for name in ("getModelButton", "importModelButton", "removeModelButton"):
        assert not fetching.is_enabled(name)
        assert "cancel its download" in fetching.find(name).toolTip()


def test_a_fetch_can_be_cancelled_while_a_map_is_made(fetching: Any, big_scene: Path) -> None:
    fetching.open(big_scene)
    pid = _fetcher(fetching)
    fetching.click("anomalyButton")
    fetching.wait(lambda: fetching.find("progressBar").value() > 0, 60, "no progress was shown")
    ticks = Ticks()
    with standing_still(fetching.link.session_pid):
        ticks.start()
        fetching.click("modelsCancelButton")
        fetching.wait(lambda: not _is_fetching(fetching), what="the fetch did not end")
        ticks.stop()
        assert ticks.worst_ms < STILL_MS, f"QGIS stood still for {ticks.worst_ms} ms"
        assert pid not in engine_pids()
        assert not fetching.find("modelsProgressRow").isVisible()
        assert fetching.is_enabled("getModelButton")
        assert not fetching.is_enabled("importModelButton")
        assert fetching.state.running == "anomaly"
    fetching.wait_idle()
    assert _maps() == 1, fetching.notice()


def test_cancelling_a_map_leaves_the_fetch_alone(fetching: Any, big_scene: Path) -> None:
    fetching.open(big_scene)
    fetching.click("anomalyButton")
    fetching.wait(lambda: fetching.find("progressBar").value() > 0, 60, "no progress was shown")
    fetching.click("cancelButton")
    fetching.wait(lambda: not fetching.state.running, 10)
    before = fetching.find("modelsProgressBar").value()
    fetching.wait(lambda: fetching.find("modelsProgressBar").value() > before, 30)


def test_a_model_can_be_asked_for_and_is_there_before_a_long_run_ends(
    store: Any, place: tuple[Path, FileServer], vit_s: Path, big_scene: Path, tmp_path: Path
) -> None:
    store.open(big_scene)
    for name in ("first", "second", "third"):
        out = {"scene": str(big_scene), "detector": "rx", "out": str(tmp_path / f"{name}.tif")}
        store.link.run(name, "anomaly", out)
    store.click("anomalyButton")
    with standing_still(store.link.session_pid):
        _get(store, place[1], vit_s)
        store.wait(lambda: is_installed(store, VIT_S_CARD), 60)
        assert store.state.running == "anomaly"
        assert "is installed" in store.notice()
        assert store.find("backboneCombo").findData(VIT_S_CARD) == 2
    store.click("cancelButton")
    store.wait_idle()


def test_a_killed_fetch_is_explained_and_retry_goes_on_with_it(
    fetching: Any, place: tuple[Path, FileServer]
) -> None:
    main = fetching.link.session_pid
    os.kill(_fetcher(fetching), signal.SIGKILL)
    fetching.wait(lambda: not _is_fetching(fetching), 30)
    assert "The engine stopped" in fetching.notice()
    assert fetching.dock.models.header.summary == "failed"
    assert fetching.link.session_pid == main
    fetching.click("retryButton")
    fetching.wait(lambda: is_installed(fetching, VIT_S_CARD), 60)
    assert place[1].ranges[-1].startswith("bytes=")
    fetching.wait(lambda: engine_pids() == {main}, 10)


def test_a_new_start_of_the_engine_ends_the_fetch(fetching: Any) -> None:
    pids = engine_pids()
    fetching.link.restart()
    fetching.wait(lambda: not _is_fetching(fetching), 10)
    assert not pids & engine_pids()
    fetching.wait(lambda: fetching.link.status == "ready", 60)


def test_unloading_while_a_model_is_fetched_leaves_no_engine(
    fetching: Any, place: tuple[Path, FileServer]
) -> None:
    folder = fetching.link.work_folder
    assert len(engine_pids()) == 2
    try:
        assert qgis.utils.unloadPlugin("hsfm")
        assert not engine_pids()
        assert list((place[0] / ".fetch" / VIT_S_CARD).iterdir()), "the half file is gone"
        QTest.qWait(500)  # for what the threads still have to tell
        fetching.wait(lambda: not folder.exists(), what=f"{folder} is still there")
    finally:
        qgis.utils.loadPlugin("hsfm")
        qgis.utils.startPlugin("hsfm")
