"""The cache of unpacked products: bounded, safe, and left clean."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path

import pytest

from engine.errors import DiskFull, InputUnreadable
from engine.scene import open_scene
from engine.scene.formats.product_cache import ProductCache
from tests.data import make_products as make

LONG_AGO = 1_000_000_000.0


def filled(cache: ProductCache, folder: Path, name: str, used_at: float) -> Path:
    archive = folder / name
    archive.write_text(name)
    place = cache.add(archive, lambda into: (into / "cube").write_bytes(bytes(1000)) and None)
    os.utime(place / ".used", (used_at, used_at))
    return place


def test_the_least_recently_used_product_goes_first(tmp_path: Path) -> None:
    cache = ProductCache(tmp_path / "cache", limit_bytes=2500)
    newer = filled(cache, tmp_path, "newer.zip", LONG_AGO + 10)
    older = filled(cache, tmp_path, "older.zip", LONG_AGO)
    cache.make_room(tmp_path / "next.zip", 1000)
    assert newer.is_dir() and not older.exists()


def test_a_product_in_use_is_kept(tmp_path: Path) -> None:
    import time

    cache = ProductCache(tmp_path / "cache", limit_bytes=500)
    place = filled(cache, tmp_path, "used.zip", time.time())
    cache.make_room(tmp_path / "next.zip", 1000)
    assert place.is_dir()


def test_a_changed_archive_is_unpacked_again(tmp_path: Path) -> None:
    cache = ProductCache(tmp_path / "cache")
    filled(cache, tmp_path, "a.zip", LONG_AGO)
    (tmp_path / "a.zip").write_text("another length")
    assert cache.find(tmp_path / "a.zip") is None


def test_a_full_disk_is_said_before_anything_is_written(
    potsdam: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HSFM_CACHE", str(tmp_path / "cache"))
    archive = make.zipped(make.mini_product(potsdam, tmp_path), tmp_path / "p.zip")
    real = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: real._replace(free=1000))
    with pytest.raises(DiskFull, match=r"p\.zip needs"):
        open_scene(archive)
    assert list((tmp_path / "cache" / "products").iterdir()) == []


def test_a_damaged_zip_leaves_nothing(
    potsdam: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HSFM_CACHE", str(tmp_path / "cache"))
    archive = make.zipped(make.mini_product(potsdam, tmp_path), tmp_path / "p.zip")
    data = bytearray(archive.read_bytes())
    with zipfile.ZipFile(archive) as file:
        cube = next(e for e in file.infolist() if e.filename.endswith("IMAGE.TIF"))
    start = cube.header_offset + 400
    data[start : start + 50] = bytes(50)
    archive.write_bytes(data)
    with pytest.raises(InputUnreadable, match="damaged"):
        open_scene(archive)
    assert list((tmp_path / "cache" / "products").iterdir()) == []


def test_half_a_zip_is_refused(
    potsdam: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HSFM_CACHE", str(tmp_path / "cache"))
    archive = make.zipped(make.mini_product(potsdam, tmp_path), tmp_path / "p.zip")
    with pytest.raises(InputUnreadable, match="end is missing"):
        open_scene(make.truncated_copy(archive, tmp_path / "half.zip", 0.5))


def test_members_cannot_leave_the_cache(
    potsdam: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HSFM_CACHE", str(tmp_path / "in" / "cache"))
    product = make.mini_product(potsdam, tmp_path)
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as file:
        for member in sorted(product.iterdir()):
            file.write(member, f"../../../../{member.name}")
    scene = open_scene(tmp_path / "p.zip")
    assert (tmp_path / "in" / "cache" / "products") in scene.cube.parents
    assert not list(tmp_path.glob("*METADATA*"))


def test_a_zip_without_a_product_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HSFM_CACHE", str(tmp_path / "cache"))
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as file:
        file.writestr("holiday.jpg", b"x")
    with pytest.raises(InputUnreadable, match="no EnMAP product"):
        open_scene(tmp_path / "p.zip")
