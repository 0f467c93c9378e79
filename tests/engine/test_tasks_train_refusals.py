"""Labels and scenes that training refuses, and what it leaves behind."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio

from engine.context import CallbackContext, Context
from engine.errors import (
    BadParameter,
    Cancelled,
    LabelsEmpty,
    LabelsOutside,
    NoWavelengths,
    OneClass,
)
from engine.tasks.registry import run_task

from ..data.make_products import (
    no_wavelength_copy,
)
from .potsdam_kit import assert_nothing_but, train, write_squares


def test_one_class_is_refused_with_its_name(potsdam, tmp_path):
    labels = write_squares(tmp_path, [(100, 100, "water"), (110, 70, "water")])
    with pytest.raises(OneClass) as caught:
        train(potsdam, labels, tmp_path / "h.hsfm")
    assert "water" in caught.value.message
    assert "another class" in caught.value.hint
    assert_nothing_but(tmp_path, "labels.gpkg")


def test_labels_off_the_scene_are_refused(potsdam, tmp_path):
    labels = write_squares(tmp_path, [(5000, 0, "a"), (5010, 0, "b")])
    with pytest.raises(LabelsOutside):
        train(potsdam, labels, tmp_path / "h.hsfm")
    assert_nothing_but(tmp_path, "labels.gpkg")


def test_labels_on_masked_pixels_are_refused(potsdam, tmp_path):
    with rasterio.open(next(potsdam.glob("*SPECTRAL_IMAGE.TIF"))) as file:
        masked = file.read(50) == file.nodata
    row, col = next(
        (r, c)
        for r, c in np.argwhere(masked)
        if masked[r : r + 8, c : c + 3].all() and r + 8 < 128 and c + 3 < 160
    )
    labels = write_squares(tmp_path, [(row, col, "a"), (row + 4, col, "b")])
    with pytest.raises(LabelsOutside, match="nodata or masked"):
        train(potsdam, labels, tmp_path / "h.hsfm")


def test_labels_outside_the_window_are_refused(potsdam, potsdam_labels, tmp_path):
    with pytest.raises(LabelsOutside, match="chosen part"):
        train(potsdam, potsdam_labels, tmp_path / "h.hsfm", window="0,0,1,1")


def test_an_empty_label_layer_is_refused(potsdam, tmp_path):
    with pytest.raises(LabelsEmpty):
        train(potsdam, write_squares(tmp_path, []), tmp_path / "h.hsfm")
    assert_nothing_but(tmp_path, "labels.gpkg")


def test_a_missing_field_is_refused_with_those_that_exist(potsdam, potsdam_labels, tmp_path):
    with pytest.raises(BadParameter, match="landuse") as caught:
        train(potsdam, potsdam_labels, tmp_path / "h.hsfm", field="landuse")
    assert "class_id, class, color" in caught.value.hint


def test_the_default_backbone_refuses_a_scene_without_wavelengths_and_names_the_one_for_it(
    potsdam, potsdam_labels, tmp_path
):
    scene, context = no_wavelength_copy(potsdam, tmp_path / "plain.tif"), Context()
    values = {"scene": scene, "labels": potsdam_labels, "out": tmp_path / "h.hsfm"}
    with pytest.raises(NoWavelengths, match="hsfm-spectral") as caught:
        run_task("train", values, context)
    assert "choose the backbone Spectra" in caught.value.hint
    assert "--backbone spectra" in caught.value.hint
    assert not any("bands are used" in text for text in context.warnings)
    assert_nothing_but(tmp_path, "plain.tif")


def test_a_cancelled_training_leaves_nothing(potsdam, potsdam_labels, tmp_path):
    def stop(kind, fields):
        if kind == "progress" and fields["phase"] == "fit":
            context.cancel()

    context = CallbackContext(stop)
    values = {"scene": potsdam, "labels": potsdam_labels, "out": tmp_path / "h.hsfm"}
    with pytest.raises(Cancelled):
        run_task("train", values, context)
    assert_nothing_but(tmp_path)
