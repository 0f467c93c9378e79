"""The simulated EnMAP product: complete, repeatable, plausible, and never over others' files."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyogrio.raw
import pytest
import rasterio
import shapely
from rasterio.features import rasterize

from engine.context import Context
from engine.errors import BadParameter, Cancelled, DependencyMissing, DiskFull
from engine.scene import open_scene
from engine.simulate.covers import CLASSES, TARGETS
from engine.simulate.sensor import EMPTY_BANDS, enmap_bands
from engine.simulate.water import water_reflectance
from engine.tasks.registry import run_task
from engine.tasks.result import Result

SIZE = 128
OFFICIAL_NAME = re.compile(
    r"^ENMAP\d{2}-____L2A-DT\d{10}_\d{8}T\d{6}Z_\d{3}_V\d{6}_\d{8}T\d{6}Z$", re.ASCII
)


def simulate(folder: Path, size: int = SIZE, seed: int = 0) -> Result:
    return run_task("simulate", {"out": str(folder), "size": size, "seed": seed}, Context())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    folder = tmp_path_factory.mktemp("simulated")
    return folder, simulate(folder)


@pytest.fixture(scope="module")
def product(made: tuple[Path, Result]) -> Path:
    return next(output.path for output in made[1].outputs if output.role == "product")


@pytest.fixture(scope="module")
def cube(product: Path) -> npt.NDArray[np.int16]:
    return read(product, "SPECTRAL_IMAGE")


@pytest.fixture(scope="module")
def reference(made: tuple[Path, Result]) -> npt.NDArray[np.uint8]:
    with rasterio.open(made[0] / "reference.tif") as source:
        return source.read(1)


def read(product: Path, layer: str) -> Any:
    with rasterio.open(product / f"{product.name}-{layer}.TIF") as source:
        found = source.read()
    return found[0] if len(found) == 1 else found


def clear_mask(product: Path) -> npt.NDArray[np.bool_]:
    flagged = read(product, "QL_QUALITY_CLOUD") | read(product, "QL_QUALITY_CLOUDSHADOW")
    flagged |= read(product, "QL_QUALITY_CIRRUS") | read(product, "QL_QUALITY_HAZE")
    return (flagged == 0) & (read(product, "QL_QUALITY_CLASSES") != 3)


def at(wavelength_nm: float) -> int:
    return int(np.abs(enmap_bands().centre_nm - wavelength_nm).argmin())


def test_same_seed_gives_the_same_bytes_and_another_seed_does_not(
    product: Path, tmp_path: Path
) -> None:
    again = simulate(tmp_path / "again").outputs[0].path
    other = simulate(tmp_path / "other", seed=1).outputs[0].path
    for suffix in ("SPECTRAL_IMAGE.TIF", "QL_PIXELMASK.TIF", "METADATA.XML"):
        name = f"{product.name}-{suffix}"
        assert (product / name).read_bytes() == (again / name).read_bytes(), suffix
    name = f"{product.name}-SPECTRAL_IMAGE.TIF"
    assert (product / name).read_bytes() != (other / name).read_bytes()


def test_product_has_an_official_but_impossible_name_and_every_file(product: Path) -> None:
    assert OFFICIAL_NAME.match(product.name)
    assert "DT0000000000" in product.name
    quality = ("CLASSES", "CLOUD", "CLOUDSHADOW", "HAZE", "CIRRUS", "SNOW", "TESTFLAGS")
    wanted = {f"QL_QUALITY_{name}.TIF" for name in quality}
    wanted |= {"METADATA.XML", "SPECTRAL_IMAGE.TIF", "QL_PIXELMASK.TIF", "QL_VNIR.TIF"}
    wanted |= {"QL_SWIR.TIF"}
    assert {path.name for path in product.iterdir()} == {f"{product.name}-{n}" for n in wanted}


def test_everything_says_that_it_is_simulated(made: tuple[Path, Result], product: Path) -> None:
    xml = (product / f"{product.name}-METADATA.XML").read_text(encoding="utf-8")
    for node in ("comment", "citation"):
        found = re.search(f"<{node}>(.*?)</{node}>", xml)
        assert found is not None
        assert "simulated" in found.group(1).lower()
    for path in product.glob("*.TIF"):
        with rasterio.open(path) as source:
            assert source.tags()["HSFM_SIMULATED"] == "yes", path.name
    assert "SIMULATED" in (made[0] / "SIMULATED.txt").read_text(encoding="utf-8")


def test_scene_opens_as_enmap_l2a_with_219_usable_bands(product: Path) -> None:
    scene = open_scene(product)
    assert (scene.sensor, scene.level, len(scene.bands)) == ("EnMAP (simulated)", "L2A", 224)
    unusable = {band.number for band in scene.bands.bands if not band.usable}
    assert unusable == set(EMPTY_BANDS)
    np.testing.assert_allclose(scene.bands.centres_nm, enmap_bands().centre_nm, atol=1e-6)
    assert sum(band.detector == "VNIR" for band in scene.bands.bands) == 91


def test_background_is_the_same_in_cube_classes_and_pixel_mask(
    product: Path, cube: npt.NDArray[np.int16]
) -> None:
    outside = read(product, "QL_QUALITY_CLASSES") == 3
    assert 0.2 < outside.mean() < 0.4
    usable = [n - 1 for n in range(1, 225) if n not in EMPTY_BANDS]
    np.testing.assert_array_equal((cube[usable] == -32768).all(axis=0), outside)
    np.testing.assert_array_equal((cube[usable] == -32768).any(axis=0), outside)
    assert (cube[[n - 1 for n in EMPTY_BANDS]] == -32768).all()
    np.testing.assert_array_equal((read(product, "QL_PIXELMASK") == 255).all(axis=0), outside)


def test_clouds_are_bright_shadows_dark_and_water_is_water(
    product: Path, cube: npt.NDArray[np.int16], reference: npt.NDArray[np.uint8]
) -> None:
    cloud = read(product, "QL_QUALITY_CLOUD") == 1
    shadow = read(product, "QL_QUALITY_CLOUDSHADOW") == 1
    clear = clear_mask(product) & (reference > 1)
    near_infrared, blue = cube[at(860)], cube[at(470)]
    assert np.median(blue[cloud]) > 3 * np.median(blue[clear])
    land_in_shadow = shadow & (reference > 1)
    assert np.median(near_infrared[land_in_shadow]) < 0.7 * np.median(near_infrared[clear])
    inside = read(product, "QL_QUALITY_CLASSES") != 3
    water = read(product, "QL_QUALITY_CLASSES") == 2
    np.testing.assert_array_equal(water, (reference == 1) & inside)


def test_interpolated_pixels_are_flagged_in_both_layers(product: Path) -> None:
    defective = (read(product, "QL_PIXELMASK") == 1).any(axis=0)
    flags = read(product, "QL_QUALITY_TESTFLAGS")
    assert defective.any()
    np.testing.assert_array_equal(flags > 0, defective)
    assert not (flags & 3).any()


def test_spectra_of_the_classes_are_plausible(
    product: Path, cube: npt.NDArray[np.int16], reference: npt.NDArray[np.uint8]
) -> None:
    clear = clear_mask(product)
    mean = {
        ground.name: cube[:, clear & (reference == ground.value)].mean(axis=1) * 1e-4
        for ground in CLASSES
    }
    for name in ("broadleaf forest", "grassland", "green crop"):
        spectrum = mean[name]
        assert spectrum[at(860)] > 4 * spectrum[at(670)], name  # red edge
        assert spectrum[at(555)] > spectrum[at(670)], name  # green peak
        assert spectrum[at(1200)] < spectrum[at(1080)], name  # leaf water
    assert mean["conifer forest"][at(860)] < 0.75 * mean["broadleaf forest"][at(860)]
    assert mean["water"][at(860)] < 0.05
    assert mean["water"][at(1650)] < 0.05
    assert mean["water"][at(560)] > mean["water"][at(860)]
    soil = mean["bare soil"]
    assert soil[at(470)] < soil[at(660)] < soil[at(860)] < soil[at(1650)]
    assert mean["ripe cereal"][at(670)] > 2 * mean["green crop"][at(670)]


def test_clear_water_is_bluer_than_turbid_water() -> None:
    wavelength = np.array([450.0, 560.0, 700.0])
    pure = np.array([0.009, 0.062, 0.62])  # absorption per metre: Pope and Fry (1997)
    clear, turbid = (
        water_reflectance(
            wavelength, pure, chlorophyll_mg_m3=0.5, cdom_per_m=0.02, sediment_g_m3=sediment
        )
        for sediment in (0.05, 20.0)
    )
    assert clear[0] > clear[1] > clear[2]
    assert turbid[1] > clear[1]
    assert turbid[2] > 5 * clear[2]


def read_vector(path: Path) -> tuple[Mapping[str, Any], npt.NDArray[np.object_], list[Any]]:
    meta, _, geometry, fields = pyogrio.raw.read(path)
    return meta, shapely.from_wkb(geometry), fields


def test_labels_cover_every_class_and_agree_with_the_reference(
    made: tuple[Path, Result], product: Path, reference: npt.NDArray[np.uint8]
) -> None:
    meta, polygons, fields = read_vector(made[0] / "labels.gpkg")
    assert list(meta["fields"]) == ["class_id", "class", "color"]
    known = {(c.value, c.name, c.color) for c in CLASSES}
    assert set(zip(*(column.tolist() for column in fields))) == known
    assert min(np.bincount(fields[0])[1:]) >= 20
    with rasterio.open(product / f"{product.name}-SPECTRAL_IMAGE.TIF") as source:
        grid = {"out_shape": source.shape, "transform": source.transform}
        assert meta["crs"] == source.crs.to_string()
    labels = rasterize(list(zip(polygons, fields[0].tolist())), dtype="uint8", **grid)
    labelled = labels > 0
    np.testing.assert_array_equal(labels[labelled], reference[labelled])
    assert not (read(product, "QL_QUALITY_CLOUD")[labelled] == 1).any()


def test_a_linear_classifier_separates_most_labels_but_not_all_pixels(
    made: tuple[Path, Result], product: Path, cube: npt.NDArray[np.int16],
    reference: npt.NDArray[np.uint8],
) -> None:  # fmt: skip
    from sklearn.discriminant_analysis import LinearDiscriminantAnalysis

    with rasterio.open(product / f"{product.name}-SPECTRAL_IMAGE.TIF") as source:
        grid = {"out_shape": source.shape, "transform": source.transform}
    _, polygons, fields = read_vector(made[0] / "labels.gpkg")
    labels = rasterize(list(zip(polygons, fields[0].tolist())), dtype="uint8", **grid)
    usable = [n - 1 for n in range(1, 225) if n not in EMPTY_BANDS]
    train, rest = labels > 0, clear_mask(product) & (labels == 0) & (reference > 0)
    model = LinearDiscriminantAnalysis(solver="lsqr", shrinkage=0.01)
    model.fit(cube[usable][:, train].T, labels[train])
    right = (model.predict(cube[usable][:, rest].T) == reference[rest]).mean()
    assert 0.6 < right < 0.98


def test_planted_targets_are_real_and_unlike_their_surroundings(
    made: tuple[Path, Result], product: Path, cube: npt.NDArray[np.int16]
) -> None:
    meta, _, fields = read_vector(made[0] / "anomalies.gpkg")
    columns = dict(zip(meta["fields"], fields))
    assert set(columns["material"]) == set(TARGETS)
    clear = clear_mask(product)
    usable = [n - 1 for n in range(1, 225) if n not in EMPTY_BANDS]
    pixels = cube[usable].astype(np.float64)
    seen = pixels[:, clear].T
    inverse = np.linalg.inv(np.cov(seen.T) + 25.0 * np.eye(len(usable)))  # noise of 5 DN

    def score(spectra: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        away = spectra - seen.mean(axis=0)
        return np.einsum("ij,jk,ik->i", away, inverse, away)

    threshold = np.quantile(score(seen), 0.98)
    for row, col in zip(columns["row"], columns["col"]):
        assert score(pixels[:, row, col][None])[0] > threshold


def test_another_run_replaces_a_simulated_scene_and_keeps_other_files(tmp_path: Path) -> None:
    simulate(tmp_path, size=64)
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    result = simulate(tmp_path, size=64, seed=3)
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert "seed 3" in (tmp_path / "SIMULATED.txt").read_text(encoding="utf-8")
    assert not list(tmp_path.glob(".simulate-*"))
    assert all(output.path.exists() for output in result.outputs)


def test_a_file_that_was_not_simulated_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "labels.gpkg").write_bytes(b"mine")
    with pytest.raises(BadParameter, match=r"labels\.gpkg"):
        simulate(tmp_path, size=64)
    assert [path.name for path in tmp_path.iterdir()] == ["labels.gpkg"]
    assert (tmp_path / "labels.gpkg").read_bytes() == b"mine"


def test_a_cancelled_run_leaves_nothing(tmp_path: Path) -> None:
    class Impatient(Context):
        def progress(self, phase: str, done: int, total: int) -> None:
            if done > 30:
                self.cancel()

    folder = tmp_path / "scene"
    with pytest.raises(Cancelled):
        run_task("simulate", {"out": str(folder), "size": 96, "seed": 0}, Impatient())
    assert not folder.exists()


def test_too_little_space_is_said_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from engine.simulate import publishing

    class Usage:
        free = 1000

    monkeypatch.setattr(publishing.shutil, "disk_usage", lambda _: Usage)
    with pytest.raises(DiskFull, match="MB left"):
        simulate(tmp_path / "scene", size=64)
    assert not (tmp_path / "scene").exists()


def test_missing_prosail_names_the_package_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "prosail", None)
    with pytest.raises(DependencyMissing, match="pip install prosail"):
        simulate(tmp_path / "scene", size=64)
    assert not (tmp_path / "scene").exists()
