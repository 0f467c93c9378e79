"""The one declaration: what a request may hold, whoever sends it."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest

from engine.errors import BadParameter, ProtocolError
from engine.jobs import job_from_message
from engine.parameters import (
    BOOLEAN,
    CHOICE,
    INTEGER,
    MAPPING_TASKS,
    NUMBER,
    OPTION,
    OUTPUT,
    TASKS,
    Parameter,
    Task,
    by_role,
    task_named,
)

EVERY = [
    pytest.param(task, parameter, id=f"{task.name}-{parameter.name}")
    for task in TASKS
    for parameter in task.parameters
]
RATE = Parameter("rate", NUMBER, OPTION, "Rate", "A share.", default=0.1, minimum=0, maximum=1)
COUNT = Parameter("count", INTEGER, OPTION, "Count", "A count.", default=5, minimum=2, maximum=9)
FLAG = Parameter("flag", BOOLEAN, OPTION, "Flag", "Yes or no.", default=False)
KIND = Parameter("kind", CHOICE, OPTION, "Kind", "One of two.", default="a", choices=("a", "b"))
PLACE = Parameter("place", "raster", OUTPUT, "Place", "Where to.", required=True)
TASK = Task("paint", "Paint", "Paints.", (RATE, COUNT, FLAG, KIND, PLACE))


@pytest.mark.parametrize(("task", "parameter"), EVERY)
def test_a_declaration_has_words_for_forms(task: Task, parameter: Parameter) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]*", parameter.name)
    assert parameter.label[:1].isupper()
    assert parameter.help.endswith(".")


@pytest.mark.parametrize(("task", "parameter"), EVERY)
def test_a_default_is_itself_allowed(task: Task, parameter: Parameter) -> None:
    if parameter.required:
        assert parameter.default is None
    elif parameter.default is not None:
        assert parameter.parse(parameter.default) == parameter.default


@pytest.mark.parametrize(("task", "parameter"), EVERY)
def test_a_parent_is_a_parameter_of_the_same_task(task: Task, parameter: Parameter) -> None:
    if parameter.parent:
        assert task.parameter(parameter.parent).kind == "vector"


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_every_declared_task_has_a_module(task: Task) -> None:
    assert importlib.util.find_spec(f"engine.tasks.{task.name}") is not None


def test_names_are_unique() -> None:
    assert len({task.name for task in TASKS}) == len(TASKS)
    for task in TASKS:
        assert len({parameter.name for parameter in task.parameters}) == len(task.parameters)
    assert set(MAPPING_TASKS) <= set(TASKS)


@pytest.mark.parametrize(
    ("parameter", "value", "parsed"),
    [
        (RATE, "0.5", 0.5),
        (RATE, 1, 1.0),
        (RATE, None, 0.1),
        (RATE, "", 0.1),
        (COUNT, "9", 9),
        (COUNT, 3.0, 3),
        (FLAG, "yes", True),
        (FLAG, "off", False),
        (FLAG, True, True),
        (KIND, "b", "b"),
        (PLACE, Path("a/b.tif"), str(Path("a/b.tif"))),
    ],
)
def test_a_value_gets_its_python_type(parameter: Parameter, value: Any, parsed: Any) -> None:
    found = parameter.parse(value)
    assert found == parsed
    assert type(found) is type(parsed)


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        (RATE, 1.5),
        (RATE, -0.1),
        (RATE, "many"),
        (RATE, float("nan")),
        (RATE, float("inf")),
        (RATE, True),
        (RATE, [1]),
        (COUNT, 1),
        (COUNT, 10),
        (COUNT, 2.5),
        (COUNT, "2.5"),
        (COUNT, float("inf")),
        (FLAG, "perhaps"),
        (FLAG, 2),
        (KIND, "c"),
        (KIND, 1),
        (PLACE, None),
        (PLACE, ""),
        (PLACE, 5),
        (PLACE, {"path": "x"}),
    ],
)
def test_an_impossible_value_is_refused_by_name(parameter: Parameter, value: Any) -> None:
    with pytest.raises(BadParameter, match=parameter.name):
        parameter.parse(value)


@pytest.mark.parametrize(
    ("minimum", "maximum", "text"),
    [
        (0, 2**31 - 1, "0 to 2147483647 px"),
        (1e-6, 0.5, "1e-06 to 0.5 px"),
        (2, None, "at least 2 px"),
        (None, 9, "at most 9 px"),
        (None, None, ""),
    ],
)
def test_a_range_is_put_into_words(minimum: Any, maximum: Any, text: str) -> None:
    parameter = Parameter(
        "n", NUMBER, OPTION, "N", "A number.", minimum=minimum, maximum=maximum, unit="px"
    )
    assert parameter.range_text() == text


def test_validation_fills_in_every_default() -> None:
    assert TASK.validate({"place": "x"}) == {
        "rate": 0.1,
        "count": 5,
        "flag": False,
        "kind": "a",
        "place": "x",
    }


def test_an_undeclared_name_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(BadParameter, match="colour") as caught:
        TASK.validate({"place": "x", "colour": "red"})
    assert "rate, count, flag, kind, place" in caught.value.hint


def test_an_unknown_task_is_refused_with_the_tasks_there_are() -> None:
    with pytest.raises(BadParameter, match="paint") as caught:
        task_named("paint")
    assert all(task.name in caught.value.hint for task in TASKS)


@pytest.mark.parametrize("name", ["quickmap", "traits"])
def test_a_map_before_the_first_label_needs_a_scene_and_a_place_only(name: str) -> None:
    task = task_named(name)
    assert [p.name for p in task.parameters if p.required] == ["scene", "out"]
    assert task in MAPPING_TASKS
    found = task.validate({"scene": "s", "out": "o.tif"})
    assert (found["model"], found["device"]) == ("hsfm-spectral", "auto")
    assert {p.kind for p in task.of_role(OUTPUT)} == {"raster"}
    assert by_role(task, found)["outputs"] == {"out": "o.tif"}


def test_the_certainty_of_a_quick_map_is_a_share_or_the_model_s_own() -> None:
    task = task_named("quickmap")
    assert task.validate({"scene": "s", "out": "o.tif"})["certainty"] is None
    assert task.validate({"scene": "s", "out": "o.tif", "certainty": "0.8"})["certainty"] == 0.8
    with pytest.raises(BadParameter, match="certainty"):
        task.validate({"scene": "s", "out": "o.tif", "certainty": 1.2})


def test_flat_values_are_sorted_for_the_wire_and_come_back_the_same() -> None:
    values = {"scene": "s", "out": "o.tif", "false_alarm_rate": 0.01, "aoi": "", "bands": None}
    sorted_ = by_role(task_named("anomaly"), values)
    assert sorted_ == {
        "inputs": {"scene": "s"},
        "outputs": {"out": "o.tif"},
        "options": {"false_alarm_rate": 0.01},
    }
    job = job_from_message({"type": "run", "id": "a", "task": "anomaly", **sorted_})
    assert job.values == task_named("anomaly").validate(values)


def test_a_parameter_in_the_wrong_part_is_refused() -> None:
    message = {"id": "a", "task": "info", "options": {"scene": "s"}}
    with pytest.raises(ProtocolError, match="scene"):
        job_from_message(message)
