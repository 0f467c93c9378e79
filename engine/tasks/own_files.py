"""Where a run may write, known before anything heavy is loaded or read.

Results never replace the user's own data: what the run reads, and the files of a product.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..errors import BadParameter
from ..output.place import check_writable
from ..parameters import FILE, FOLDER, HEAD, INPUT, OUTPUT, RASTER, SCENE, VECTOR, Parameter, Task

_OTHER_NAME = "Give the result another name."


def check_outputs(task: Task, values: Mapping[str, Any]) -> None:
    """Makes sure that every file that a run makes has a place.

    Args:
        task: the declaration, which knows what is an input and what an output.
        values: of all its parameters, checked.

    Raises:
        BadParameter: as ``refuse_replacing_inputs``.
        PermissionRefused, DiskFull, WriteFailed: as ``check_writable``.
    """
    refuse_replacing_inputs(task, values)
    for output in _outputs(task, values):
        check_writable(Path(values[output.name]).absolute())


def refuse_replacing_inputs(task: Task, values: Mapping[str, Any]) -> None:
    """Compares the files that a run would replace with those that it reads.

    Files are the same whatever their paths look like: relative, through a link, in other letters
    where the system does not tell them apart.

    Args:
        task, values: as ``check_outputs``.

    Raises:
        BadParameter: a result or its sidecar would replace an input or a file of an EnMAP
            product, or two results have the same name.
    """
    from ..scene.formats.enmap_files import is_needed

    inputs = [(p, path) for p in task.of_role(INPUT) for path in _read(p, values.get(p.name))]
    rasters = [
        os.fspath(values[p.name])
        for p in task.parameters
        if p.kind in (RASTER, SCENE) and values.get(p.name)
    ]
    taken: list[tuple[Parameter, Path]] = []
    for output in _outputs(task, values):
        made = list(_replaced(output, Path(values[output.name]), rasters))
        for path in made:
            for given, source in inputs:
                if _same(path, source):
                    raise BadParameter(
                        f"{output.label} would replace {path}, which is the file given as "
                        f"{given.label.lower()}.",
                        hint=_OTHER_NAME,
                    )
            if path.exists() and is_needed(Path(os.path.realpath(path)).name):
                raise BadParameter(
                    f"{output.label} would replace {path}, which belongs to an EnMAP product.",
                    hint=_OTHER_NAME,
                )
            for other, place in taken:
                if _same(path, place):
                    raise BadParameter(
                        f"{other.label} and {output.label.lower()} have the same name: {path}.",
                        hint="Give them different names.",
                    )
        taken += [(output, path) for path in made]


def _outputs(task: Task, values: Mapping[str, Any]) -> list[Parameter]:
    """The files it makes; a task that fills a folder looks after it itself."""
    return [p for p in task.of_role(OUTPUT) if values.get(p.name) and p.kind != FOLDER]


def _replaced(output: Parameter, path: Path, rasters: list[str]) -> Iterator[Path]:
    """The file of an output and the sidecars that come with it.

    Args:
        output: its declaration.
        path: of the file.
        rasters: what the run reads and makes of those.
    """
    yield path
    if output.kind == RASTER:
        from ..output.raster_writer import SIDECARS

        for name in SIDECARS.values():
            yield path.with_name(name.format(name=path.name, stem=path.stem))
    elif output.kind == VECTOR:
        from ..output.detection_style import style_of

        yield style_of(path, rasters)


def _read(given: Parameter, value: Any) -> Iterator[Path]:
    """The files that an input names: also inside a GDAL name or a QGIS layer source."""
    if not value or given.kind not in (SCENE, VECTOR, HEAD, FILE, RASTER):
        return
    text = os.fspath(value)
    names = [text, text.partition("|")[0], *re.findall(r'"([^"]+)"', text)]
    packed = re.match(r"(?:/vsi[a-z0-9_]+/)+\{?(.+)", text)
    if packed:
        names += [packed[1], *map(str, Path(packed[1]).parents)]
    if given.kind == HEAD and not Path(text).is_file():
        from .head_library import saved_heads

        names += [str(path) for name, path in saved_heads().items() if name == text.strip()]
    for path in map(Path, dict.fromkeys(names)):
        if path.is_file():
            yield path
            if path.suffix.lower() == ".hdr":
                from ..scene.formats.envi_header import data_of

                data = data_of(path)
                if data is not None:
                    yield data
            elif path.suffix.lower() == ".onnx":  # its description and its weights
                yield path.with_suffix(".json")
                yield path.with_name(path.name + ".data")


def _same(one: Path, other: Path) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:  # one of them does not exist yet
        return _plain(one) == _plain(other)


def _plain(path: Path) -> str:
    return os.path.normcase(os.path.realpath(path))
