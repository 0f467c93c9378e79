"""EnMAP products in every form that users bring."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.errors import BandMismatch, InputNotFound, InputUnreadable, WrongLevel
from engine.scene import Scene, open_scene
from engine.scene.quality import REASONS
from tests.data import make_products as make


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HSFM_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "products"


def assert_is_potsdam(scene: Scene) -> None:
    assert (scene.sensor, scene.level) == ("EnMAP", "L2A")
    assert len(scene.bands) == 224
    assert [b.number for b in scene.bands.bands if not b.usable] == [130, 131, 132, 133, 134, 135]
    assert scene.bands.origin == "METADATA.XML"
    assert scene.bands.bands[0].centre_nm == 418.24
    assert scene.nodata == -32768
    assert set(scene.gain) == {1e-4} and set(scene.offset) == {0.0}


def test_the_real_product_opens_by_its_folder(potsdam: Path) -> None:
    scene = open_scene(potsdam)
    assert_is_potsdam(scene)
    assert scene.acquired == "2022-07-24T10:45:26.999936Z"
    assert scene.warnings == ()


@pytest.mark.parametrize(
    "pattern", ["*METADATA.XML", "*SPECTRAL_IMAGE.TIF", "*QL_QUALITY_CLOUD.TIF"]
)
def test_any_member_opens_the_product(potsdam: Path, pattern: str) -> None:
    scene = open_scene(str(next(potsdam.glob(pattern))))
    assert_is_potsdam(scene)
    assert scene.cube == make.cube_of(potsdam)


def test_the_real_product_has_12288_valid_pixels(potsdam: Path) -> None:
    scene = open_scene(potsdam)
    bands = [band.number for band in scene.bands.usable]
    with scene.source.open() as reader:
        values, valid = reader.read(scene.grid.window, bands)
    assert values.shape == (218, 128, 160) and values.dtype == np.int16
    assert valid.sum() == 12288


@pytest.mark.parametrize(
    ("prefix", "names"),
    [
        (True, {"METADATA.XML": "METADATA.xml"}),
        (True, {"METADATA.XML": "METADATA.XML.XML"}),
        (True, {"SPECTRAL_IMAGE.TIF": "SPECTRAL_IMAGE_COG.tiff"}),
        (True, {f"QL_QUALITY_{n}.TIF": f"QL_QUALITY_{n}_COG.TIF" for n in make.QUALITY}),
        (False, {}),
    ],
)
def test_every_variant_of_names_is_found(
    potsdam: Path, tmp_path: Path, prefix: bool, names: dict[str, str]
) -> None:
    product = make.mini_product(
        potsdam, tmp_path, prefix=prefix, rename=lambda name: names.get(name, name)
    )
    scene = open_scene(product)
    assert_is_potsdam(scene)
    assert len(scene.source.quality.files) == 5
    assert scene.warnings == ()


@pytest.mark.parametrize("in_folder", [True, False])
def test_a_zip_opens_and_unpacks_only_what_is_needed(
    potsdam: Path, tmp_path: Path, cache: Path, in_folder: bool
) -> None:
    product = make.mini_product(potsdam, tmp_path)
    (product / f"{product.name}-QL_PIXELMASK.TIF").write_bytes(b"large")
    scene = open_scene(make.zipped(product, tmp_path / "p.zip", in_folder=in_folder))
    assert_is_potsdam(scene)
    assert scene.path == tmp_path / "p.zip"
    assert cache in scene.cube.parents
    assert not list(cache.rglob("*PIXELMASK*"))


def test_a_zip_is_unpacked_once(potsdam: Path, tmp_path: Path) -> None:
    archive = make.zipped(make.mini_product(potsdam, tmp_path), tmp_path / "p.zip")
    first = open_scene(archive)
    written = first.cube.stat().st_ctime_ns
    again = open_scene(archive)
    assert again.cube == first.cube and again.cube.stat().st_ctime_ns == written
    assert again.fingerprint == first.fingerprint


def test_a_delivery_tar_opens(potsdam: Path, tmp_path: Path) -> None:
    product = make.mini_product(potsdam, tmp_path)
    archive = make.zipped(product, tmp_path / f"{product.name}.zip")
    assert_is_potsdam(open_scene(make.delivery([archive], tmp_path / "dims_op_1.tar.gz")))


def test_a_delivery_of_two_products_asks_for_one(potsdam: Path, tmp_path: Path) -> None:
    product = make.mini_product(potsdam, tmp_path)
    first = make.zipped(product, tmp_path / f"{product.name}.zip")
    second = make.zipped(product, tmp_path / f"{product.name}-2.zip")
    with pytest.raises(InputUnreadable, match="2 EnMAP products"):
        open_scene(make.delivery([first, second], tmp_path / "dims_op_1.tar.gz"))


def test_the_real_delivery_is_looked_into_and_its_empty_xml_named(shared_data: Path) -> None:
    # All members of the sample are empty files.
    archive = next((shared_data / "enmap_products_xml").glob("*.tar.gz"))
    with pytest.raises(InputUnreadable, match=r"L1C-.*METADATA\.XML in .*dims_op.*not readable"):
        open_scene(archive)


def test_missing_channel_lists_are_replaced_by_the_design(potsdam: Path, tmp_path: Path) -> None:
    whole = open_scene(potsdam)
    product = make.mini_product(potsdam, tmp_path, edit_xml=make.without_detectors)
    scene = open_scene(product)
    assert [b.detector for b in scene.bands.bands] == [b.detector for b in whole.bands.bands]


def test_nodata_bands_are_found_without_statistics(potsdam: Path, tmp_path: Path) -> None:
    product = make.mini_product(potsdam, tmp_path, edit_xml=make.without_detectors)
    assert len(open_scene(product).bands.usable) == 218


def test_the_channel_lists_decide_the_detector(potsdam: Path, tmp_path: Path) -> None:
    product = make.mini_product(
        potsdam, tmp_path, edit_xml=lambda text: make.swap_detectors(text, 82, 83)
    )
    bands = open_scene(product).bands.bands
    assert (bands[81].detector, bands[82].detector) == ("SWIR", "VNIR")


def test_223_listed_bands_for_224_are_refused_naming_both(potsdam: Path, tmp_path: Path) -> None:
    product = make.mini_product(potsdam, tmp_path, edit_xml=lambda text: make.with_bands(text, 223))
    with pytest.raises(BandMismatch) as caught:
        open_scene(product)
    for part in ("223", "224", "METADATA.XML", "SPECTRAL_IMAGE.TIF"):
        assert part in caught.value.message


def test_a_raster_left_in_a_product_folder_borrows_its_wavelengths(
    potsdam: Path, tmp_path: Path
) -> None:
    product = make.mini_product(potsdam, tmp_path)
    scene = open_scene(make.no_wavelength_copy(product, product / "smoothed.tif"))
    assert scene.cube == product / "smoothed.tif"
    assert scene.bands.origin == "METADATA.XML in the same folder"
    assert scene.bands.bands[0].centre_nm == 418.24


def test_a_raster_that_states_wavelengths_borrows_none(potsdam: Path, tmp_path: Path) -> None:
    product = make.mini_product(potsdam, tmp_path)
    scene = open_scene(make.detector_ordered_copy(product, product / "copy.tif"))
    assert scene.bands.origin == "band metadata"


def test_l1b_is_refused_with_a_way_out(potsdam: Path, tmp_path: Path) -> None:
    product = make.mini_product(potsdam, tmp_path, edit_xml=lambda text: make.as_level(text, "L1B"))
    with pytest.raises(WrongLevel) as caught:
        open_scene(product)
    assert "L1B" in caught.value.message and "L2A" in caught.value.hint


def test_the_official_l1b_zip_is_refused(shared_data: Path, cache: Path) -> None:
    with pytest.raises(WrongLevel):
        open_scene(shared_data / "enmap_products_xml" / "enmap_L1B_gtif_qualification.zip")
    assert not list(cache.rglob("*.XML"))


def test_l1c_opens_with_a_warning(potsdam: Path, tmp_path: Path) -> None:
    product = make.mini_product(potsdam, tmp_path, edit_xml=lambda text: make.as_level(text, "L1C"))
    scene = open_scene(product)
    assert scene.level == "L1C"
    assert "radiance" in scene.scale_origin
    assert any("not reflectance" in text for text in scene.warnings)


def test_a_cube_without_its_xml_gets_nominal_bands_and_says_so(
    potsdam: Path, tmp_path: Path
) -> None:
    product = make.mini_product(potsdam, tmp_path)
    make.metadata_of(product).unlink()
    scene = open_scene(make.cube_of(product))
    assert scene.bands.nominal and scene.level == "L2A"
    assert scene.scale_origin.startswith("assumed")
    assert any("METADATA.XML" in text for text in scene.warnings)


def test_a_missing_cube_is_named(potsdam: Path, tmp_path: Path) -> None:
    product = make.mini_product(potsdam, tmp_path)
    make.cube_of(product).unlink()
    with pytest.raises(InputNotFound, match="SPECTRAL_IMAGE"):
        open_scene(product)


def test_metadata_with_entities_are_refused(potsdam: Path, tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "b">]><level_X/>'
    product = make.mini_product(potsdam, tmp_path, edit_xml=lambda _: bomb)
    with pytest.raises(InputUnreadable, match="declares entities"):
        open_scene(product)


def test_metadata_without_a_level_are_refused(shared_data: Path) -> None:
    with pytest.raises(InputUnreadable, match="not the metadata of an EnMAP product"):
        open_scene(shared_data / "enmap_products_xml" / "enmap_L2A_noPrefix.zip")


@pytest.mark.parametrize(
    ("layer", "value", "reason"),
    [
        ("CLASSES", 3, "background"),
        ("CLOUD", 1, "cloud"),
        ("CLOUDSHADOW", 1, "shadow"),
        ("CIRRUS", 2, "cirrus"),
        ("TESTFLAGS", 2, "quality"),
    ],
)
def test_each_quality_layer_masks_for_its_reason(
    potsdam: Path, tmp_path: Path, layer: str, value: int, reason: str
) -> None:
    product = make.mini_product(potsdam, tmp_path)
    make.set_layer(product, layer, value, slice(0, 2), slice(0, 5))
    scene = open_scene(product)
    with scene.source.open() as reader:
        codes = reader.mask(scene.grid.window, [1, 50])
        _, valid = reader.read(scene.grid.window, [1, 50])
    assert (codes[:2, :5] == REASONS.index(reason)).all()
    assert (codes == 0).sum() == 32 * 32 - 10
    assert np.array_equal(valid, codes == 0)


@pytest.mark.parametrize(
    ("layer", "value"), [("CIRRUS", 1), ("TESTFLAGS", 0b11110001), ("CLASSES", 0)]
)
def test_thin_cirrus_reduced_quality_and_unclassified_count(
    potsdam: Path, tmp_path: Path, layer: str, value: int
) -> None:
    product = make.mini_product(potsdam, tmp_path)
    make.set_layer(product, layer, value, slice(None), slice(None))
    scene = open_scene(product)
    with scene.source.open() as reader:
        assert not reader.mask(scene.grid.window, [1]).any()


def test_missing_quality_layers_are_a_warning(potsdam: Path, tmp_path: Path) -> None:
    scene = open_scene(make.mini_product(potsdam, tmp_path, quality=()))
    assert any("without quality layers" in text for text in scene.warnings)
    with scene.source.open() as reader:
        assert not reader.mask(scene.grid.window, [1]).any()


def test_a_quality_layer_of_another_size_is_ignored_with_a_warning(
    potsdam: Path, tmp_path: Path
) -> None:
    product = make.mini_product(potsdam, tmp_path)
    layer = next(product.glob("*QL_QUALITY_CLOUD.TIF"))
    layer.write_bytes(next(potsdam.glob("*QL_QUALITY_CLOUD.TIF")).read_bytes())
    scene = open_scene(product)
    assert "CLOUD" not in scene.source.quality.files
    assert any("128 x 160" in text for text in scene.warnings)


def test_a_folder_with_two_products_asks_for_one(potsdam: Path, tmp_path: Path) -> None:
    make.mini_product(potsdam, tmp_path / "a")
    make.mini_product(potsdam, tmp_path / "b")
    with pytest.raises(InputUnreadable, match="2 EnMAP products"):
        open_scene(tmp_path)


def test_a_product_is_found_in_the_folders_of_a_delivery(potsdam: Path, tmp_path: Path) -> None:
    make.mini_product(potsdam, tmp_path / "dims" / "ENMAP.HSI.L2A" / "order")
    assert_is_potsdam(open_scene(tmp_path / "dims"))


def test_a_folder_without_a_product_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputNotFound, match=r"METADATA\.XML"):
        open_scene(tmp_path)
