"""Panopticon for any bands whose wavelengths are known; of many bands, a spread of 32.

In training every view had 4 to 13 bands, also of EnMAP, so more bands than ``MOST_BANDS`` promise
nothing. Bands are normalised with the statistics of SpectralEarth at their wavelengths, after
clipping reflectance to 0..1 as in training; Panopticon's own list for the 202 EnMAP bands, made of
a tenth of the same scenes, differs by up to 0.003 in the mean and 0.02 in the standard deviation.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from math import isqrt
from typing import TYPE_CHECKING, Any

import numpy as np

from ...bands.plan import BandPlan, BandRequest
from ...scene.scene import Scene
from ..any_bands import CELL_PX, plan_by_wavelength
from ..backbone import Backbone
from ..enmap_statistics import statistics
from ..family import BACKBONE, Architecture, Options, Shapes
from ..installed import Installed

if TYPE_CHECKING:
    import torch

MOST_BANDS = 32
KNOWN_NM = 12.0
"""Bands farther than this from all bands with statistics lie in water vapour, or outside."""
_DEFINITION = "panopticon, 1"
"""Changes when the same weights and pixels would give other features."""
_SIZES = {(768, 12): ("vit-b", 12)}
"""Width and depth to name and heads, which no tensor tells."""
_FUSION_HEADS = {2304: 16}
_DROPPED = (r"mask_token", r"head\..*")
_BLOCK = re.compile(r"blocks\.(\d+)\.")


class PanopticonBackbone:
    """See ``models.backbone.Backbone``."""

    halo_px = 0
    overlap_px = 16
    window_px: int | None = 16 * CELL_PX
    multiple_px = CELL_PX
    adapter_tensors = (
        "fusion.score",
        "fusion.score_of_band",
        "fusion.output",
        "fusion.output_of_band",
        "fusion.bias",
    )

    def __init__(self, model: Installed, options: Options) -> None:
        self._model = model
        self._blocks = options.blocks
        self.id = model.id
        self.hash = hashlib.sha256(f"{_DEFINITION} {model.hash}".encode()).hexdigest()
        self.options: Mapping[str, Any] = options.to_json()

    def plan(self, scene: Scene, bands_text: str = "") -> tuple[BandPlan, BandRequest]:
        plan, request = plan_by_wavelength(scene, bands_text, f"the backbone {self.id}")
        if len(plan.read) <= MOST_BANDS:
            return plan, request
        centres = request.centres_nm or ()
        places = spread(centres, only_known=not bands_text)
        chosen = chosen_of(request, places)
        note = (
            f"The backbone {self.id} works on {len(places)} of the {len(plan.read)} bands, spread "
            f"evenly from {centres[places[0]]:.0f} to {centres[places[-1]]:.0f} nm."
        )
        return replace(plan, read=chosen.numbers, notes=(*plan.notes, note)), chosen

    def channels(self, request: BandRequest) -> tuple[int, ...]:
        config = self._model.config
        blocks = max(1, min(self._blocks, int(config["depth"])))
        return (len(request.numbers), *[int(config["dim"])] * blocks)

    def network(self, request: BandRequest) -> torch.nn.Module:
        from .network import Panopticon, PanopticonFeatures

        made = Panopticon(**self._model.config)
        self._model.load_into(made)
        return PanopticonFeatures(made, request.centres_nm or (), self._blocks).eval()


def spread(centres_nm: tuple[float, ...], *, only_known: bool) -> tuple[int, ...]:
    """Chooses at most ``MOST_BANDS`` bands, evenly spread over the list.

    Args:
        centres_nm: of the bands, ascending.
        only_known: whether to pass over bands without statistics, where there are others.

    Returns:
        Their places in the list, ascending; the outermost bands are among them.
    """
    known = np.arange(len(centres_nm))
    if only_known:
        away = np.abs(np.array(centres_nm)[:, None] - statistics().centres_nm).min(axis=1)
        known = np.flatnonzero(away <= KNOWN_NM) if (away <= KNOWN_NM).any() else known
    picked = np.linspace(0, len(known) - 1, min(MOST_BANDS, len(known))).round().astype(int)
    return tuple(int(place) for place in known[picked])


def chosen_of(request: BandRequest, places: tuple[int, ...]) -> BandRequest:
    """The request with the bands at ``places`` only."""
    centres, widths, detectors = request.centres_nm, request.fwhm_nm, request.detectors
    return replace(
        request,
        centres_nm=None if centres is None else tuple(centres[place] for place in places),
        fwhm_nm=None if widths is None else tuple(widths[place] for place in places),
        detectors=None if detectors is None else tuple(detectors[place] for place in places),
        numbers=tuple(request.numbers[place] for place in places),
    )


class PanopticonFamily:
    """See ``models.family.Family``."""

    name = "panopticon"
    title = "Panopticon"
    kind = BACKBONE

    def rename(self, key: str) -> str:
        return key

    def detect(self, shapes: Shapes) -> Architecture | None:
        convolution = shapes.get("patch_embed.conv3d.conv3d.weight")
        query = shapes.get("patch_embed.chnfus.query")
        positions = shapes.get("pos_embed")
        blocks = {int(found[1]) for key in shapes if (found := _BLOCK.match(key))}
        if convolution is None or query is None or positions is None or not blocks:
            return None
        dim, depth, fusion_dim = positions[-1], 1 + max(blocks), query[-1]
        if (dim, depth) not in _SIZES or fusion_dim not in _FUSION_HEADS:
            return None
        size, heads = _SIZES[dim, depth]
        config = {
            "dim": dim,
            "depth": depth,
            "heads": heads,
            "patch": convolution[-1],
            "side": isqrt(positions[1] - 1),
            "fusion_dim": fusion_dim,
            "fusion_heads": _FUSION_HEADS[fusion_dim],
        }
        return Architecture(size, config, _DROPPED)

    def build(self, config: Mapping[str, Any]) -> torch.nn.Module:
        from .network import Panopticon

        return Panopticon(**config).eval()

    def backbone(self, model: Installed, options: Options) -> Backbone:
        return PanopticonBackbone(model, options)


FAMILY = PanopticonFamily()
