"""clouds from end to end on a made-up radiance product under official EnMAP metadata."""

from __future__ import annotations

import csv
import hashlib
import json
import threading
from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np
import pytest
import rasterio
import torch
from safetensors.torch import save_file

from engine.console.printing import describe_result
from engine.context import CallbackContext, Context
from engine.detect import clouds as detect_clouds
from engine.detect import toa
from engine.detect.clouds import CloudOperator
from engine.errors import (
    AllNodata,
    Cancelled,
    InputUnreadable,
    ModelNotInstalled,
    ModelUnknown,
    NoWavelengths,
    WrongLevel,
)
from engine.folders import RESOURCES
from engine.models import registry
from engine.models.installed import WEIGHTS, Installed
from engine.models.spectf.adapter import FAMILY
from engine.models.spectf.network import CloudProbability
from engine.scene import Band, open_scene
from engine.stream.operator import Batch
from engine.tasks.registry import run_task
from tests.data.radiance import SIZE, bands_of, official_metadata, radiance_product
from tests.data.weights import seeded

CONFIG = {"dim": 64, "heads": 8, "hidden": 64, "classes": 2}
SUN_ELEVATION_DEG = 63.038384
SUN_DISTANCE_AU = 1.016548
"""On 2017-06-26, by NREL's solar position algorithm (Reda and Andreas 2004)."""

GROUND, CLOUDY = 0.12, 0.40
CLOUD_ROWS, CLOUD_COLS = slice(4, 10), slice(3, 15)
FLAGGED = (5, 5)
"""A pixel of the cloud that the provider calls cloud, too; further ones it knows nothing of."""
OUTSIDE_ROWS = slice(20, SIZE)
EMPTY = (0, 0)

THRESHOLD = 0.9
PROBABILITIES = {"ground": 0.785397, "cloud": 0.975657}
"""Of the weights below, recorded with torch 2.13 on the CPU."""


def _weights() -> dict[str, torch.Tensor]:
    """Weights without skill that give bright pixels a higher score than dark ones."""
    tensors = seeded(FAMILY.build(CONFIG).state_dict(), 0)
    tensors["head.weight"] *= 4
    tensors["spectral_embed.linear.weight"] *= 3
    return tensors


def _radiance(shared_data, reflectance: np.ndarray) -> np.ndarray:
    """Radiance of a flat reflectance ``(rows, cols)`` in all bands of the official product."""
    bands = bands_of(official_metadata(shared_data)[1])
    sun = np.array([_irradiance(centre, width) for centre, width in bands[:, :2]])
    light = sun * np.sin(np.radians(SUN_ELEVATION_DEG)) / (np.pi * SUN_DISTANCE_AU**2)
    return light[:, None, None] * reflectance


@cache
def _sunlight() -> np.ndarray:
    """Wavelength in nm and irradiance in W m-2 nm-1, ``(2, rows)``."""
    with (RESOURCES / "bands" / "solar_irradiance.csv").open() as lines:
        return np.array([tuple(map(float, row.values())) for row in csv.DictReader(lines)]).T


def _irradiance(centre: float, width: float) -> float:
    """Integral of the tabulated sunlight under a Gaussian, straight from the file."""
    nm, sun = _sunlight()
    response = np.exp(-4 * np.log(2) * ((nm - centre) / width) ** 2)
    return float((response * sun).sum() / response.sum())


def _install(folder) -> None:
    """Installs ``spectf-cloud`` with made-up weights under a folder of models."""
    place = folder / "spectf-cloud"
    place.mkdir(parents=True)
    save_file(_weights(), place / WEIGHTS)
    size = (place / WEIGHTS).stat().st_size
    digest = hashlib.sha256((place / "model.safetensors").read_bytes()).hexdigest()
    model = Installed("spectf-cloud", "spectf", "spectf", CONFIG, digest, size, place)
    (place / "model.json").write_text(model.record_text(), encoding="utf-8")


@pytest.fixture(scope="module", autouse=True)
def models(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models")
    _install(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HSFM_MODELS", str(folder))
        yield folder


@pytest.fixture(scope="module")
def radiance(shared_data):
    reflectance = np.full((SIZE, SIZE), GROUND)
    reflectance[CLOUD_ROWS, CLOUD_COLS] = CLOUDY
    made = _radiance(shared_data, reflectance)
    made[:, EMPTY[0], EMPTY[1]] = np.nan
    return made


@pytest.fixture(scope="module")
def product(shared_data, tmp_path_factory, radiance):
    cloud, classes = np.zeros((SIZE, SIZE)), np.ones((SIZE, SIZE))
    cloud[FLAGGED] = 1
    classes[OUTSIDE_ROWS] = 3
    layers = {"CLOUD": cloud, "CLASSES": classes, "CIRRUS": 3 * cloud, "TESTFLAGS": 2 * cloud}
    folder = tmp_path_factory.mktemp("scene")
    return radiance_product(shared_data, folder, radiance, layers=layers)


@pytest.fixture(scope="module")
def mapped(product, tmp_path_factory):
    folder = tmp_path_factory.mktemp("mapped")
    return _run(product, folder, threshold=THRESHOLD, probability=True)


def _run(scene, folder, *, context=None, probability=False, **options):
    folder.mkdir(exist_ok=True)
    values = {"scene": scene, "out": folder / "clouds.tif", "device": "cpu", **options}
    if probability:
        values["probability"] = folder / "probability.tif"
    return run_task("clouds", values, context or Context())


def _read(result, role):
    path = next(output.path for output in result.outputs if output.role == role)
    with rasterio.open(path) as file:
        return file.read(1)


def _expected_mask() -> np.ndarray:
    wanted = np.full((SIZE, SIZE), 1)
    wanted[CLOUD_ROWS, CLOUD_COLS] = 2
    wanted[OUTSIDE_ROWS] = 0
    wanted[EMPTY] = 0
    return wanted


def test_radiance_becomes_reflectance_as_by_hand(shared_data, product):
    """Band 31, 574.83 nm: pi L d^2 / (E0 sin(elevation))."""
    scene = open_scene(product)
    band = scene.bands.bands[30]
    centre, width, gain, offset = bands_of(official_metadata(shared_data)[1])[30]
    assert (band.centre_nm, band.fwhm_nm) == (centre, width) == (574.83, 6.63)
    stored = 20_000
    radiance = stored * gain + offset
    assert radiance == pytest.approx(0.104325, abs=1e-6)  # W m-2 sr-1 nm-1
    assert _irradiance(centre, width) == pytest.approx(1.8414, abs=2e-3)  # W m-2 nm-1
    wanted = np.pi * 0.104325 * 1.016548**2 / (1.8414 * 0.891313)
    factor = toa.reflectance_per_radiance(scene, [band])[0]
    assert radiance * factor == pytest.approx(wanted, rel=2e-3)
    assert wanted == pytest.approx(0.20635, abs=2e-4)


def test_the_sunlight_in_every_band_is_the_integral_under_its_response(product):
    bands = open_scene(product).bands.bands
    wanted = [_irradiance(band.centre_nm, band.fwhm_nm) for band in bands]
    np.testing.assert_allclose(toa.irradiance(bands), wanted, rtol=0.01)
    assert np.median(np.abs(toa.irradiance(bands) / wanted - 1)) < 1e-3


def test_the_table_of_sunlight_has_the_published_sum():
    """ASTM G173-03, extraterrestrial: 1233.76 W m-2 between 380 and 2500 nm."""
    nm, sun = _sunlight()
    np.testing.assert_array_equal(nm, np.arange(380, 2501))
    assert np.trapezoid(sun, nm) == pytest.approx(1233.76, rel=1e-3)
    assert sun[nm == 500] == pytest.approx(1.916, rel=0.02)


@pytest.mark.parametrize(
    ("day", "distance"),
    [
        # By NREL's solar position algorithm at 12:00 UTC.
        (date(2017, 6, 26), 1.016548),
        (date(2024, 1, 3), 0.983307),
        (date(2024, 7, 5), 1.016725),
        (date(2030, 10, 10), 0.998597),
    ],
)
def test_the_distance_to_the_sun_follows_the_year(day, distance):
    assert toa.sun_distance(day) == pytest.approx(distance, abs=1e-4)


def test_a_band_without_width_takes_the_spacing_of_its_neighbours():
    bands = [Band(n, 500.0 + 8 * n, None) for n in range(1, 9)]
    known = [replace(band, fwhm_nm=8.0) for band in bands]
    np.testing.assert_allclose(toa.irradiance(bands), toa.irradiance(known), rtol=1e-6)


def test_a_band_outside_the_sunlight_is_refused():
    with pytest.raises(WrongLevel, match=r"band at 8500\.0 nm lies outside the sunlight"):
        toa.irradiance([Band(1, 8500.0, 20.0)])


def test_bright_pixels_are_cloud_and_dark_ones_clear(mapped):
    np.testing.assert_array_equal(_read(mapped, "cloud_mask"), _expected_mask())


def test_the_probability_is_recorded_and_undefined_where_nothing_was_measured(mapped):
    made, mask = _read(mapped, "probability"), _expected_mask()
    np.testing.assert_allclose(made[mask == 1], PROBABILITIES["ground"], atol=2e-3)
    np.testing.assert_allclose(made[mask == 2], PROBABILITIES["cloud"], atol=2e-3)
    assert np.isnan(made[mask == 0]).all()
    assert made.dtype == np.float32


def test_a_pixel_that_the_provider_calls_cloud_is_judged_too(mapped):
    assert _read(mapped, "cloud_mask")[FLAGGED] == 2


def test_the_mask_tells_its_classes_to_qgis_and_to_the_user(mapped):
    mask = next(output for output in mapped.outputs if output.role == "cloud_mask")
    assert (mask.kind, [c["name"] for c in mask.classes]) == ("classes", ["clear", "cloud"])
    assert [c["value"] for c in mask.classes] == [1, 2]
    with rasterio.open(mask.path) as file:
        assert (file.nodata, file.dtypes[0]) == (0.0, "uint8")
        assert file.colormap(1)[2][:3] == (0xF2, 0xF2, 0xF2)
    assert 'label="cloud"' in mask.path.with_suffix(".qml").read_text()
    assert "<F>cloud</F>" in (mask.path.parent / "clouds.tif.aux.xml").read_text()
    probability = mapped.outputs[1]
    assert (probability.role, probability.kind) == ("probability", "scores")
    assert "singlebandpseudocolor" in probability.path.with_suffix(".qml").read_text()


def test_the_metrics_count_clouds(mapped):
    cloudy = 6 * 12
    measured = 20 * SIZE - 1
    assert mapped.metrics["pixels"] == {
        "mapped": measured,
        "not_mapped": SIZE * SIZE - measured,
        "within_polygons": False,
    }
    assert mapped.metrics["cloud_percent"] == round(100 * cloudy / measured, 3)
    assert mapped.metrics["threshold"] == THRESHOLD
    assert [c["pixels"] for c in mapped.metrics["classes"]] == [measured - cloudy, cloudy]
    assert mapped.metrics["classes"][1]["area_ha"] == pytest.approx(cloudy * 0.09, rel=0.01)


def test_the_console_says_how_much_is_cloud(mapped):
    text = describe_result("clouds", mapped.to_json())
    assert "2 cloud      72        6.5" in text
    assert "15.0 % cloud, from a probability of 0.9 on; 479 pixels mapped, 97 masked." in text
    assert "Wrote cloud mask:" in text


def test_the_provenance_names_the_model_and_its_bands(mapped):
    made = json.loads(mapped.outputs[0].path.with_suffix(".json").read_text())
    assert made["model"]["id"] == "spectf-cloud"
    assert len(made["model"]["hash"]) == 64
    assert made["scene"]["level"] == "L1C"
    assert made["scene"]["scale"] == "METADATA.XML (radiance in W m-2 sr-1 nm-1)"
    assert made["parameters"]["threshold"] == THRESHOLD
    assert len(made["bands"]["read"]) == len(mapped.provenance["bands"]["read"])


def test_only_bands_that_the_network_knows_are_read(mapped, product):
    bands = open_scene(product).bands.bands
    centres = [bands[number - 1].centre_nm for number in mapped.provenance["bands"]["read"]]
    assert len(centres) == 215
    assert not [nm for nm in centres if 1275 <= nm <= 1321 or nm <= 405 or nm >= 2455]


def test_the_threshold_itself_counts_as_cloud(product, tmp_path):
    everything = _run(product, tmp_path / "all", threshold=0.0)
    nothing = _run(product, tmp_path / "none", threshold=1.0)
    assert everything.metrics["cloud_percent"] == 100.0
    assert nothing.metrics["cloud_percent"] == 0.0
    assert [output.role for output in nothing.outputs] == ["cloud_mask"]


def test_a_window_gives_the_same_as_the_whole_scene(product, mapped, tmp_path):
    part = _run(product, tmp_path / "part", threshold=THRESHOLD, probability=True, window="3,2,9,7")
    whole = _read(mapped, "probability")[3:12, 2:9]
    np.testing.assert_allclose(_read(part, "probability"), whole, atol=1e-6)
    assert part.metrics["pixels"] == {"mapped": 63, "not_mapped": 0, "within_polygons": False}


def test_pixels_pass_through_the_network_in_chunks_of_bounded_size(monkeypatch):
    monkeypatch.setitem(detect_clouds.CHUNK_PX, "cpu", 10)
    sizes = []

    def scores(spectra, centres):
        sizes.append(tuple(spectra.shape))
        return spectra.mean(dim=1)

    operator = CloudOperator(
        scores, np.array([1.0, 3.0]), np.array([500.0, 600.0]), 0.5, torch.device("cpu")
    )
    values = torch.arange(2 * 2 * 4 * 4, dtype=torch.float32).reshape(2, 2, 4, 4)
    valid = torch.ones(2, 4, 4, dtype=torch.bool)
    valid[0, 0] = False
    with torch.inference_mode():
        made = operator(Batch(values, valid, (), valid))
    assert sizes == [(10, 2), (10, 2), (8, 2)]
    wanted = (values[:, 0] + 3 * values[:, 1]) / 2
    torch.testing.assert_close(made[:, 0], wanted.masked_fill(~valid, 0.0))


def test_a_stopped_run_ends_after_a_chunk_and_leaves_nothing(product, tmp_path, monkeypatch):
    monkeypatch.setitem(detect_clouds.CHUNK_PX, "cpu", 16)
    event, calls = threading.Event(), []

    def stopping(self, spectra, centres):
        calls.append(len(spectra))
        event.set()
        return spectra[:, 0]

    monkeypatch.setattr(CloudProbability, "forward", stopping)
    context = CallbackContext(lambda type_, fields: None, event)
    with pytest.raises(Cancelled):
        _run(product, tmp_path / "out", context=context)
    assert calls == [16]
    assert list((tmp_path / "out").iterdir()) == []


def test_reflectance_is_refused(potsdam, tmp_path):
    with pytest.raises(
        WrongLevel, match=r"is an L2A product: clouds are told from radiance"
    ) as told:
        _run(potsdam, tmp_path / "out")
    assert "L1C" in told.value.hint
    assert list((tmp_path / "out").iterdir()) == []


def test_a_scene_of_unknown_level_is_refused(make_scene):
    scene = replace(make_scene(np.ones((12, 4, 4), np.uint16)), level="")
    with pytest.raises(WrongLevel, match="is not known to be a radiance product"):
        toa.reflectance_per_radiance(scene, scene.bands.bands)


def test_radiance_of_unknown_unit_is_refused(shared_data, radiance, tmp_path):
    scene = radiance_product(shared_data, tmp_path / "scene", radiance, scales=True)
    with pytest.raises(
        InputUnreadable, match=r"unit of the radiance in .* is not known .scale: band"
    ):
        _run(scene, tmp_path / "out")


def test_a_product_that_states_no_gain_is_refused(shared_data, radiance, tmp_path):
    def ungained(text):
        return text.replace("GainOfBand", "GainOfNothing")

    scene = radiance_product(shared_data, tmp_path / "scene", radiance, edit_xml=ungained)
    with pytest.raises(InputUnreadable, match="unit of the radiance"):
        _run(scene, tmp_path / "out")


def test_a_cube_without_its_metadata_is_refused(shared_data, radiance, tmp_path):
    scene = radiance_product(shared_data, tmp_path / "scene", radiance, with_metadata=False)
    with pytest.raises(NoWavelengths, match="does not say at which wavelengths") as told:
        _run(scene, tmp_path / "out")
    assert "METADATA.XML" in told.value.hint


@pytest.mark.parametrize(
    ("element", "text", "told"),
    [
        ("63.038384", "", "say nothing about it"),
        ("63.038384", "-3.5", "say '-3.5', which cannot be"),
        ("63.038384", "high", "say 'high', which cannot be"),
    ],
)
def test_a_product_without_sun_is_refused(shared_data, radiance, tmp_path, element, text, told):
    def changed(xml):
        return xml.replace(f'<center unit="DEG">{element}', f'<center unit="DEG">{text}')

    scene = radiance_product(shared_data, tmp_path / "scene", radiance, edit_xml=changed)
    with pytest.raises(InputUnreadable, match=f"elevation of the sun is needed, .* {told}"):
        _run(scene, tmp_path / "out")


def test_a_product_without_date_is_refused(product):
    scene = replace(open_scene(product), acquired="")
    with pytest.raises(InputUnreadable, match="The date is needed"):
        toa.reflectance_per_radiance(scene, scene.bands.bands)


def test_a_scene_where_nothing_was_measured_is_refused(shared_data, radiance, tmp_path):
    nothing = np.full_like(radiance, np.nan)
    scene = radiance_product(shared_data, tmp_path / "scene", nothing)
    with pytest.raises(AllNodata):
        _run(scene, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_model_that_is_not_here_can_be_fetched(product, tmp_path, monkeypatch):
    monkeypatch.setenv("HSFM_MODELS", str(tmp_path / "none"))
    monkeypatch.setattr(registry, "cards", lambda: {"spectf-cloud": None})
    with pytest.raises(ModelNotInstalled) as told:
        _run(product, tmp_path / "out")
    assert "python -m engine models fetch spectf-cloud" in told.value.hint


def test_a_model_that_nobody_knows_is_refused(product, tmp_path):
    with pytest.raises(ModelUnknown, match="There is no model 'cloudy'"):
        _run(product, tmp_path / "out", model="cloudy")
