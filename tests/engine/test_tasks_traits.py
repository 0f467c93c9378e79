"""traits from end to end, with a model whose answers can be worked out by hand."""

from __future__ import annotations

import json

import numpy as np
import pytest
import rasterio

from engine.console.printing import describe_result
from engine.context import CallbackContext, Context
from engine.errors import AllNodata, Cancelled, NoWavelengths
from engine.models.cover_model import TRAITS
from engine.stream import loop
from engine.tasks import cover_run
from engine.tasks.registry import run_task
from tests.data.fake_cover_model import SIDE, STD, FakeCoverModel, cover_scene

KNOWN = 30 * 32 + 32 * 32
"""Pixels with an NDVI from 0.5 on: the vegetation, less two rows, and the mixed quarter."""

MAPPED = 62 * SIDE


@pytest.fixture(autouse=True)
def _model(monkeypatch):
    monkeypatch.setattr(cover_run, "cover_model", FakeCoverModel)


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    return cover_scene(tmp_path_factory.mktemp("scene") / "scene.tif")


@pytest.fixture(scope="module")
def mapped(scene, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cover_run, "cover_model", FakeCoverModel)
        return _run(scene, tmp_path_factory.mktemp("mapped"))


def _run(scene, folder, *, context=None, **options):
    folder.mkdir(exist_ok=True)
    values = {"scene": scene, "out": folder / "t.tif", "uncertainty": folder / "u.tif", **options}
    return run_task("traits", {**values, "device": "cpu"}, context or Context())


def _read(result, role="traits"):
    with rasterio.open(next(o.path for o in result.outputs if o.role == role)) as file:
        return file.read()


def test_a_trait_has_a_value_where_it_is_known_and_none_elsewhere(mapped):
    made, std = _read(mapped), _read(mapped, "uncertainty")
    known = np.zeros((SIDE, SIDE), bool)
    known[:30, 32:] = known[32:, 32:] = True
    for number, trait in enumerate(TRAITS[:-1]):
        np.testing.assert_array_equal(np.isfinite(made[number]), known)
        assert made[number, 0, 40] == pytest.approx(trait.high, rel=1e-5)
        middle = trait.low + 0.5 * (trait.high - trait.low)
        assert made[number, 40, 40] == pytest.approx(middle, rel=1e-5)
        assert std[number, 40, 40] == pytest.approx(STD * (trait.high - trait.low), rel=1e-5)
    np.testing.assert_array_equal(np.isnan(std), np.isnan(made))
    assert np.isnan(made[-1]).all()


def test_bands_bear_names_units_and_statistics(mapped):
    with rasterio.open(mapped.outputs[0].path) as file:
        assert file.descriptions == tuple(trait.title for trait in TRAITS)
        assert file.units == tuple(trait.unit for trait in TRAITS)
        assert np.isnan(file.nodata)
        assert set(file.dtypes) == {"float32"}
        assert float(file.tags(1)["STATISTICS_MAXIMUM"]) == pytest.approx(TRAITS[0].high)
        assert not any(key.startswith("STATISTICS") for key in file.tags(len(TRAITS)))


def test_the_metrics_summarise_each_trait(mapped):
    json.dumps(mapped.to_json(), allow_nan=False)
    first, moisture = mapped.metrics["traits"][0], mapped.metrics["traits"][-1]
    trait = TRAITS[0]
    middle = trait.low + 0.5 * (trait.high - trait.low)
    assert (first["name"], first["unit"]) == ("chlorophyll", "µg/cm²")
    assert (first["low"], first["high"]) == (trait.low, trait.high)
    assert (first["pixels"], first["outside"]) == (KNOWN, MAPPED - KNOWN)
    mean = (32 * 32 * middle + 30 * 32 * trait.high) / KNOWN
    assert first["mean"] == pytest.approx(mean, rel=1e-5)
    assert first["std"] == pytest.approx((trait.high - middle) / 2, rel=1e-2)
    assert (first["minimum"], first["p5"]) == pytest.approx((middle, middle), rel=1e-3)
    assert (first["maximum"], first["p95"]) == pytest.approx((trait.high, trait.high), rel=1e-3)
    assert first["uncertainty"] == pytest.approx(STD * (trait.high - trait.low), rel=1e-5)
    assert (moisture["pixels"], moisture["outside"]) == (0, MAPPED)
    assert moisture["mean"] is moisture["p50"] is moisture["uncertainty"] is None
    assert mapped.metrics["pixels"]["mapped"] == MAPPED


def test_the_console_shows_a_row_for_each_trait(mapped):
    text = describe_result("traits", mapped.to_json())
    assert "Leaf chlorophyll (µg/cm²)  50.0 %" in text
    assert "6 to 80" in text
    assert "n/a" in text
    assert "Wrote traits:" in text
    assert "Wrote uncertainty:" in text


def test_an_area_without_plants_is_mapped_empty_with_a_warning(scene, tmp_path):
    context = Context()
    result = _run(scene, tmp_path / "out", context=context, window="0,0,20,20")
    assert any("No trait could be mapped" in text for text in context.warnings)
    assert np.isnan(_read(result)).all()
    assert result.metrics["traits"][0]["outside"] == 400


def test_windows_and_memory_do_not_change_the_map(scene, mapped, tmp_path, monkeypatch):
    monkeypatch.setattr(loop, "CPU_PIXELS", 100)
    small = _run(scene, tmp_path / "small", memory=16)
    part = _run(scene, tmp_path / "part", window="3,20,40,33")
    for role in ("traits", "uncertainty"):
        np.testing.assert_array_equal(_read(small, role), _read(mapped, role))
        np.testing.assert_array_equal(_read(part, role), _read(mapped, role)[:, 3:43, 20:53])


def test_a_cancelled_run_leaves_nothing(scene, tmp_path):
    def stop(kind, fields):
        if kind == "progress" and fields["phase"] == "write":
            context.cancel()

    context = CallbackContext(stop)
    with pytest.raises(Cancelled):
        _run(scene, tmp_path / "out", context=context)
    assert list((tmp_path / "out").iterdir()) == []


def test_what_cannot_be_mapped_is_refused(scene, tmp_path):
    plain = cover_scene(tmp_path / "plain.tif", wavelengths=False)
    with pytest.raises(NoWavelengths):
        _run(plain, tmp_path / "out")
    with pytest.raises(AllNodata):
        _run(scene, tmp_path / "out", window="30,0,2,64")
    assert list((tmp_path / "out").iterdir()) == []
