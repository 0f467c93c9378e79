"""metadata.txt as it is shipped: what the site asks for, and what other files say too.

The site's rules are in qgis/QGIS-Plugins-Website, qgis-app/plugins/validator.py.
"""

from __future__ import annotations

import configparser
import re
import sys
import zipfile
from urllib.parse import urlparse

import pytest

from tests.release import package

if sys.version_info >= (3, 11):
    import tomllib
else:
    tomllib = pytest.importorskip("tomllib")

ROOT = package.ROOT
REQUIRED = (
    *("name", "description", "version", "qgisMinimumVersion", "author", "email", "about"),
    *("tracker", "repository", "homepage"),
)
PLACEHOLDERS = {"http://bugs", "http://repo", "http://homepage"}
"""Left from a template; the site refuses them."""
DEAD = {"supportsQt6"}
"""The site warns of it since March 2026 (qgis.md)."""


@pytest.fixture(scope="module")
def metadata(archive: zipfile.ZipFile) -> dict[str, str]:
    parser = configparser.ConfigParser()  # with interpolation, as QGIS and the site read it
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(archive.read("hsfm/metadata.txt").decode("utf-8"))
    return dict(parser.items("general"))


@pytest.fixture(scope="module")
def project() -> dict[str, object]:
    found: dict[str, object] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return found["project"]  # type: ignore[return-value]


@pytest.mark.parametrize("key", REQUIRED)
def test_metadata_has_the_required_key(metadata: dict[str, str], key: str) -> None:
    assert metadata.get(key, "").strip()


@pytest.mark.parametrize("key", ["tracker", "repository", "homepage"])
def test_an_address_is_whole_and_no_template(metadata: dict[str, str], key: str) -> None:
    parts = urlparse(metadata[key])
    assert parts.scheme == "https"
    assert "." in parts.netloc
    assert metadata[key] not in PLACEHOLDERS


def test_the_name_does_not_say_plugin_and_the_author_has_no_slash(metadata: dict[str, str]) -> None:
    assert "plugin" not in metadata["name"].lower()
    assert "/" not in metadata["author"]
    assert re.fullmatch(r"[^@\s]+@[^@\s]+\.[a-z]+", metadata["email"])


def test_the_description_is_one_line_without_markup(metadata: dict[str, str]) -> None:
    assert "\n" not in metadata["description"]
    assert len(metadata["description"]) <= 200
    assert not re.search(r"<[a-z/]", metadata["description"] + metadata["about"])


def test_every_qgis_from_3_22_to_4_takes_it(metadata: dict[str, str]) -> None:
    assert (metadata["qgisMinimumVersion"], metadata["qgisMaximumVersion"]) == ("3.22", "4.99")
    assert not DEAD & set(metadata)


def test_tags_are_several_words_of_the_subject(metadata: dict[str, str]) -> None:
    tags = [tag.strip() for tag in metadata["tags"].split(",")]
    assert len(tags) == len({tag.lower() for tag in tags}) >= 5
    assert not {"plugin", "qgis", "python", ""} & {tag.lower() for tag in tags}


def test_flags_are_words_that_the_site_reads(metadata: dict[str, str]) -> None:
    for key in ("experimental", "deprecated"):
        assert metadata[key].lower() in ("true", "false")
    assert metadata["hasProcessingProvider"] == "yes"
    assert metadata["category"] in ("Raster", "Vector", "Database", "Mesh", "Web")


def test_about_names_what_is_installed_and_the_button_that_does_it(
    metadata: dict[str, str], project: dict[str, object]
) -> None:
    about = metadata["about"]
    assert "External dependencies" in about
    assert "Install button" in about
    floor = str(project["requires-python"]).lstrip(">=")
    assert f"Python {floor} or newer" in about
    for name in ("PyTorch", "rasterio", "scikit-learn", "pyogrio", "shapely", "ONNX Runtime"):
        assert name in about


def test_version_is_the_same_everywhere(
    metadata: dict[str, str], project: dict[str, object]
) -> None:
    engine = re.search(r'__version__ = "([^"]+)"', (ROOT / "engine/__init__.py").read_text("utf-8"))
    assert engine is not None
    assert re.fullmatch(r"\d+\.\d+\.\d+", metadata["version"])
    assert {project["version"], engine[1]} == {metadata["version"]}


def test_the_changelog_is_the_newest_entry_of_ours(metadata: dict[str, str]) -> None:
    version, lines = package.newest_changes()
    told = metadata["changelog"].split("\n")
    assert told[0] == version == metadata["version"]
    assert len(told) == len(lines) + 1 > 2
    assert [line.replace(" percent", "%") for line in told[1:]] == [
        line.replace(" %", "%") for line in lines
    ]


def test_a_changelog_of_another_version_is_not_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "version", lambda: "9.9.9")
    with pytest.raises(SystemExit, match=r"metadata.txt says 9\.9\.9"):
        package.metadata_text()


def test_pyproject_has_the_same_name_licence_and_first_words(
    metadata: dict[str, str], project: dict[str, object]
) -> None:
    assert str(project["name"]).upper() == metadata["name"].split()[0]
    assert project["license"] == "GPL-3.0-or-later"
    assert (ROOT / "LICENSE").read_text("utf-8").lstrip().startswith("GNU GENERAL PUBLIC LICENSE")
    assert project["authors"] == [{"name": metadata["author"]}]
    subjects = ("EnMAP", "anomaly maps", "yperspectral")
    assert all(word in str(project["description"]) for word in subjects)
    assert all(word in metadata["description"] for word in subjects)
