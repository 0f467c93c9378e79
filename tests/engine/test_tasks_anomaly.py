"""anomaly on a scene of a town, from the request to the map."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio

from engine.context import Context
from engine.tasks.registry import run_task

from ..data.make_products import (
    as_level,
    mini_product,
)
from .potsdam_kit import VALID_PIXELS


def test_anomalies_are_mapped_on_a_radiance_product_with_a_warning(potsdam, tmp_path):
    scene = mini_product(potsdam, tmp_path, edit_xml=lambda text: as_level(text, "L1C"))
    context = Context()
    run_task("anomaly", {"scene": scene, "out": tmp_path / "a.tif"}, context)
    assert any("radiance" in text for text in context.warnings)


def test_the_anomaly_threshold_is_that_of_the_background(potsdam, tmp_path):
    values = {"scene": potsdam, "out": tmp_path / "a.tif", "false_alarm_rate": 0.01}
    values |= {"detector": "rx", "margin": 0}
    metrics = run_task("anomaly", values, Context()).metrics
    with rasterio.open(tmp_path / "a.tif") as file:
        scores = file.read(1)
        assert float(file.tags()["HSFM_THRESHOLD"]) == metrics["threshold"]
    assert metrics["pixels"] == np.isfinite(scores).sum() == VALID_PIXELS
    above = int((scores > metrics["threshold"]).sum())
    assert 0.9 * 0.01 * VALID_PIXELS < above < 3 * 0.01 * VALID_PIXELS  # a town has real anomalies
    assert metrics["above"] == pytest.approx(above, abs=3)
    assert metrics["mean"] == pytest.approx(218, rel=1e-3)  # bands: nothing is shrunk
