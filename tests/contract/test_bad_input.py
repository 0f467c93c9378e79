"""What a user of the command line gets for input that cannot work: a code, a sentence, no files."""

from __future__ import annotations

import io
import json
import pickle
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely

from engine import cli

from ..data import make_products as make
from ..data.small_disk import mounted

ROOT = Path(__file__).resolve().parents[2]
DONE, REFUSED, WRONG_USE = 0, 1, 2
QUICK = ["--backbone", "spectra", "--bands", "10-40", "--folds", "2"]
"""To train in: few bands, which the default backbone does not take."""

LIBRARY_WORDS = re.compile(r"Traceback|\bNone\b(?! of )|\bnan\b|Errno|\n")
SQUARES = [(row, col, "ab"[col // 16]) for row in (0, 16) for col in (0, 8, 16, 24)]


class Desk:
    """A user's folders: ``given`` with what is read, ``out`` for results; and a good head."""

    def __init__(self, folder: Path, potsdam: Path, head: Path | None = None) -> None:
        self.given, self.out, self.potsdam = folder / "given", folder / "out", potsdam
        self.head = head
        self.given.mkdir()
        self.out.mkdir()

    def run(self, *arguments: Any) -> tuple[int, dict[str, Any]]:
        """Exit code and JSON document of the command line, in this process: torch is loaded once.

        Its handlers of signals and its folder of caches go again.
        """
        out, err = io.StringIO(), io.StringIO()
        handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
                patch.setenv("HSFM_CACHE", str(self.given / "cache"))
                status = cli.main([*map(str, arguments), "--json"])
        finally:
            for number, handler in handlers.items():
                signal.signal(number, handler)
        assert "Traceback" not in err.getvalue()
        return status, json.loads(out.getvalue())

    def refused(
        self,
        code: str,
        names: str | Path,
        *arguments: Any,
        places: Sequence[Path] = (),
    ) -> dict[str, Any]:
        """Runs what must be refused; nothing may be left and nothing given may change."""
        before = self.contents()
        status, answer = self.run(*arguments)
        assert (answer["type"], answer.get("code")) == ("error", code), answer
        assert status == REFUSED
        assert str(names) in answer["message"]
        for text in (answer["message"], answer["hint"]):
            assert re.fullmatch(r"\S.{10,}[.]", text), answer
            assert not LIBRARY_WORDS.search(text), answer
        assert [path for place in places or [self.out] for path in place.rglob("*")] == []
        assert self.contents() == before
        return answer

    def contents(self) -> dict[Path, bytes]:
        files = (path for path in self.given.rglob("*") if path.is_file())
        return {path: path.read_bytes() for path in files if "cache" not in path.parts}

    def file(self, name: str, data: bytes = b"just some words\n") -> Path:
        (self.given / name).write_bytes(data)
        return self.given / name

    def product(self, **changes: Any) -> Path:
        return make.mini_product(self.potsdam, self.given, **changes)

    def level(self, name: str) -> Path:
        return self.product(edit_xml=lambda text: make.as_level(text, name))

    def plain(self) -> Path:
        product = make.mini_product(self.potsdam, self.given / "product")
        return make.no_wavelength_copy(product, self.given / "plain.tif")

    def labels(self, squares: list[tuple[int, int, str]], name: str = "labels.gpkg") -> Path:
        """Squares of 3 x 3 pixels (row, col, class) on the grid of ``product``."""
        corner = make.mini_product(self.potsdam, self.given / f"grid of {name}")
        with rasterio.open(make.cube_of(corner)) as file:
            left, top = file.transform.c, file.transform.f
        shapes = [
            shapely.box(left + 30 * c, top - 30 * (r + 3), left + 30 * (c + 3), top - 30 * r)
            for r, c, _ in squares
        ]
        pyogrio.raw.write(
            self.given / name,
            shapely.to_wkb(np.array(shapes, dtype=object)),
            [np.array([name for _, _, name in squares], dtype=object)],
            ["class"],
            geometry_type="Polygon",
            crs="EPSG:32633",
        )
        return self.given / name


@pytest.fixture(scope="session")
def head(potsdam: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A head trained on a good product with wavelengths."""
    desk = Desk(tmp_path_factory.mktemp("good"), potsdam)
    out, labels = desk.out / "good.hsfm", desk.labels(SQUARES)
    arguments = ["train", desk.product(), "--labels", labels, "--out", out, *QUICK]
    status, answer = desk.run(*arguments)
    assert status == 0, answer
    return out


@pytest.fixture
def desk(tmp_path: Path, potsdam: Path, head: Path) -> Desk:
    return Desk(tmp_path, potsdam, head)


def _truncated(desk: Desk) -> Path:
    whole = make.detector_ordered_copy(desk.product(), desk.given / "whole.tif")
    return make.truncated_copy(whole, desk.given / "cut.tif")


def _one_band_less(desk: Desk) -> Path:
    return desk.product(edit_xml=lambda text: make.with_bands(text, 223))


SCENES: dict[str, tuple[str, str, Callable[[Desk], Path]]] = {
    "no such file": ("input.not_found", "absent.tif", lambda desk: desk.given / "absent.tif"),
    "a text file": ("input.unreadable", "text.tif", lambda desk: desk.file("text.tif")),
    "a photo": (
        "input.not_hyperspectral",
        "photo.tif has 3 bands",
        lambda desk: make.rgb_photo(desk.given / "photo.tif"),
    ),
    "an L1B product": ("input.wrong_level", "METADATA.XML", lambda desk: desk.level("L1B")),
    "an L1B ZIP": (
        "input.wrong_level",
        "l1b.zip",
        lambda desk: make.zipped(desk.level("L1B"), desk.given / "l1b.zip"),
    ),
    "223 bands for 224": ("input.band_mismatch", "lists 223 bands", _one_band_less),
    "a truncated TIFF": ("input.truncated", "cut.tif", _truncated),
}


@pytest.mark.parametrize("task", ["info", "anomaly", "quickmap", "traits"])
@pytest.mark.parametrize("name", SCENES)
def test_a_scene_that_cannot_be_opened_is_refused(desk: Desk, name: str, task: str) -> None:
    code, names, scene = SCENES[name]
    rest = [] if task == "info" else ["--out", desk.out / "a.tif"]
    desk.refused(code, names, task, scene(desk), *rest)


@pytest.mark.parametrize("task", ["train", "classify", "anomaly", "quickmap", "traits"])
def test_a_scene_of_nodata_is_refused(desk: Desk, task: str) -> None:
    scene = make.all_nodata_copy(desk.product(), desk.given / "nothing.tif")
    rest = {"train": ["--labels", desk.labels(SQUARES)], "classify": ["--head", desk.head]}
    arguments = [task, scene, *rest.get(task, []), "--out", desk.out / "made"]
    desk.refused("input.all_nodata", "nothing.tif", *arguments)


@pytest.mark.parametrize(
    ("arguments", "status", "word"),
    [
        (["info", "good"], DONE, "fingerprint"),
        (["info", "absent.tif"], REFUSED, "input.not_found"),
        (["info"], WRONG_USE, "input.bad_parameter"),
    ],
)
def test_a_real_process_ends_with_the_code_of_what_it_says(
    desk: Desk, arguments: list[str], status: int, word: str
) -> None:
    """The other tests ask in this process."""
    given = [str(desk.product()) if word == "good" else word for word in arguments]
    ended = subprocess.run(
        [sys.executable, "-m", "engine", *given, "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (ended.returncode, "Traceback" in ended.stderr) == (status, False)
    assert word in json.dumps(json.loads(ended.stdout))


def test_a_head_with_wavelengths_refuses_a_cube_without(desk: Desk) -> None:
    arguments = ["classify", desk.plain(), "--head", desk.head, "--out", desk.out / "m.tif"]
    desk.refused("input.no_wavelengths", "plain.tif", *arguments)


@pytest.mark.parametrize("task", ["train", "quickmap", "traits"])
def test_a_scene_that_hsfm_spectral_cannot_read_is_refused_with_a_way_out(
    desk: Desk, task: str
) -> None:
    rest = ["--labels", desk.labels(SQUARES)] if task == "train" else []
    radiance = make.mini_product(
        desk.potsdam, desk.given / "radiance", edit_xml=lambda text: make.as_level(text, "L1C")
    )
    for code, names, scene, bands in (
        ("input.no_wavelengths", "plain.tif", desk.plain(), ""),
        ("input.wrong_level", "L1C", radiance, ""),
        ("model.bands_uncovered", "hsfm-spectral", desk.product(), "10-20"),
    ):
        arguments = [task, scene, *rest, "--bands", bands, "--out", desk.out / "made"]
        answer = desk.refused(code, names, *arguments)
        assert "choose the backbone Spectra" in answer["hint"]
        assert "--backbone spectra" in answer["hint"]


@pytest.mark.parametrize("task", ["quickmap", "traits"])
@pytest.mark.parametrize("model", ["nobody", "spectra"])
def test_a_model_that_names_no_covers_is_refused(desk: Desk, task: str, model: str) -> None:
    arguments = [task, desk.product(), "--model", model, "--out", desk.out / "m.tif"]
    desk.refused("model.unknown", model, *arguments)


def test_a_cube_without_wavelengths_is_scored_trained_and_mapped_with_a_warning(desk: Desk) -> None:
    scene, made = desk.plain(), desk.out / "h.hsfm"
    for arguments, words in (
        (["anomaly", scene, "--out", desk.out / "a.tif"], "no wavelengths"),
        (
            ["train", scene, "--labels", desk.labels(SQUARES), "--out", made, *QUICK],
            "no wavelengths",
        ),
        (["classify", scene, "--head", made, "--out", desk.out / "m.tif"], "by their number"),
    ):
        status, answer = desk.run(*arguments)
        assert status == 0, answer
        assert any(words in text for text in answer["metrics"]["warnings"])


@pytest.mark.parametrize(
    ("code", "names", "squares"),
    [
        ("input.one_class", "water", [(0, 0, "water"), (8, 8, "water")]),
        ("input.labels_outside", "labels.gpkg", [(9000, 0, "a"), (9008, 8, "b")]),
        ("input.labels_empty", "labels.gpkg", []),
    ],
)
def test_labels_that_teach_nothing_are_refused(
    desk: Desk, code: str, names: str, squares: list[tuple[int, int, str]]
) -> None:
    labels, out = desk.labels(squares), desk.out / "h.hsfm"
    desk.refused(code, names, "train", desk.product(), "--labels", labels, "--out", out)


class Poison:
    """Makes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return (open, (str(self.path), "w"))


@pytest.mark.parametrize("kind", ["poisoned pickle", "text"])
def test_a_file_that_is_no_head_is_refused_and_never_run(desk: Desk, kind: str) -> None:
    poisoned = kind == "poisoned pickle"
    data = pickle.dumps(Poison(desk.out / "hacked")) if poisoned else b"just some words\n"
    bad, code = desk.file("bad.hsfm", data), "model.unsafe" if poisoned else "model.corrupt"
    arguments = ["classify", desk.product(), "--head", bad, "--out", desk.out / "m.tif"]
    desk.refused(code, "bad.hsfm", *arguments)


def test_a_head_of_reflectance_refuses_a_radiance_product(desk: Desk) -> None:
    arguments = ["classify", desk.level("L1C"), "--head", desk.head, "--out", desk.out / "m.tif"]
    desk.refused("input.wrong_level", "L1C", *arguments)


@pytest.mark.parametrize("task", ["train", "classify", "anomaly", "quickmap", "traits"])
@pytest.mark.parametrize(
    ("code", "options"), [("io.permission", "ro,size=1m"), ("io.disk_full", "size=32k")]
)
def test_a_place_that_takes_no_files_is_refused(
    desk: Desk, tmp_path: Path, task: str, code: str, options: str
) -> None:
    rest = {"train": ["--labels", desk.labels(SQUARES)], "classify": ["--head", desk.head]}
    with mounted(tmp_path / "disk", options) as disk:
        arguments = [task, desk.product(), *rest.get(task, []), "--out", disk / "made"]
        desk.refused(code, disk, *arguments, places=[disk, desk.out])


def test_a_disk_too_small_for_the_second_map_gets_none_of_the_two(
    desk: Desk, tmp_path: Path
) -> None:
    with mounted(tmp_path / "disk", "size=100k") as disk:
        maps = ["--out", desk.out / "m.tif", "--confidence", disk / "c.tif"]
        arguments = ["classify", desk.potsdam, "--head", desk.head, *maps]
        desk.refused("io.disk_full", disk, *arguments, places=[disk, desk.out])
