"""``models import``: a checkpoint file becomes an installed model."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..context import Context
from ..store.install import import_file
from .result import Result


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Installs ``values["file"]``.

    Args:
        values: as ``parameters.MODELS_IMPORT`` declares them.
        context: told of progress, asked for cancellation.

    Returns:
        No outputs; ``metrics`` holds ``model``, the record, and the ``folder`` that it lies in.

    Raises:
        EngineError: as ``store.install.import_file``.
    """
    file = Path(values["file"]).absolute()
    model = import_file(file, context, as_id=values["as"] or "")
    return Result(
        metrics={"model": json.loads(model.record_text()), "folder": str(model.folder)},
        provenance={"task": "models_import", "source": dict(model.source)},
    )
