"""Opens ONNX files that come from anywhere: damaged or reaching out of their folder, refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..errors import (
    DependencyMissing,
    EngineError,
    InputNotFound,
    InputUnreadable,
    ModelCorrupt,
    ModelUnsafe,
)

_PICKLE, _ZIP = b"\x80", b"PK\x03\x04"
_AGAIN = "Export or download the model again."


def read_graph(path: Path) -> Any:
    """Reads the graph of a model without its external data.

    Returns:
        The ``onnx.ModelProto``; its external data, if any, lie in the model's folder.

    Raises:
        DependencyMissing: the library ``onnx`` is not installed.
        InputNotFound, InputUnreadable: there is no such file, or it cannot be read.
        ModelCorrupt: it is no ONNX model, or its external data are missing or too short.
        ModelUnsafe: it is a pickle, or wants to read files outside its folder.
    """
    try:
        import onnx
        from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
    except ImportError as exc:
        raise missing_library("onnx", exc) from exc
    if not path.is_file():
        raise InputNotFound(f"There is no file {path}.", hint="Choose an ONNX model.")
    try:
        with path.open("rb") as file:
            start = file.read(4)
        if start.startswith((_PICKLE, _ZIP)):
            raise ModelUnsafe(
                f"{path} is a pickled PyTorch file, which could run any program when it is opened.",
                hint="Export the model to ONNX where it was made.",
            )
        model = onnx.load(str(path), load_external_data=False)
    except OSError as exc:
        if isinstance(exc, EngineError):
            raise
        raise InputUnreadable(
            f"{path} cannot be read: {exc.strerror or exc}.", hint="Check its permissions."
        ) from exc
    except (DecodeError, ValueError) as exc:
        raise _damaged(path, str(exc)) from exc
    if not model.graph.output:
        raise _damaged(path, "it holds no graph")
    for tensor in _tensors(model):
        _check_external(path, tensor)
    return model


def missing_library(name: str, exc: ImportError) -> DependencyMissing:
    """The refusal where a library of the ONNX tools is not installed or does not load."""
    return DependencyMissing(
        f"The library {name} cannot be used: {exc}.",
        hint="Install HSFM's environment again, or choose the backend torch.",
        detail=str(exc),
    )


def _damaged(path: Path, detail: str) -> ModelCorrupt:
    return ModelCorrupt(f"{path} is no ONNX model, or it is damaged.", hint=_AGAIN, detail=detail)


def _check_external(path: Path, tensor: Any) -> None:
    if tensor.data_location != tensor.EXTERNAL:
        return
    where = {entry.key: entry.value for entry in tensor.external_data}
    location = where.get("location", "")
    folder = path.parent.resolve()
    place = (folder / location).resolve()  # follows links
    if not location or "\0" in location or folder not in place.parents:
        raise ModelUnsafe(
            f"{path} wants to read {location!r}, which is not in its own folder.",
            hint="Do not use this model.",
        )
    try:
        end = int(where.get("offset") or 0) + int(where.get("length") or 0)
        found = place.stat().st_size
    except (OSError, ValueError) as exc:
        raise ModelCorrupt(
            f"{path} keeps its weights in {location}, which cannot be read.",
            hint="Copy both files together.",
            detail=str(exc),
        ) from exc
    if end > found:
        raise ModelCorrupt(
            f"The weights of {path} are incomplete: {location} should have at least {end} bytes "
            f"and has {found}.",
            hint=_AGAIN,
        )


def _tensors(model: Any) -> Iterator[Any]:
    """Every tensor of a model: of its graph, of graphs in its nodes and of its functions."""
    yield from _of_graph(model.graph)
    for function in model.functions:
        yield from _of_nodes(function.node)
    for training in model.training_info:
        yield from _of_graph(training.initialization)
        yield from _of_graph(training.algorithm)


def _of_graph(graph: Any) -> Iterator[Any]:
    yield from graph.initializer
    for sparse in graph.sparse_initializer:
        yield from (sparse.values, sparse.indices)
    yield from _of_nodes(graph.node)


def _of_nodes(nodes: Any) -> Iterator[Any]:
    for node in nodes:
        for attribute in node.attribute:
            if attribute.HasField("t"):
                yield attribute.t
            yield from attribute.tensors
            for sparse in [
                *([attribute.sparse_tensor] if attribute.HasField("sparse_tensor") else []),
                *attribute.sparse_tensors,
            ]:
                yield from (sparse.values, sparse.indices)
            if attribute.HasField("g"):
                yield from _of_graph(attribute.g)
            for graph in attribute.graphs:
                yield from _of_graph(graph)
