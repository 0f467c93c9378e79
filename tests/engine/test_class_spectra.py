"""Spectra under labels: what a class looks like, and which polygons are far from it."""

from __future__ import annotations

import json

import numpy as np
import pyogrio.raw
import pytest
import rasterio
import shapely
from affine import Affine

from engine.context import Context
from engine.errors import LabelsOutside
from engine.protocol import MAX_LINE_BYTES, encode
from engine.scene import Grid
from engine.tasks.registry import run_task
from engine.training.class_fields import ClassName
from engine.training.class_spectra import angles, class_spectra, far_polygons
from engine.training.labels import Labels
from tests.data.simulated import read_vector

GRID = Grid(200, 200, (30.0, 0.0, 4e5, 0.0, -30.0, 5.8e6), None)
BANDS = 30
X = np.linspace(0, 1, BANDS)
FLOAT16 = 2.0**-11
"""Features are kept with so much relative error at most; the answer is rounded to 0.0001."""
SHAPES = np.array([0.3 + 0.2 * np.sin(3 * X), 0.5 - 0.3 * X, 0.1 + 0.4 * X**2])
"""Three materials whose spectra differ by 0.2 radians and more."""


def _labels(index, unit, classes=3):
    names = tuple(ClassName(n + 1, f"class {n + 1}", "#101010") for n in range(classes))
    place = np.arange(len(index))
    return Labels(names, place // 200, place % 200, np.asarray(index), np.asarray(unit))


def _drawn(materials, classes, noise=0.01, pixels=9, seed=0):
    """Polygons of 9 pixels: the material that each shows and the class that it was given."""
    random = np.random.default_rng(seed)
    bright = random.uniform(0.4, 1.6, (len(materials), 1))
    spectra = np.repeat(SHAPES[materials] * bright, pixels, axis=0)
    spectra = spectra + random.normal(0, noise, spectra.shape)
    labels = _labels(np.repeat(classes, pixels), np.repeat(np.arange(len(classes)), pixels))
    return spectra.astype(np.float32), labels


def _described(spectra, labels, **given):
    options = {"centres_nm": None, "bands": range(1, spectra.shape[1] + 1), **given}
    return class_spectra(spectra, labels, GRID, **options)


def test_mean_and_percentiles_are_those_of_the_pixels_of_the_class():
    materials = np.repeat([0, 1, 2], 5)
    spectra, labels = _drawn(materials, materials)
    found = _described(spectra, labels)
    for place, entry in enumerate(found["classes"]):
        own = spectra[labels.index == place]
        assert entry["pixels"] == len(own) and entry["polygons"] == 5
        np.testing.assert_allclose(entry["mean"], own.mean(axis=0), atol=6e-5)
        np.testing.assert_allclose(entry["low"], np.percentile(own, 10, axis=0), atol=6e-5)
        np.testing.assert_allclose(entry["high"], np.percentile(own, 90, axis=0), atol=6e-5)


def test_a_polygon_of_another_material_is_far_and_listed_first():
    classes = np.repeat([0, 1, 2], 6)
    materials = classes.copy()
    materials[8] = 0
    found = _described(*_drawn(materials, classes))
    assert [entry["far"] for entry in found["classes"]] == [0, 1, 0]
    first = found["polygons"][0]
    assert first["is_far"] and first["class"] == 2
    assert first["distance"] > 0.2
    # The middle of its nine pixels 72 to 80 is the pixel 76.
    assert (first["row"], first["col"]) == (0, 76)
    assert (first["x"], first["y"]) == (4e5 + 76.5 * 30, 5.8e6 - 15)


def test_a_material_without_a_class_is_far_even_if_no_class_is_nearer():
    classes = np.repeat([0, 1], 6)
    materials = classes.copy()
    materials[3] = 2
    found = _described(*_drawn(materials, classes, noise=0.002))
    assert [entry["far"] for entry in found["classes"]] == [1, 0]


def test_brightness_does_not_make_a_polygon_far():
    materials = np.repeat([0, 1], 6)
    spectra, labels = _drawn(materials, materials)
    spectra[:9] *= 0.1
    assert not any(entry["far"] for entry in _described(spectra, labels)["classes"])


def test_homogeneous_classes_give_no_alarm():
    materials = np.repeat([0, 1, 2], 40)
    spectra, labels = _drawn(materials, materials, noise=1e-4)
    assert not any(entry["far"] for entry in _described(spectra, labels)["classes"])


def test_three_polygons_do_not_show_what_is_usual():
    classes = np.repeat([0, 1], [3, 6])
    materials = classes.copy()
    materials[2] = 1
    found = _described(*_drawn(materials, classes))
    assert not any(entry["far"] for entry in found["classes"])


def test_a_spectrum_of_zeros_is_no_number_that_json_cannot_hold():
    materials = np.repeat([0, 1], 5)
    spectra, labels = _drawn(materials, materials)
    spectra[labels.unit == 2] = 0.0
    json.dumps(_described(spectra, labels), allow_nan=False)


def test_the_order_of_the_polygons_does_not_change_who_is_far():
    classes = np.repeat([0, 1, 2], 6)
    materials = classes.copy()
    materials[[2, 14]] = [2, 0]
    spectra, labels = _drawn(materials, classes)
    mean = np.array([spectra[labels.unit == unit].mean(axis=0) for unit in range(18)])
    far = far_polygons(angles(mean, classes, 3), classes)
    turned = far_polygons(angles(mean[::-1], classes[::-1], 3), classes[::-1])
    assert np.flatnonzero(far).tolist() == [2, 14]
    np.testing.assert_array_equal(far, turned[::-1])


def test_the_answer_fits_into_a_line_of_the_wire():
    random = np.random.default_rng(0)
    spectra = random.uniform(0, 1, (30_000, 285)).astype(np.float32)
    unit = np.arange(30_000) // 3
    found = _described(
        spectra, _labels(unit % 255, unit, 255), centres_nm=np.linspace(380, 2500, 285)
    )
    line = encode({"type": "result", "metrics": found})
    assert len(line) < MAX_LINE_BYTES
    assert len(found["polygons"]) == 2000 and len(found["classes"]) == 105


def _spectra(scene, labels, context=None, **options):
    values = {"scene": str(scene), "labels": str(labels), "field": "class", **options}
    return run_task("spectra", values, context or Context()).metrics


def test_potsdam_has_the_spectra_of_its_reference(potsdam, potsdam_labels):
    found = _spectra(potsdam, potsdam_labels)
    json.dumps(found, allow_nan=False)
    with rasterio.open(next(potsdam.glob("*SPECTRAL_IMAGE.TIF"))) as file:
        cube = file.read()
    with rasterio.open(potsdam_labels.with_name("reference.tif")) as file:
        reference = file.read(1)
    water = next(entry for entry in found["classes"] if entry["name"] == "water")
    pixels = cube[:, reference == 6]
    expected = pixels[np.array(found["bands"]) - 1].mean(axis=1) * 1e-4
    assert water["pixels"] == 56
    np.testing.assert_allclose(water["mean"], expected, rtol=FLOAT16, atol=6e-5)
    assert found["unusable"] == [
        pytest.approx([1324.9, 1455.9], abs=0.1),
        pytest.approx([1764.8, 1934.9], abs=0.1),
    ]
    assert sum(entry["far"] for entry in found["classes"]) <= 0.01 * 679


def test_wrong_labels_of_a_simulated_scene_are_found(simulated, simulated_product, tmp_path):
    folder, _ = simulated
    clean = _spectra(simulated_product, folder / "labels.gpkg")
    count = sum(entry["polygons"] for entry in clean["classes"])
    assert sum(entry["far"] for entry in clean["classes"]) <= 0.05 * count
    meta, geometry, fields = read_vector(folder / "labels.gpkg")
    names = fields[list(meta["fields"]).index("class")].copy()
    wrong = [
        int(np.flatnonzero(names == given)[0]) for given in ("conifer forest", "bare soil", "roof")
    ]
    for number, name in zip(wrong, ("bare soil", "broadleaf forest", "conifer forest")):
        names[number] = name
    path = tmp_path / "wrong.gpkg"
    pyogrio.raw.write(
        path,
        shapely.to_wkb(geometry),
        [names],
        ["class"],
        crs=meta["crs"],
        geometry_type=meta["geometry_type"],
    )
    found = _spectra(simulated_product, path)
    more = sum(e["far"] for e in found["classes"]) - sum(e["far"] for e in clean["classes"])
    assert more == 3


def test_one_class_is_enough_and_bands_without_wavelengths_are_numbered(tmp_path):
    scene, labels = _bare_scene(tmp_path)
    found = _spectra(scene, labels)
    assert found["centres_nm"] is None and found["unusable"] == []
    assert found["bands"] == list(range(1, 13))
    (entry,) = found["classes"]
    np.testing.assert_allclose(entry["mean"], 0.02 * np.arange(1, 13), rtol=FLOAT16, atol=6e-5)


def test_labels_on_nodata_alone_are_refused(tmp_path):
    scene, labels = _bare_scene(tmp_path, nodata_rows=40)
    with pytest.raises(LabelsOutside, match="nodata or masked"):
        _spectra(scene, labels)


def test_the_bands_can_be_chosen(tmp_path):
    scene, labels = _bare_scene(tmp_path)
    assert _spectra(scene, labels, bands="2-4")["bands"] == [2, 3, 4]


def _bare_scene(folder, nodata_rows=0):
    """A raster of 12 bands without wavelengths, and one polygon on it."""
    cube = np.broadcast_to((200 * np.arange(1, 13))[:, None, None], (12, 60, 60)).astype(np.int16)
    cube = cube.copy()
    cube[:, :nodata_rows] = -1
    with rasterio.open(
        folder / "bare.tif",
        "w",
        driver="GTiff",
        width=60,
        height=60,
        count=12,
        dtype="int16",
        crs="EPSG:32633",
        nodata=-1,
        transform=Affine(30.0, 0.0, 4e5, 0.0, -30.0, 5.8e6),
    ) as file:
        file.write(cube)
    box = shapely.box(4e5 + 300, 5.8e6 - 900, 4e5 + 600, 5.8e6 - 300)
    pyogrio.raw.write(
        folder / "labels.gpkg",
        shapely.to_wkb([box]),
        [np.array(["field"], object)],
        ["class"],
        crs="EPSG:32633",
        geometry_type="Polygon",
    )
    return folder / "bare.tif", folder / "labels.gpkg"
