"""``export``: a head in, one ONNX model with backbone, head and preprocessing out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..backends.export_onnx import check_side, description, exported_model, write_onnx
from ..backends.foreign import describe
from ..backends.onnx_cache import DATA, staging_folder
from ..backends.onnx_check import verify
from ..context import Context
from ..output.place import explain, publish
from ..output.provenance import build_provenance
from .head_library import head_path
from .mappers import HeadMapper
from .result import Output, Result


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Exports a head; the model appears only after it has computed what torch computes.

    Args:
        values: as ``parameters.EXPORT`` declares them.
        context: told of progress, asked for cancellation.

    Raises:
        DependencyMissing: the libraries for writing ONNX are not installed.
        ModelUnsupportedLayout: the network cannot be written, or the model does not agree.
        EngineError: whatever the head, its backbone or the place of the model refuse.
    """
    out = Path(values["out"]).absolute()
    context.progress("open", 0, 1)
    mapper = HeadMapper(head_path(values["head"]))
    made_by, head = mapper.backbone, mapper.head
    classifier = mapper.classifier()
    context.progress("open", 1, 1)
    context.check_cancelled()
    context.progress("convert", 0, 1)
    multiple = made_by.multiple_px
    try:
        with staging_folder(out) as folder:
            files = write_onnx(
                classifier,
                folder / out.name,
                bands=len(head.request.numbers),
                side_px=made_by.window_px or check_side(multiple),
                multiple_px=multiple,
                about=description(head, mapper.sha256, made_by),
            )
            context.progress("convert", 1, 1)
            context.check_cancelled()
            context.progress("check", 0, 1)
            describe(folder / out.name)  # whoever opens it can read what it says of itself
            agreement = verify(
                classifier, exported_model(folder / out.name, head, made_by), multiple_px=multiple
            )
            context.log(f"ONNX Runtime and torch: {agreement}.")
            context.progress("check", 1, 1)
            context.check_cancelled()
            context.progress("write", 0, 1)
            size = sum(file.stat().st_size for file in files)
            placed = [(file, out.with_name(file.name)) for file in files]
            beside = out.with_name(out.name + DATA)
            publish(placed, obsolete=[] if len(files) > 1 else [beside])
    except OSError as exc:
        raise explain(exc, out) from exc
    context.progress("write", 1, 1)
    metrics = {
        "classes": list(head.classes),
        "bytes": size,
        "agreement": agreement.to_json(),
        "warnings": list(context.warnings),
    }
    provenance = build_provenance(
        "export", parameters=dict(values), model=mapper.origin, warnings=context.warnings
    )
    return Result([Output("model", out, "model", list(head.classes))], metrics, provenance)
