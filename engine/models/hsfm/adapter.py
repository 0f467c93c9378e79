"""HSFM's own encoder as a family: a backbone for any bands, and covers and traits without labels.

It is trained by ``engine.pretrain`` and comes with the package; files of strangers are never taken
for it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...bands.plan import ON_SPECTRA, BandPlan, BandRequest
from ...errors import BandsUncovered
from ...scene.scene import Scene
from ..any_bands import plan_by_wavelength
from ..backbone import EMBEDDING, LOG_REFLECTANCE, Backbone
from ..cover_model import CoverModel
from ..family import BACKBONE, Architecture, Options, Shapes
from ..installed import Installed

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import torch

_DEFINITION = "hsfm spectral, 1"
"""Changes when the same weights and pixels would give other features."""

LEAST_CELLS = 30
"""Of the grid's; Sentinel-2 has 71, a camera for colours 12."""


class _OnScenes:
    """What both uses of a model share."""

    def __init__(self, model: Installed) -> None:
        self._model = model
        self.id = model.id
        self.hash = hashlib.sha256(f"{_DEFINITION} {model.hash}".encode()).hexdigest()

    def plan(self, scene: Scene, bands_text: str = "") -> tuple[BandPlan, BandRequest]:
        plan, request = plan_by_wavelength(scene, bands_text, self.id)
        _, seen = _to_grid(request)
        if seen.sum() < LEAST_CELLS:
            raise BandsUncovered(
                f"The bands of {scene.product} see {int(seen.sum())} of the {len(seen)} "
                f"wavelengths from 420 to 2440 nm that {self.id} looks at; it needs "
                f"{LEAST_CELLS}.",
                hint=f"Take more bands, or {ON_SPECTRA}.",
            )
        return plan, request

    def _net(self) -> Any:
        from .network import build

        made = build(self._model.config)
        self._model.load_into(made)
        return made


class SpectralBackbone(_OnScenes):
    """See ``models.backbone.Backbone``."""

    options: Mapping[str, Any] = {}
    halo_px = 0
    overlap_px = 0
    window_px: int | None = None
    multiple_px = 1
    feature_kinds = (LOG_REFLECTANCE, EMBEDDING)
    adapter_tensors = ("net.enter", "net.enter_seen")

    def channels(self, request: BandRequest) -> tuple[int, ...]:
        return int(_to_grid(request)[1].sum()), int(self._model.config["dims"])

    def network(self, request: BandRequest) -> torch.nn.Module:
        from .network import Features

        return Features(self._net(), *_to_grid(request)).eval()


class SpectralCovers(_OnScenes):
    """See ``models.cover_model.CoverModel``."""

    def covers(self, request: BandRequest) -> torch.nn.Module:
        from .network import CoverReader

        return CoverReader(self._net(), *_to_grid(request)).eval()

    def traits(self, request: BandRequest) -> torch.nn.Module:
        from .network import TraitReader

        return TraitReader(self._net(), *_to_grid(request)).eval()


class SpectralFamily:
    """See ``models.family.Family`` and ``models.cover_model.CoverFamily``."""

    name = "hsfm"
    title = "HSFM Spectral"
    kind = BACKBONE

    def rename(self, key: str) -> str:
        return key

    def detect(self, shapes: Shapes) -> Architecture | None:
        return None  # bundled only; nobody imports it

    def build(self, config: Mapping[str, Any]) -> torch.nn.Module:
        from .network import build

        return build(config)

    def backbone(self, model: Installed, options: Options) -> Backbone:
        return SpectralBackbone(model)

    def cover_model(self, model: Installed) -> CoverModel:
        return SpectralCovers(model)


def _to_grid(request: BandRequest) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.bool_]]:
    import numpy as np

    from ...bands.response import widths_from_spacing
    from .grid import bring_to_grid

    centres = np.array(request.centres_nm or (), np.float64)
    widths = request.fwhm_nm
    return bring_to_grid(centres, widths_from_spacing(centres) if widths is None else widths)


FAMILY = SpectralFamily()
