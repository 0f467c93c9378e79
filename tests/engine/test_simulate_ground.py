"""The simulated ground: plausible spectra, honest labels, neither trivial nor hopeless."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import rasterio
from rasterio.features import rasterize

from engine.simulate.covers import CLASSES, TARGETS
from engine.simulate.sensor import EMPTY_BANDS
from engine.simulate.water import water_reflectance
from engine.tasks.result import Result
from tests.data.simulated import at, clear_mask, read, read_vector


def test_spectra_of_the_classes_are_plausible(
    simulated_product: Path,
    simulated_cube: npt.NDArray[np.int16],
    simulated_reference: npt.NDArray[np.uint8],
) -> None:
    clear = clear_mask(simulated_product)
    mean = {
        ground.name: simulated_cube[:, clear & (simulated_reference == ground.value)].mean(axis=1)
        * 1e-4
        for ground in CLASSES
    }
    for name in ("broadleaf forest", "grassland", "green crop"):
        spectrum = mean[name]
        assert spectrum[at(860)] > 4 * spectrum[at(670)], name  # red edge
        assert spectrum[at(555)] > spectrum[at(670)], name  # green peak
        assert spectrum[at(1200)] < spectrum[at(1080)], name  # leaf water
    assert mean["conifer forest"][at(860)] < 0.85 * mean["broadleaf forest"][at(860)]
    assert mean["water"][at(860)] < 0.05
    assert mean["water"][at(1650)] < 0.05
    assert mean["water"][at(560)] > mean["water"][at(860)]
    soil = mean["bare soil"]
    assert soil[at(470)] < soil[at(660)] < soil[at(860)] < soil[at(1650)]
    assert mean["ripe cereal"][at(670)] > 1.5 * mean["green crop"][at(670)]


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


def test_labels_cover_every_class_and_agree_with_the_reference(
    simulated: tuple[Path, Result],
    simulated_product: Path,
    simulated_reference: npt.NDArray[np.uint8],
) -> None:
    meta, polygons, fields = read_vector(simulated[0] / "labels.gpkg")
    assert list(meta["fields"]) == ["class_id", "class", "color"]
    known = {(c.value, c.name, c.color) for c in CLASSES}
    assert set(zip(*(column.tolist() for column in fields))) == known
    assert min(np.bincount(fields[0])[1:]) >= 20
    with rasterio.open(
        simulated_product / f"{simulated_product.name}-SPECTRAL_IMAGE.TIF"
    ) as source:
        grid = {"out_shape": source.shape, "transform": source.transform}
        assert meta["crs"] == source.crs.to_string()
    labels = rasterize(list(zip(polygons, fields[0].tolist())), dtype="uint8", **grid)
    labelled = labels > 0
    np.testing.assert_array_equal(labels[labelled], simulated_reference[labelled])
    assert not (read(simulated_product, "QL_QUALITY_CLOUD")[labelled] == 1).any()


def test_held_out_polygons_are_neither_trivial_nor_hopeless_to_classify(
    simulated: tuple[Path, Result],
    simulated_product: Path,
    simulated_cube: npt.NDArray[np.int16],
    simulated_reference: npt.NDArray[np.uint8],
) -> None:
    from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
    from sklearn.model_selection import GroupKFold

    with rasterio.open(simulated[0] / "reference.tif") as source:
        grid = {"out_shape": source.shape, "transform": source.transform}
    _, polygons, _ = read_vector(simulated[0] / "labels.gpkg")
    polygon = rasterize([(p, n) for n, p in enumerate(polygons, start=1)], dtype="int32", **grid)
    usable = [n - 1 for n in range(1, 225) if n not in EMPTY_BANDS]
    labelled = (polygon > 0) & (read(simulated_product, "QL_QUALITY_CLASSES") != 3)
    spectra, truth = simulated_cube[usable][:, labelled].T, simulated_reference[labelled]
    mapped = np.zeros_like(truth)
    for train, held in GroupKFold(5).split(spectra, truth, polygon[labelled]):
        model = LinearDiscriminantAnalysis(solver="lsqr", shrinkage=0.01)
        mapped[held] = model.fit(spectra[train], truth[train]).predict(spectra[held])
    recall = {c.name: float((mapped == c.value)[truth == c.value].mean()) for c in CLASSES}
    assert recall["water"] > 0.95
    assert 0.75 < np.mean(list(recall.values())) < 0.97, recall
    vegetation, built = np.isin(truth, (2, 3, 4, 5, 6)), np.isin(truth, (8, 9))
    assert np.isin(mapped[vegetation], (2, 3, 4, 5, 6, 7)).mean() > 0.95
    assert np.isin(mapped[built], (8, 9)).mean() > 0.85


def test_most_planted_targets_are_unlike_the_rest_of_the_scene(
    simulated: tuple[Path, Result], simulated_product: Path, simulated_cube: npt.NDArray[np.int16]
) -> None:
    meta, _, fields = read_vector(simulated[0] / "anomalies.gpkg")
    columns = dict(zip(meta["fields"], fields))
    assert set(columns["material"]) == set(TARGETS)
    clear = clear_mask(simulated_product)
    usable = [n - 1 for n in range(1, 225) if n not in EMPTY_BANDS]
    pixels = simulated_cube[usable].astype(np.float64)
    seen = pixels[:, clear].T
    inverse = np.linalg.inv(np.cov(seen.T) + 25.0 * np.eye(len(usable)))  # noise of 5 DN

    def score(spectra: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        away = spectra - seen.mean(axis=0)
        return np.einsum("ij,jk,ik->i", away, inverse, away)

    threshold = np.quantile(score(seen), 0.98)
    places = zip(columns["row"], columns["col"])
    found = [score(pixels[:, row, col][None])[0] > threshold for row, col in places]
    assert np.mean(found) >= 0.75  # the smallest fill a ninth of their pixel
