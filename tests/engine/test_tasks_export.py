"""export, and classify with ONNX: whole maps, the same as torch's."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import numpy as np
import pytest
import rasterio
import torch

from engine.backends import choice, onnx_check, onnx_network
from engine.backends.memory import Memory
from engine.context import CallbackContext, Context
from engine.errors import (
    BadParameter,
    BandsUncovered,
    Cancelled,
    InputNotFound,
    ModelUnsupportedLayout,
    WrongLevel,
)
from engine.tasks import mappers
from engine.tasks.registry import run_task

from ..conftest import ROOT
from ..data.tiny_vit import TinyBackbone, use_tiny, write_head
from .test_backends_foreign import CLASSES, _write


@pytest.fixture(scope="module")
def made(tiny):
    """A scene, a head of the tiny transformer, and its export; caches lie in the same folder."""
    with pytest.MonkeyPatch.context() as patch:
        use_tiny(patch, tiny.folder / "data")
        patch.setattr(mappers, "LEAST_WINDOWS", 20)
        patch.setattr(choice, "WORTH", 0.0)
        yield tiny.folder, tiny.scene, tiny.head, tiny.exported


@pytest.fixture
def mapped(made, tmp_path):
    """Classifies the scene: the map, the confidence, the result and the log."""

    def run(head, name="map", **options):
        texts = []
        context = CallbackContext(
            lambda kind, f: texts.append(f["text"]) if kind == "log" else None
        )
        values = {
            "scene": made[1],
            "head": head,
            "out": tmp_path / f"{name}.tif",
            "confidence": tmp_path / f"{name}_c.tif",
            **options,
        }
        result = run_task("classify", values, context)
        with rasterio.open(values["out"]) as one, rasterio.open(values["confidence"]) as two:
            return one.read(1), two.read(1), result, texts

    return run


def test_an_export_is_one_file_and_says_how_well_it_agrees(made):
    folder, _, _, result = made
    assert [p.name for p in sorted(folder.glob("tiny.onnx*"))] == ["tiny.onnx"]
    assert result.outputs[0].path == folder / "tiny.onnx"
    assert result.metrics["agreement"]["equal_labels"] >= 0.999
    assert result.metrics["bytes"] == (folder / "tiny.onnx").stat().st_size
    json.dumps(result.to_json(), allow_nan=False)


def test_onnx_and_torch_agree_on_a_whole_map(made, mapped):
    reference, sure, _, _ = mapped(made[2], "torch", backend="torch")
    assert len(np.unique(reference)) == 5
    assert (reference[:10, :13] == 0).all()
    for name, head, backend in (("a", made[0] / "tiny.onnx", "auto"), ("b", made[2], "onnx")):
        labels, confidence, result, texts = mapped(head, name, backend=backend)
        valid = reference > 0
        equal = (labels == reference)[valid].mean()
        largest = np.abs(confidence - sure)[valid].max()
        print(f"{name}: {100 * equal:.3f} % equal labels, largest difference {largest:.2g}")
        assert equal >= 0.999
        assert largest < 1e-3
        assert ((labels > 0) == valid).all()
        assert result.metrics["backend"]["name"] == "onnx"
        assert result.provenance["model"]["backend"]["onnxruntime"]
    assert any(text.startswith("Backend onnx: ") and "labels equal" in text for text in texts)
    assert result.metrics["backend"]["equal_labels"] >= 0.999


def test_auto_measures_once_and_remembers(made, mapped, monkeypatch):
    from engine.backends import candidates

    monkeypatch.setattr(candidates, "cpu_has_bf16", lambda: False)
    _, _, first, texts = mapped(made[2], "first")
    tried = first.metrics["backend"]["tried"]
    assert set(tried) == {"torch", "onnx", "onnx-int8"}
    assert tried["onnx"]["equal_labels"] >= 0.999
    assert any("computes this map" in text for text in texts)
    monkeypatch.setattr(choice, "fastest", None)
    again, _, second, texts = mapped(made[2], "second")
    assert second.metrics["backend"]["remembered"]
    assert second.metrics["backend"]["name"] == first.metrics["backend"]["name"]
    assert any("measured here before" in text for text in texts)
    reference, _, _, _ = mapped(made[2], "torch", backend="torch")
    assert (again == reference).mean() >= 0.999


@pytest.mark.parametrize("fastest", ["onnx", "onnx-int8"])
def test_another_head_of_the_backbone_is_neither_exported_nor_compared(
    made, mapped, tmp_path, monkeypatch, fastest
):
    mapped(made[2], "first")
    (file,) = (made[0] / "data").rglob("backends.json")
    before = file.read_text()
    monkeypatch.setattr(onnx_network, "write_onnx", None)
    monkeypatch.setattr(choice, "fastest", None)
    known = json.loads(before)
    for entry in known["choices"].values():
        entry["name"] = fastest
        entry["tried"]["onnx"]["windows_per_s"] = 1e6
    head = write_head(tmp_path / "second.hsfm", TinyBackbone(), seed=4)
    try:
        file.write_text(json.dumps(known))
        labels, _, result, texts = mapped(head, "second")
    finally:
        file.write_text(before)
    reference, _, _, _ = mapped(head, "torch", backend="torch")
    assert (labels == reference).mean() >= 0.999
    backend = result.metrics["backend"]
    assert backend["remembered"]
    if fastest == "onnx":
        assert backend["name"] == "onnx"
        assert "equal_labels" not in backend
    elif backend["name"] == "onnx-int8":
        assert backend["equal_labels"] >= 0.999
    else:
        assert backend["name"] == "onnx"
        assert any("onnx-int8 is left out, with this head" in text for text in texts)


def test_a_small_map_is_not_worth_a_comparison(made, mapped, monkeypatch):
    monkeypatch.setattr(Memory, "recall", None)
    _, _, result, _ = mapped(made[2], window="0,0,60,60")
    assert result.metrics["backend"] == {"name": "torch"}


def test_without_onnx_runtime_torch_computes_the_map(made, mapped, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "fresh"))
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    _, _, result, texts = mapped(made[2])
    assert result.metrics["backend"]["name"].startswith("torch")
    assert any("Backend onnx cannot be used here" in text for text in texts)


def test_an_onnx_model_is_not_computed_by_torch(made, mapped):
    with pytest.raises(BadParameter, match="is an ONNX model"):
        mapped(made[0] / "tiny.onnx", backend="torch")


def test_a_model_of_another_level_is_refused(made, tmp_path, mapped, monkeypatch):
    path = _write(tmp_path / "o.onnx")
    about = {"classes": CLASSES, "bands": {"centres_nm": [490, 570, 650]}, "level": "L1C"}
    path.with_suffix(".json").write_text(json.dumps(about))
    from engine.tasks import classify

    opened = classify.open_for_task

    def as_l2a(place, context):
        from dataclasses import replace

        return replace(opened(place, context), level="L2A")

    monkeypatch.setattr(classify, "open_for_task", as_l2a)
    with pytest.raises(WrongLevel, match="L1C"):
        mapped(path)


def test_a_model_of_others_maps_the_scene_by_wavelength_and_by_number(tmp_path, mapped):
    path = _write(tmp_path / "o.onnx")
    about = {
        "classes": CLASSES,
        "bands": {"centres_nm": [490, 570, 650]},
        "output": {"kind": "logits"},
        "window_px": 64,
        "input": {"nodata": 0},
    }
    path.with_suffix(".json").write_text(json.dumps(about))
    labels, _, result, _ = mapped(path, "a")
    assert set(np.unique(labels)) <= {0, 5, 9}
    assert result.metrics["classes"][0]["name"] == "one"
    about["bands"] = {"numbers": [2, 4, 6]}
    path.with_suffix(".json").write_text(json.dumps(about))
    same, _, _, texts = mapped(path, "b")
    np.testing.assert_array_equal(labels, same)
    assert any("by their number" in text for text in texts)
    about["bands"] = {"numbers": [2, 4, 60]}
    path.with_suffix(".json").write_text(json.dumps(about))
    with pytest.raises(BandsUncovered, match="bands 60"):
        mapped(path, "c")


def test_a_map_does_not_replace_the_sidecar_of_its_model(made, tmp_path):
    path = _write(tmp_path / "o.onnx")
    path.with_suffix(".json").write_text("{}")
    values = {"scene": made[1], "head": path, "out": tmp_path / "o.tif"}
    with pytest.raises(BadParameter, match=r"would replace .*o\.json"):
        run_task("classify", values, Context())


def test_an_export_that_disagrees_leaves_nothing(made, tmp_path, monkeypatch):
    folder, _, head, _ = made
    out = tmp_path / "m.onnx"

    def wrong(classifier, path, **options):
        path.write_bytes((folder / "tiny.onnx").read_bytes())
        classifier.bias.add_(torch.arange(4.0))
        return [path]

    from engine.tasks import export

    monkeypatch.setattr(export, "write_onnx", wrong)
    out.write_bytes(b"the earlier one")
    with pytest.raises(ModelUnsupportedLayout, match="not compute what torch computes"):
        run_task("export", {"head": head, "out": out}, Context())
    assert [p.name for p in tmp_path.iterdir()] == ["m.onnx"]
    assert out.read_bytes() == b"the earlier one"


@pytest.mark.parametrize("phase", ["convert", "check"])
def test_a_cancelled_export_leaves_nothing(made, tmp_path, monkeypatch, phase):
    folder, _, head, _ = made

    def copied(classifier, path, **options):
        path.write_bytes((folder / "tiny.onnx").read_bytes())
        return [path]

    from engine.tasks import export

    monkeypatch.setattr(export, "write_onnx", copied)

    def stop(kind, fields):
        if kind == "progress" and fields["phase"] == phase:
            context.cancel()

    context = CallbackContext(stop)
    with pytest.raises(Cancelled):
        run_task("export", {"head": head, "out": tmp_path / "m.onnx"}, context)
    assert not list(tmp_path.iterdir())


def test_a_missing_head_is_named(tmp_path):
    with pytest.raises(InputNotFound, match=r"none\.hsfm"):
        run_task("export", {"head": tmp_path / "none.hsfm", "out": tmp_path / "m.onnx"}, Context())


def test_spectra_are_mapped_without_loading_onnx():
    code = (
        "import sys; import engine.tasks.classify, engine.tasks.mappers; "
        "print([m for m in ('onnx', 'onnxruntime', 'onnxscript') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, env=dict(os.environ)
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_the_limit_for_exports_is_far_above_rounding(made):
    assert made[3].metrics["agreement"]["largest_difference"] < onnx_check.LARGEST_DIFFERENCE / 100
