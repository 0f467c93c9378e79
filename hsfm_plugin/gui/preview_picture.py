"""What the preview shows: the newest map of the engine over what was there before."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import List, Optional

from .preview_layer import PreviewLayer
from .preview_mosaic import Piece, write_mosaic
from .state import SceneFacts

_MOST_PIECES = 8


class PreviewPicture:
    """Pieces of a map on one layer; each run of the engine has a folder for its own."""

    def __init__(self, layer: PreviewLayer) -> None:
        self._layer = layer
        self._scene: Optional[SceneFacts] = None
        self._labels_id = ""
        self._below: List[Piece] = []
        self._pieces: List[Piece] = []
        self._painted: List[Piece] = []
        self._folders: List[Path] = []
        self._shown = 0

    def begin(self, scene: SceneFacts, labels_id: str, work_folder: Path) -> Path:
        """Prepares for the maps of another run; what is shown stays below them.

        Returns:
            An empty folder for the run, to be given back by ``end``.
        """
        self._scene, self._labels_id = scene, labels_id
        self._below = self._pieces[-_MOST_PIECES:]
        return Path(tempfile.mkdtemp(prefix="preview-", dir=work_folder))

    def end(self, folder: Path) -> None:
        """Takes back the folder of a run that has ended; it stays while its maps are shown."""
        self._folders.append(folder)
        self._drop_unseen()

    def show_part(self, piece: Piece) -> None:
        """Shows a map that is not complete yet."""
        self._show([*self._below, piece])

    def show_all(self, piece: Piece) -> None:
        """Shows the complete map of the run, and nothing else."""
        self._show([piece])

    def clear(self) -> None:
        """Removes the layer and the files of all runs that have ended."""
        self._below, self._pieces, self._painted = [], [], []
        self._layer.remove()
        self._drop_unseen()

    def _show(self, pieces: List[Piece]) -> None:
        scene = self._scene
        if scene is None:
            return
        self._painted, self._pieces = self._pieces, pieces
        self._shown += 1
        path = Path(pieces[-1].path).with_name(f"shown_{self._shown}.vrt")
        try:
            write_mosaic(pieces, scene.info["grid"], scene.crs.toWkt(), path)
        except OSError:  # the folder of temporary files was emptied meanwhile
            return
        self._layer.show(str(path), pieces[-1].path, scene.group, self._labels_id)

    def _drop_unseen(self) -> None:
        """Keeps what is shown, and what was before it, which may be in the picture painted now."""
        seen = {Path(piece.path).parent for piece in (*self._pieces, *self._painted)}
        for folder in [folder for folder in self._folders if folder not in seen]:
            shutil.rmtree(folder, ignore_errors=True)
            self._folders.remove(folder)
