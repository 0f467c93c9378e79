"""Fine-tuning from end to end on a scene whose classes differ in texture alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import rasterio
import torch

from engine.context import CallbackContext, Context
from engine.errors import BadParameter, Cancelled
from engine.folders import checkpoints_folder
from engine.heads.head_file import read_head
from engine.tasks import train_deep
from engine.tasks.deep_material import key_of_run
from engine.tasks.registry import run_task
from engine.training.deep_checkpoint import KEPT_DAYS, Checkpoint, State
from engine.training.deep_progress import Course
from tests.data.textured import (
    CLASSES,
    FIELD_PX,
    field_classes,
    field_squares,
    write_squares,
    write_textured,
)
from tests.data.tiny_vit import use_tiny

ROOT = Path(__file__).resolve().parents[2]
MODES = (
    ("hsfm-spectral", "conv"),
    ("hsfm-spectral", "adapter"),
    ("tiny-vit", "lora"),
    ("hsfm-spectral", "full"),
)
EPOCHS = dict(zip(MODES, (8, 8, 16, 8)))
"""That it takes to see the texture; the transformer is random and has more to learn."""

SMALL, LARGE = 3, 5
"""Fields along a side."""

QUICK = {"epochs": 2, "baseline": False}


@pytest.fixture(autouse=True)
def _tiny(monkeypatch, tmp_path):
    use_tiny(monkeypatch, tmp_path / "data")


@pytest.fixture(scope="module")
def textured(tmp_path_factory):
    """Scene and labels of a small and of a larger area, by the number of fields."""
    folder = tmp_path_factory.mktemp("textured")
    return {
        fields: (
            write_textured(folder / f"{fields}.tif", fields),
            write_squares(folder / f"{fields}.gpkg", field_squares(fields)),
        )
        for fields in (SMALL, LARGE)
    }


def _train(data, out, mode, context=None, **options):
    scene, labels = data
    values = {"scene": scene, "labels": labels, "out": out, **options}
    backbone, depth = mode
    context = context or Context()
    return run_task("train", {**values, "backbone": backbone, "depth": depth}, context)


def _told(curves, act=lambda epoch: None):
    """A context that keeps the curve and may act after an epoch."""

    def send(type_, fields):
        if type_ == "partial":
            curves.append(fields["values"])
            act(fields["values"]["epoch"])

    return CallbackContext(send)


@pytest.mark.parametrize("mode", MODES)
def test_it_is_better_than_a_linear_head_where_texture_tells(textured, tmp_path, mode):
    result = _train(textured[LARGE], tmp_path / "h.hsfm", mode, epochs=EPOCHS[mode], baseline=False)
    metrics = result.metrics
    deep, linear = metrics["balanced_accuracy"]["mean"], metrics["linear"]["balanced_accuracy"]
    assert deep > linear["mean"] + 0.1
    assert metrics["best_epoch"] > 0
    json.dumps(result.to_json(), allow_nan=False)


@pytest.fixture(scope="module")
def conv(textured, tmp_path_factory):
    """A convolutional head, what was told of it, and what came out."""
    folder = tmp_path_factory.mktemp("conv")
    curves = []
    with pytest.MonkeyPatch.context() as patch:
        use_tiny(patch, folder / "data")
        result = _train(textured[SMALL], folder / "h.hsfm", MODES[0], _told(curves), epochs=3)
        left = list(checkpoints_folder().glob("*"))
    return folder / "h.hsfm", curves, result, left


def test_every_epoch_is_told_and_kept(conv):
    path, curves, result, _ = conv
    names = {"epoch", "epochs", "loss", "held_out_loss", "held_out_accuracy", "best_epoch"}
    assert [entry["epoch"] for entry in curves] == [1, 2, 3]
    assert all(set(entry) == names for entry in curves)
    assert result.metrics["curve"] == read_head(path).evidence["curve"] == curves


def test_nothing_is_left_of_a_run_that_is_complete(conv):
    path, _, _, left = conv
    assert left == []
    assert [file.name for file in path.parent.iterdir() if file.is_file()] == ["h.hsfm"]


def test_the_baseline_stands_beside_it(conv):
    metrics = conv[2].metrics
    assert [row["name"] for row in metrics["baseline"]] == [
        "random forest",
        "support vector machine",
    ]
    assert set(metrics["seconds"]) == {"features", "fit", "validate", "baseline"}


def test_pixels_that_measure_decide_nothing(conv):
    places = read_head(conv[0]).evidence["places"]
    tested = sum(fold == 0 for fold in places["fold"])
    assert tested == sum(map(sum, conv[2].metrics["confusion"]["matrix"]))
    assert 0 < tested < len(places["fold"]) / 2


def test_a_map_of_it_does_not_show_its_windows(textured, conv, tmp_path):
    scene, _ = textured[SMALL]
    maps = []
    for window in ("", "11,7,40,37"):
        out = tmp_path / f"map{len(maps)}.tif"
        values = {"scene": scene, "head": conv[0], "out": out, "window": window or None}
        run_task("classify", values, Context())
        with rasterio.open(out) as file:
            maps.append(file.read(1))
    np.testing.assert_array_equal(maps[0][11:51, 7:44], maps[1])


def test_a_tuned_network_is_never_taken_for_the_plain_one(textured, tmp_path):
    """Both have their own ONNX file; the backend compares what it computes with torch."""
    for number, depth in enumerate(("conv", "lora")):
        head = tmp_path / f"{depth}.hsfm"
        _train(textured[SMALL], head, ("tiny-vit", depth), **QUICK)
        values = {"scene": textured[SMALL][0], "head": head, "backend": "onnx"}
        run_task("classify", {**values, "out": tmp_path / f"{depth}.tif"}, Context())
        assert len(list((tmp_path / "data").rglob("*.onnx"))) == number + 1


def test_it_can_be_exported(conv, tmp_path):
    values = {"head": conv[0], "out": tmp_path / "h.onnx"}
    result = run_task("export", values, Context())  # compares with torch by itself
    assert result.metrics["agreement"]


KILLED = """
import os, signal, sys
import pytest, torch
torch.set_num_threads(int(sys.argv[5]))
from engine.context import CallbackContext
from engine.tasks.registry import run_task
from tests.data import tiny_vit
patch = pytest.MonkeyPatch()
tiny_vit.use_tiny(patch, sys.argv[4])
def send(type_, fields):
    if type_ == "partial" and fields["values"]["epoch"] == 3:
        os.kill(os.getpid(), signal.SIGKILL)
run_task("train", {"scene": sys.argv[1], "labels": sys.argv[2], "out": sys.argv[3],
    "backbone": sys.argv[6], "depth": sys.argv[7], "epochs": 4, "baseline": False},
    CallbackContext(send))
"""


@pytest.fixture(scope="module")
def killed(textured, tmp_path_factory):
    """Folders of runs that were killed after their second epoch, by mode; all at the same time."""
    folders = {mode: tmp_path_factory.mktemp("killed") for mode in MODES}
    running = {}
    for mode, folder in folders.items():
        paths = [*map(str, textured[SMALL]), str(folder / "h.hsfm"), str(folder / "data")]
        command = [sys.executable, "-c", KILLED, *paths, str(torch.get_num_threads()), *mode]
        running[mode] = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)
    for process in running.values():
        told = process.communicate()[1]
        assert process.returncode == -9, told.decode()
    return folders


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
@pytest.mark.parametrize("mode", MODES)
def test_a_run_that_was_killed_goes_on_to_the_same_head(
    textured, killed, tmp_path, monkeypatch, mode
):
    whole, resumed = tmp_path / "whole.hsfm", killed[mode] / "h.hsfm"
    _train(textured[SMALL], whole, mode, epochs=4, baseline=False)
    assert not resumed.exists()
    use_tiny(monkeypatch, killed[mode] / "data")
    curves = []
    _train(textured[SMALL], resumed, mode, _told(curves), epochs=4, baseline=False)
    assert [entry["epoch"] for entry in curves] == [1, 2, 3, 4]
    assert curves == read_head(whole).metrics["curve"]
    assert resumed.read_bytes() == whole.read_bytes()
    assert list(checkpoints_folder().glob("*")) == []


def test_a_damaged_checkpoint_counts_as_none(textured, tmp_path):
    context = _told([], lambda epoch: context.cancel() if epoch == 2 else None)
    _train(textured[SMALL], tmp_path / "h.hsfm", MODES[0], context, epochs=3)
    (path,) = checkpoints_folder().glob("*/*")
    data = bytearray(path.read_bytes())
    data[-5] ^= 1
    path.write_bytes(data)
    curves = []
    context = _told(curves)
    _train(textured[SMALL], tmp_path / "h.hsfm", MODES[0], context, epochs=3, baseline=False)
    assert any("is damaged" in text for text in context.warnings)
    assert len(curves) == 3


@pytest.mark.parametrize("mode", MODES)
def test_a_cancellation_keeps_the_best_so_far(textured, tmp_path, mode):
    context = _told([], lambda epoch: context.cancel() if epoch == 2 else None)
    result = _train(textured[SMALL], tmp_path / "h.hsfm", mode, context, epochs=50)
    assert result.metrics["epochs"] == 2
    assert any("stopped after 2 of 50 epochs" in text for text in result.metrics["warnings"])
    assert read_head(tmp_path / "h.hsfm").scores.depth == mode[1]
    curves = []
    again = _told(curves, lambda epoch: again.cancel() if epoch == 3 else None)
    _train(textured[SMALL], tmp_path / "h.hsfm", mode, again, epochs=50)
    assert [entry["epoch"] for entry in curves] == [1, 2, 3]


def test_a_cancellation_does_not_wait_for_the_linear_head(textured, tmp_path, monkeypatch):
    asked = []
    start = train_deep.fit_start

    def told(found, learnt, seed, check):
        asked.append(learnt)
        check()
        return start(found, learnt, seed, check)

    monkeypatch.setattr(train_deep, "fit_start", told)
    context = _told([], lambda epoch: context.cancel() if epoch == 1 else None)
    result = _train(textured[SMALL], tmp_path / "h.hsfm", MODES[0], context, epochs=50)
    assert result.metrics["linear"]["balanced_accuracy"] == {"mean": None, "std": None}
    assert result.metrics["balanced_accuracy"]["mean"] is not None
    assert any("linear head beside it was not measured" in text for text in context.warnings)
    assert read_head(tmp_path / "h.hsfm").metrics["epochs"] == 1


@pytest.mark.parametrize(("options", "is_said"), [({}, False), ({"folds": 4}, True)])
def test_folds_and_repeats_that_do_not_apply_are_said(textured, tmp_path, options, is_said):
    result = _train(textured[SMALL], tmp_path / "h.hsfm", MODES[0], **QUICK, **options)
    said = [text for text in result.metrics["warnings"] if "do not apply to fine-tuning" in text]
    assert bool(said) == is_said
    assert result.metrics["balanced_accuracy"]["std"] is None


@pytest.mark.parametrize("phase", ["validate", "compare"])
def test_a_cancellation_after_training_keeps_what_was_trained(textured, tmp_path, phase):
    def send(type_, fields):
        if type_ == "progress" and fields["phase"] == phase:
            context.cancel()

    context = CallbackContext(send)
    result = _train(textured[SMALL], tmp_path / "h.hsfm", MODES[0], context, epochs=1)
    assert "baseline" not in result.metrics
    assert (result.metrics["folds"] == 0) == (phase == "validate")
    assert read_head(tmp_path / "h.hsfm").metrics["epochs"] == 1


def test_what_would_take_long_is_not_measured_after_a_cancellation(textured, tmp_path, monkeypatch):
    monkeypatch.setattr(train_deep, "BRIEF_S", 0.0)
    context = _told([], lambda epoch: context.cancel() if epoch == 1 else None)
    result = _train(textured[SMALL], tmp_path / "h.hsfm", MODES[0], context, epochs=50)
    assert result.metrics["balanced_accuracy"] == {"mean": None, "std": None}
    assert any("accuracy was not measured" in text for text in result.metrics["warnings"])
    assert read_head(tmp_path / "h.hsfm").metrics["epochs"] == 1


@pytest.mark.parametrize("mode", MODES)
def test_a_cancellation_before_the_first_epoch_leaves_nothing(textured, tmp_path, mode):
    def send(type_, fields):
        if type_ == "progress" and fields["phase"] == "fit":
            context.cancel()

    context = CallbackContext(send)
    with pytest.raises(Cancelled):
        _train(textured[SMALL], tmp_path / "h.hsfm", mode, context)
    assert not list(tmp_path.glob("h.hsfm*"))


@pytest.mark.parametrize("mode", MODES)
def test_hard_labels(textured, tmp_path, mode):
    """A class of one pixel, polygons of two classes over each other, another coordinate system."""
    squares = [
        *field_squares(SMALL),
        (30.2, 2.2, 0.6, "single"),
        (5, 5, 4, "mixed"),
        (5, 5, 4, "clumped"),
    ]
    labels = write_squares(tmp_path / "l.gpkg", squares, "EPSG:4326")
    data = (textured[SMALL][0], labels)
    result = _train(data, tmp_path / "h.hsfm", mode, **QUICK)
    warnings = " ".join(result.metrics["warnings"])
    assert "16 pixels lie in polygons of two classes and are left out" in warnings
    assert "single has one polygon only" in warnings
    pixels = {row["name"]: row["pixels"] for row in result.metrics["per_class"]}
    assert pixels["single"] == 1
    assert set(pixels) == {*CLASSES, "single"}


def test_two_separate_places_leave_nothing_to_measure(textured, tmp_path):
    squares = [(5, 5, 8, "a"), (5, 20, 8, "b"), (55, 5, 8, "a"), (55, 20, 8, "b")]
    data = (textured[SMALL][0], write_squares(tmp_path / "l.gpkg", squares))
    result = _train(data, tmp_path / "h.hsfm", MODES[0], **QUICK)
    assert result.metrics["balanced_accuracy"]["mean"] is None or result.metrics["folds"] == 1
    one = [(5, 5, 8, "a"), (5, 20, 8, "b")]
    data = (textured[SMALL][0], write_squares(tmp_path / "one.gpkg", one))
    result = _train(data, tmp_path / "one.hsfm", MODES[0], **QUICK)
    assert result.metrics["balanced_accuracy"]["mean"] is None
    assert any("accuracy is unknown" in text for text in result.metrics["warnings"])


def test_windows_beyond_the_memory_are_thinned_out_and_said(textured, tmp_path):
    result = _train(textured[LARGE], tmp_path / "h.hsfm", MODES[0], memory=64, **QUICK)
    assert not any("more would not fit" in text for text in result.metrics["warnings"])
    limits = {"limit_bytes": 6 * 4 * 40 * 38 * 38}
    original = train_deep.read_material.__globals__["read_windows"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(
            train_deep.read_material.__globals__,
            "read_windows",
            lambda *args, **options: original(*args, **{**options, **limits}),
        )
        result = _train(textured[LARGE], tmp_path / "h.hsfm", MODES[0], **QUICK)
    assert any("6 of 16 windows" in text for text in result.metrics["warnings"])
    assert len(result.metrics["classes"]) == 3


@pytest.mark.parametrize(
    ("mode", "options", "words"),
    [
        (("hsfm-spectral", "lora"), {}, "no attention"),
        (("spectra", "full"), {}, "no weights that could be trained"),
    ],
)
def test_what_cannot_be_trained_is_refused(textured, tmp_path, mode, options, words):
    with pytest.raises(BadParameter, match=words):
        _train(textured[SMALL], tmp_path / "h.hsfm", mode, **QUICK)
    assert not list(tmp_path.glob("h.hsfm*"))


def test_going_on_from_another_head_is_refused(textured, conv, tmp_path):
    with pytest.raises(BadParameter, match="cannot continue from"):
        _train(textured[SMALL], tmp_path / "h.hsfm", MODES[0], init=conv[0])


def test_checkpoints_are_removed_after_a_month(tmp_path):
    old = Checkpoint(tmp_path, "old", Context())
    old.write(State({"a": torch.ones(2)}, {"epoch": 1}))
    (file,) = tmp_path.glob("old/*")
    past = time.time() - (KEPT_DAYS + 1) * 86_400
    os.utime(file, (past, past))
    new = Checkpoint(tmp_path, "new", Context())
    assert new.read() is None
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_cannot_be_recognised_keeps_nothing_and_removes_nothing(tmp_path):
    other = Checkpoint(tmp_path, "other", Context())
    other.write(State({"a": torch.ones(2)}, {"epoch": 1}))
    nameless = Checkpoint(tmp_path, "", Context())
    nameless.write(State({"a": torch.zeros(2)}, {"epoch": 2}))
    assert nameless.read() is None
    nameless.remove()
    assert other.read().facts == {"epoch": 1}
    assert [path.name for path in tmp_path.iterdir()] == ["other"]


def test_a_scene_without_a_fingerprint_has_no_checkpoint():
    found = SimpleNamespace(scene=SimpleNamespace(fingerprint=""))
    assert key_of_run(found, "conv", Course(2, 1e-3, 0.0, 0)) == ""


def test_a_checkpoint_that_cannot_be_written_costs_only_itself(tmp_path):
    (tmp_path / "file").write_text("")
    context = Context()
    checkpoint = Checkpoint(tmp_path / "file", "key", context)
    for _ in range(2):
        checkpoint.write(State({"a": torch.ones(2)}, {}))
    assert len(context.warnings) == 1


@pytest.fixture(scope="module")
def many(textured, tmp_path_factory):
    """A hundred thousand small polygons."""
    rng = np.random.default_rng(0)
    side = LARGE * FIELD_PX
    rows, cols = rng.uniform(0, side - 1, (2, 100_000))
    classes = field_classes(LARGE)[rows.astype(int) // FIELD_PX, cols.astype(int) // FIELD_PX]
    squares = [(r, c, 0.4, CLASSES[int(n)]) for r, c, n in zip(rows, cols, classes)]
    path = write_squares(tmp_path_factory.mktemp("many") / "many.gpkg", squares)
    return textured[LARGE][0], path


@pytest.mark.parametrize("mode", MODES)
def test_a_hundred_thousand_polygons_are_no_trouble(many, tmp_path, mode):
    result = _train(many, tmp_path / "h.hsfm", mode, epochs=1, baseline=False)
    assert result.metrics["pixels"] > 10_000
    assert (tmp_path / "h.hsfm").stat().st_size < 4_000_000


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
@pytest.mark.parametrize("mode", MODES)
def test_a_gpu_trains_in_lower_precision_as_well(textured, tmp_path, mode):
    options = {"epochs": EPOCHS[mode], "baseline": False, "device": "cuda"}
    result = _train(textured[LARGE], tmp_path / "h.hsfm", mode, **options)
    deep, linear = (
        result.metrics["balanced_accuracy"]["mean"],
        result.metrics["linear"]["balanced_accuracy"]["mean"],
    )
    assert deep > linear + 0.1
