"""Runs the engine as ``python -m engine …`` or as ``python -I <root>/engine …``.

In the second form Python puts the engine's own folder on ``sys.path``, where its subfolders would
hide other packages of the same names; the folder above it takes that place, so that the package is
imported as ``engine`` whichever way it was started.
"""

import os
import sys
from pathlib import Path


def _make_importable() -> None:
    here = Path(__file__).resolve().parent
    sys.path[:] = [entry for entry in sys.path if not entry or Path(entry).resolve() != here]
    sys.path.insert(0, str(here.parent))


def _run() -> int:
    # torch's idle threads would spin and take cores from the threads that decode the scene.
    # OpenMP reads this once, when torch is loaded.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    if not __package__:
        _make_importable()
        from engine.cli import main
        from engine.cores import tell_libraries
        from engine.in_use import tell_in_use
        from engine.manners import keep_to_own_folders
    else:
        from .cli import main
        from .cores import tell_libraries
        from .in_use import tell_in_use
        from .manners import keep_to_own_folders
    tell_in_use()
    keep_to_own_folders()
    tell_libraries()  # before torch is loaded, which no import above does
    return main()


if __name__ == "__main__":
    sys.exit(_run())
