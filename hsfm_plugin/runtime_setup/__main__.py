"""``python -m hsfm_plugin.runtime_setup``, run in the plugin's folder: the setup without QGIS."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]


def _main() -> int:
    """Runs the commands as a part of the package that the plugin's folder is.

    The folder may have any name, and started in it Python does not see that it is a package.
    """
    package = __package__ or ""
    if package.count(".") < 2:
        spec = importlib.util.spec_from_file_location(
            "hsfm", _ROOT / "__init__.py", submodule_search_locations=[str(_ROOT)]
        )
        if spec is None or spec.loader is None:
            raise SystemExit(f"{_ROOT} is not the folder of HSFM.")
        sys.modules["hsfm"] = importlib.util.module_from_spec(spec)
        package = "hsfm.hsfm_plugin.runtime_setup"
    return int(importlib.import_module(f"{package}.cli").main(sys.argv[1:]))


if __name__ == "__main__":
    sys.exit(_main())
