"""quickmap from end to end, with a cover model whose answers can be worked out by hand."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely
import torch

from engine.console.printing import describe_result
from engine.context import CallbackContext, Context
from engine.errors import (
    AllNodata,
    BadParameter,
    Cancelled,
    ModelUnknown,
    NoWavelengths,
    WrongLevel,
)
from engine.models.cover_model import CERTAINTY, COVERS, KINDS, UNKNOWN, Readings
from engine.stream.operator import Batch
from engine.tasks import cover_run
from engine.tasks.cover_operators import CoverOperator
from engine.tasks.registry import run_task
from tests.data.fake_cover_model import SIDE, STD, FakeCoverModel, cover_scene
from tests.data.make_products import all_nodata_copy, as_level, mini_product

FILES = {"fractions": "f.tif", "uncertainty": "u.tif", "confidence": "c.tif"}
WATER, LOW, SOIL = 1, 4, 6
QUARTER = 32 * 32
TOP = 30 * 32
"""Pixels of the upper quarters, less the rows without values."""


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
    values = {"scene": scene, "out": folder / "m.tif", "device": "cpu", **options}
    values.update({name: folder / file for name, file in FILES.items()})
    return run_task("quickmap", values, context or Context())


def _read(folder_or_result, role="cover_map"):
    if isinstance(folder_or_result, Path):
        path = folder_or_result / {"cover_map": "m.tif", **FILES}[role]
    else:
        path = next(o.path for o in folder_or_result.outputs if o.role == role)
    with rasterio.open(path) as file:
        return file.read() if file.count > 1 else file.read(1)


def _expected() -> np.ndarray:
    wanted = np.full((SIDE, SIDE), WATER)
    wanted[:32, 32:] = LOW
    wanted[32:, :32] = SOIL
    wanted[32:, 32:] = UNKNOWN.value
    wanted[2, 40] = UNKNOWN.value
    wanted[30:32] = 0
    return wanted


def test_every_quarter_gets_its_cover_and_what_nobody_knows_is_said(mapped):
    np.testing.assert_array_equal(_read(mapped), _expected())


def test_fractions_and_their_uncertainty_are_the_model_s(mapped):
    shares, std = _read(mapped, "fractions"), _read(mapped, "uncertainty")
    assert shares.shape == std.shape == (len(COVERS), SIDE, SIDE)
    assert shares.dtype == std.dtype == np.float32
    assert (shares[SOIL - 1, 40, 10], shares[LOW - 1, 40, 10]) == pytest.approx((0.75, 0.25))
    np.testing.assert_allclose(np.nansum(shares, axis=0)[_expected() > 0], 1, atol=1e-6)
    assert np.isnan(shares[:, 30:32]).all()
    assert np.isnan(std[:, 30:32]).all()
    assert std[0, 0, 0] == pytest.approx(STD)


def test_confidence_is_how_surely_the_first_cover_leads(mapped):
    confidence = _read(mapped, "confidence")
    both = [kind for kind in KINDS if {"bare soil", "low vegetation"} & {*kind}]
    lead = (0.75 - 0.25) / (STD * math.sqrt(sum(map(len, both))))
    assert confidence[40, 10] == pytest.approx(0.5 * (1 + math.erf(lead / math.sqrt(2))))
    assert confidence[40, 40] == pytest.approx(0.5, abs=1e-3)
    assert np.isnan(confidence[30:32]).all()


def test_bands_are_named_and_shown_in_colours_that_the_file_explains(mapped):
    for role in ("fractions", "uncertainty"):
        path = next(o.path for o in mapped.outputs if o.role == role)
        with rasterio.open(path) as file:
            assert file.descriptions == tuple(cover.name for cover in COVERS)
            told = file.tags()["TIFFTAG_IMAGEDESCRIPTION"]
        assert "red: built-up, green: low vegetation, blue: water" in told
        style = path.with_suffix(".qml").read_text()
        assert 'redBand="7" greenBand="4" blueBand="1"' in style


def test_the_map_tells_its_classes_to_qgis_and_to_the_user(mapped):
    made = mapped.outputs[0]
    assert [o.role for o in mapped.outputs] == ["cover_map", *FILES]
    assert [o.kind for o in mapped.outputs] == ["classes", "scores", "scores", "scores"]
    wanted = [cover.name for cover in (*COVERS, UNKNOWN)]
    assert [entry["name"] for entry in made.classes] == wanted
    with rasterio.open(made.path) as file:
        assert (file.nodata, file.dtypes[0]) == (0.0, "uint8")
        assert file.colormap(1)[WATER][:3] == (0x2B, 0x6C, 0xB0)
    assert 'label="don&#x27;t know"' in made.path.with_suffix(".qml").read_text()
    assert "<F>low vegetation</F>" in Path(f"{made.path}.aux.xml").read_text()


def test_the_metrics_count_covers_fractions_and_what_nobody_knows(mapped):
    metrics = mapped.metrics
    json.dumps(mapped.to_json(), allow_nan=False)
    pixels = {entry["name"]: entry["pixels"] for entry in metrics["classes"]}
    assert {name: count for name, count in pixels.items() if count} == {
        "water": TOP,
        "low vegetation": TOP - 1,
        "bare soil": QUARTER,
        "don't know": QUARTER + 1,
    }
    total = 2 * TOP + 2 * QUARTER
    assert metrics["pixels"] == {
        "mapped": total,
        "not_mapped": 2 * SIDE,
        "within_polygons": False,
    }
    assert metrics["unknown_percent"] == pytest.approx(100 * (QUARTER + 1) / total, abs=1e-3)
    assert metrics["classes"][SOIL - 1]["area_ha"] == pytest.approx(QUARTER * 0.09)
    shares = {entry["name"]: entry["mean"] for entry in metrics["fractions"]}
    assert shares["low vegetation"] == pytest.approx((TOP + 0.75 * QUARTER) / total, abs=1e-5)
    assert shares["trees"] == 0
    assert {entry["std"] for entry in metrics["fractions"]} == {STD}
    assert metrics["certainty"] == CERTAINTY


def test_the_console_shows_covers_and_their_shares(mapped):
    text = describe_result("quickmap", mapped.to_json())
    assert "6 bare soil       25.8 %       92.2        0.74      32.3 ± 30.0 %" in text
    assert "10 don't know     25.8 %" in text
    assert "Wrote cover map:" in text


def test_the_provenance_names_the_model_and_the_certainty(mapped):
    made = json.loads(mapped.outputs[1].path.with_suffix(".json").read_text())
    assert made["task"] == "quickmap"
    assert made["model"] == {"id": "hsfm-spectral", "hash": "0" * 64}
    assert made["certainty"] == CERTAINTY
    assert len(made["bands"]["read"]) == 12


def test_only_the_map_is_made_where_nothing_else_is_wanted(scene, tmp_path):
    out = tmp_path / "m.tif"
    result = run_task("quickmap", {"scene": scene, "out": out}, Context())
    assert [output.role for output in result.outputs] == ["cover_map"]
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["m.json", "m.qml", "m.tif", "m.tif.aux.xml"]
    np.testing.assert_array_equal(_read(result), _expected())


def test_a_higher_certainty_knows_less(scene, tmp_path):
    sure = _run(scene, tmp_path / "sure", certainty=0.85)
    bold = _run(scene, tmp_path / "bold", certainty=0.5)
    assert (_read(sure) == UNKNOWN.value).sum() == 2 * QUARTER + 1  # nor is soil the only cover
    assert (_read(bold) == UNKNOWN.value).sum() == 1  # unlike all that the model knows
    assert (sure.metrics["certainty"], bold.metrics["certainty"]) == (0.85, 0.5)


def test_much_that_nobody_knows_is_told_with_a_next_step(scene, tmp_path):
    context = Context()
    result = _run(scene, tmp_path / "out", context=context, window="28,28,36,36")
    (told,) = [text for text in context.warnings if "don't know" in text]
    assert told.startswith("84 % of the pixels")
    assert "train a classifier" in told
    assert result.metrics["warnings"] == context.warnings
    assert result.provenance["warnings"] == context.warnings


@pytest.mark.parametrize("role", ["cover_map", *FILES])
def test_the_memory_for_windows_does_not_change_the_maps(
    scene, mapped, tmp_path, role, monkeypatch
):
    from engine.stream import loop

    monkeypatch.setattr(loop, "CPU_PIXELS", 100)
    _run(scene, tmp_path / "out", memory=16)
    np.testing.assert_array_equal(_read(tmp_path / "out", role), _read(mapped, role))


def test_a_window_gives_the_same_as_the_whole_scene(scene, mapped, tmp_path):
    part = _run(scene, tmp_path / "part", window="3,20,40,33")
    for role in ("cover_map", *FILES):
        whole = _read(mapped, role)[..., 3:43, 20:53]
        np.testing.assert_array_equal(_read(part, role), whole)


def _polygon(path, row, col, size):
    left, top = 4e5 + 30 * col, 5.8e6 - 30 * row
    shape = shapely.box(left, top - 30 * size, left + 30 * size, top)
    wkb = shapely.to_wkb(np.array([shape], dtype=object))
    pyogrio.raw.write(path, wkb, [], [], geometry_type="Polygon", crs="EPSG:32633")
    return path


def test_an_area_of_interest_limits_maps_and_shares(scene, tmp_path):
    aoi = _polygon(tmp_path / "aoi.gpkg", 40, 10, 5)
    result = _run(scene, tmp_path / "out", aoi=aoi)
    assert result.metrics["pixels"] == {"mapped": 25, "not_mapped": 0, "within_polygons": True}
    assert result.metrics["fractions"][SOIL - 1]["mean"] == pytest.approx(0.75)
    assert _read(result, "fractions").shape == (9, 5, 5)


def test_an_area_of_interest_off_the_scene_is_refused(scene, tmp_path):
    aoi = _polygon(tmp_path / "aoi.gpkg", 9000, 0, 5)
    with pytest.raises(BadParameter, match="outside the scene"):
        _run(scene, tmp_path / "out", aoi=aoi)
    assert list((tmp_path / "out").iterdir()) == []


def test_an_area_without_a_value_gives_no_map(scene, tmp_path):
    with pytest.raises(AllNodata):
        _run(scene, tmp_path / "out", window="30,0,2,64")
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("phase", ["map", "write"])
def test_a_cancelled_run_leaves_nothing_and_keeps_what_was_there(scene, tmp_path, phase):
    def stop(kind, fields):
        if kind == "progress" and fields["phase"] == phase:
            context.cancel()

    context = CallbackContext(stop)
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "f.tif").write_bytes(b"an earlier map")
    with pytest.raises(Cancelled):
        _run(scene, folder, context=context)
    assert [path.name for path in folder.iterdir()] == ["f.tif"]
    assert (folder / "f.tif").read_bytes() == b"an earlier map"
    _run(scene, folder)
    np.testing.assert_array_equal(_read(folder), _expected())


def test_two_outputs_of_one_name_are_refused(scene, tmp_path):
    values = {"scene": scene, "out": tmp_path / "m.tif", "fractions": tmp_path / "m.tif"}
    with pytest.raises(BadParameter, match="same name"):
        run_task("quickmap", values, Context())
    assert list(tmp_path.iterdir()) == []


def test_a_scene_without_wavelengths_is_refused(tmp_path):
    plain = cover_scene(tmp_path / "plain.tif", wavelengths=False)
    with pytest.raises(NoWavelengths, match="plain"):
        _run(plain, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_radiance_is_refused(potsdam, tmp_path):
    product = mini_product(potsdam, tmp_path, edit_xml=lambda text: as_level(text, "L1C"))
    with pytest.raises(WrongLevel, match="L1C"):
        _run(product, tmp_path / "out")


def test_a_scene_of_nodata_is_refused(potsdam, tmp_path):
    with pytest.raises(AllNodata):
        _run(all_nodata_copy(potsdam, tmp_path / "nothing.tif"), tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_model_that_names_no_covers_is_refused(scene, tmp_path, monkeypatch):
    monkeypatch.undo()
    with pytest.raises(ModelUnknown):
        _run(scene, tmp_path / "out", model="nobody")


def test_answers_that_are_no_numbers_become_nodata():
    operator = CoverOperator(lambda values, valid: None)
    blended = torch.zeros(2 * len(COVERS) + 1, 1, 3)
    blended[0] = 1.0
    blended[len(COVERS) : -1] = STD
    blended[0, 0, 1] = float("nan")
    made = operator.finish(blended, torch.tensor([[True, True, False]]))
    assert made["cover_map"].tolist() == [[WATER, 0, 0]]
    assert np.isnan(made["confidence"][0, 1:]).all()
    assert np.isnan(made["fractions"][:, 0, 1:]).all()
    assert operator.unanswered == 1


def test_only_valid_pixels_are_shown_to_the_network():
    shown = []

    def covers(values, valid):
        shown.append(values[0, 0].flatten().tolist())
        assert valid.all()
        fractions = values[:, :1].repeat(1, len(COVERS), 1, 1)
        return Readings(fractions, fractions + 100, values[:, 1])

    operator = CoverOperator(covers)
    values = torch.arange(24.0).reshape(2, 2, 2, 3)
    for valid in (torch.zeros(2, 2, 3, dtype=torch.bool), values[:, 0] % 2 == 0):
        made = operator(Batch(values, valid, (), valid))
        assert made.shape == (2, 2 * len(COVERS) + 1, 2, 3)
        torch.testing.assert_close(made[:, 0], values[:, 0] * valid)
        torch.testing.assert_close(made[:, -1], values[:, 1] * valid)
    assert shown == [[0, 2, 4, 12, 14, 16]]
