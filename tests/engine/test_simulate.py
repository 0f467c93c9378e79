"""The simulated EnMAP product: official in form, complete, and said to be simulated."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import numpy.typing as npt
import rasterio

from engine.scene import open_scene
from engine.simulate.sensor import EMPTY_BANDS, enmap_bands
from engine.tasks.result import Result
from tests.data.simulated import at, clear_mask, read

OFFICIAL_NAME = re.compile(
    r"^ENMAP\d{2}-____L2A-DT\d{10}_\d{8}T\d{6}Z_\d{3}_V\d{6}_\d{8}T\d{6}Z$", re.ASCII
)


def test_product_has_an_official_but_impossible_name_and_every_file(
    simulated_product: Path,
) -> None:
    assert OFFICIAL_NAME.match(simulated_product.name)
    assert "DT0000000000" in simulated_product.name
    quality = ("CLASSES", "CLOUD", "CLOUDSHADOW", "HAZE", "CIRRUS", "SNOW", "TESTFLAGS")
    wanted = {f"QL_QUALITY_{name}.TIF" for name in quality}
    wanted |= {"METADATA.XML", "SPECTRAL_IMAGE.TIF", "QL_PIXELMASK.TIF", "QL_VNIR.TIF"}
    wanted |= {"QL_SWIR.TIF"}
    assert {path.name for path in simulated_product.iterdir()} == {
        f"{simulated_product.name}-{n}" for n in wanted
    }


def test_everything_says_that_it_is_simulated(
    simulated: tuple[Path, Result], simulated_product: Path
) -> None:
    xml = (simulated_product / f"{simulated_product.name}-METADATA.XML").read_text(encoding="utf-8")
    for node in ("comment", "citation"):
        found = re.search(f"<{node}>(.*?)</{node}>", xml)
        assert found is not None
        assert "simulated" in found.group(1).lower()
    for path in simulated_product.glob("*.TIF"):
        with rasterio.open(path) as source:
            assert source.tags()["HSFM_SIMULATED"] == "yes", path.name
    assert "SIMULATED" in (simulated[0] / "SIMULATED.txt").read_text(encoding="utf-8")


def test_scene_opens_as_enmap_l2a_with_219_usable_bands(simulated_product: Path) -> None:
    scene = open_scene(simulated_product)
    assert (scene.sensor, scene.level, len(scene.bands)) == ("EnMAP (simulated)", "L2A", 224)
    unusable = {band.number for band in scene.bands.bands if not band.usable}
    assert unusable == set(EMPTY_BANDS)
    np.testing.assert_allclose(scene.bands.centres_nm, enmap_bands().centre_nm, atol=1e-6)
    assert sum(band.detector == "VNIR" for band in scene.bands.bands) == 91


def test_background_is_the_same_in_cube_classes_and_pixel_mask(
    simulated_product: Path, simulated_cube: npt.NDArray[np.int16]
) -> None:
    outside = read(simulated_product, "QL_QUALITY_CLASSES") == 3
    assert 0.2 < outside.mean() < 0.4
    usable = [n - 1 for n in range(1, 225) if n not in EMPTY_BANDS]
    np.testing.assert_array_equal((simulated_cube[usable] == -32768).all(axis=0), outside)
    np.testing.assert_array_equal((simulated_cube[usable] == -32768).any(axis=0), outside)
    assert (simulated_cube[[n - 1 for n in EMPTY_BANDS]] == -32768).all()
    np.testing.assert_array_equal(
        (read(simulated_product, "QL_PIXELMASK") == 255).all(axis=0), outside
    )


def test_clouds_are_bright_shadows_dark_and_water_is_water(
    simulated_product: Path,
    simulated_cube: npt.NDArray[np.int16],
    simulated_reference: npt.NDArray[np.uint8],
) -> None:
    cloud = read(simulated_product, "QL_QUALITY_CLOUD") == 1
    shadow = read(simulated_product, "QL_QUALITY_CLOUDSHADOW") == 1
    clear = clear_mask(simulated_product) & (simulated_reference > 1)
    near_infrared, blue = simulated_cube[at(860)], simulated_cube[at(470)]
    assert np.median(blue[cloud]) > 3 * np.median(blue[clear])
    land_in_shadow = shadow & (simulated_reference > 1)
    assert np.median(near_infrared[land_in_shadow]) < 0.7 * np.median(near_infrared[clear])
    inside = read(simulated_product, "QL_QUALITY_CLASSES") != 3
    water = read(simulated_product, "QL_QUALITY_CLASSES") == 2
    np.testing.assert_array_equal(water, (simulated_reference == 1) & inside)


def test_interpolated_pixels_are_flagged_in_both_layers(simulated_product: Path) -> None:
    defective = (read(simulated_product, "QL_PIXELMASK") == 1).any(axis=0)
    flags = read(simulated_product, "QL_QUALITY_TESTFLAGS")
    assert defective.any()
    np.testing.assert_array_equal(flags > 0, defective)
    assert not (flags & 3).any()
