"""The help of HSFM's algorithms, as Processing shows it."""

from __future__ import annotations

import re
import shlex
from html import escape as escape_all
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("qgis.core", reason="these tests run in QGIS's own Python")

from qgis.core import QgsProcessingAlgorithm, QgsProcessingParameterDefinition
from qgis.PyQt.QtCore import QUrl

from engine.parameters import CHOICE, LAYER, MAPPING_TASKS, task_named
from tests.qgis import kit

NAMES = [task.name for task in MAPPING_TASKS]
OPTIONAL = QgsProcessingParameterDefinition.Flag.FlagOptional
SEARCHES = ("anomaly", "targetdetection", "findsimilar", "detections", "assess")
"""What follows a published method, which the help has to name."""


@pytest.fixture(params=NAMES)
def algorithm(request: pytest.FixtureRequest) -> QgsProcessingAlgorithm:
    return kit.provider().algorithm(request.param)


def escape(text: str) -> str:
    return escape_all(text, quote=False)


def _words(text: str) -> str:
    return re.sub(r"<[^>]*>", " ", text)


def test_the_help_names_every_parameter(algorithm: Any) -> None:
    told = algorithm.shortHelpString()
    for parameter in algorithm.parameterDefinitions():
        assert f"<b>{escape(parameter.description())}</b>" in told, parameter.name()
        assert f"<code>{parameter.name()}</code>" in told


def test_the_help_says_what_every_parameter_is(algorithm: Any) -> None:
    told = algorithm.shortHelpString()
    for parameter in algorithm.parameterDefinitions():
        assert parameter.help() and escape(parameter.help()) in told, parameter.name()


def test_the_help_names_every_output(algorithm: Any) -> None:
    told = algorithm.shortHelpString()
    for output in algorithm.outputDefinitions():
        assert escape(output.description()) in told, output.name()
        assert f"<code>{output.name()}</code>" in told


def test_the_help_has_every_choice_range_and_default(algorithm: Any) -> None:
    told = _words(algorithm.shortHelpString())
    for parameter in task_named(algorithm.name()).parameters:
        if parameter.kind == CHOICE:
            assert f"One of: {', '.join(parameter.choices)}." in told
        if parameter.default not in (None, "") and not isinstance(parameter.default, bool):
            shown = parameter.default
            if isinstance(shown, float):
                shown = f"{shown:.6f}".rstrip("0")
            wanted = f"Default: {shown} {parameter.unit}".strip()
            assert f"{wanted}." in told, parameter.name


def test_the_example_is_a_command_that_processing_takes(algorithm: Any) -> None:
    line = re.search(r"<code>(qgis_process run .*?)</code>", algorithm.shortHelpString())
    assert line is not None
    words = shlex.split(line.group(1))
    assert words[:4] == ["qgis_process", "run", algorithm.id(), "--"]
    given = dict(word.split("=", 1) for word in words[4:])
    task = task_named(algorithm.name())
    task.validate(given)
    assert not any(task.parameter(name).kind == LAYER for name in given)


def test_the_help_leads_to_a_page(algorithm: Any) -> None:
    path = Path(QUrl(algorithm.helpUrl()).toLocalFile())
    assert path.is_file() and path.suffix == ".html"


def test_the_help_is_one_text_with_its_parts_in_order(algorithm: Any) -> None:
    told = algorithm.shortHelpString()
    parts = re.findall(r"<h3>(.*?)</h3>", told)
    assert parts[:3] == ["Parameters", "Outputs", "Example"]


@pytest.mark.parametrize("name", SEARCHES)
def test_a_published_method_has_its_source(name: str) -> None:
    told = kit.provider().algorithm(name).shortHelpString()
    assert re.search(r"<h3>Source</h3><p>.*\((19|20)\d\d\)", told)


def test_an_algorithm_says_in_a_sentence_what_it_does(algorithm: Any) -> None:
    said = algorithm.shortDescription()
    assert said.endswith(".") and len(said) > 20


def test_tags_find_an_algorithm(algorithm: Any) -> None:
    tags = algorithm.tags()
    assert "hyperspectral" in tags and len(tags) == len(set(tags)) and len(tags) > 3
