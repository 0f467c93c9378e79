"""Tells clouds pixel by pixel from reflectance at the top of the atmosphere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ..bands.response import FloatArray
from ..stream.operator import Batch

if TYPE_CHECKING:
    import torch

    Scores = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]
    """Reflectance ``(pixels, bands)`` and centres in nm ``(bands,)`` to the probability of cloud
    ``(pixels,)``."""

CLEAR, CLOUD = 1, 2
"""Values of the mask; 0 is nodata."""

CHUNK_PX = {"cpu": 256}
OTHER_CHUNK_PX = 4096
"""Pixels at a time by kind of device: a pixel of 220 bands takes about 0.3 MB inside the network,
and a stopped run ends after one chunk."""


class CloudOperator:
    """Maps the probability of cloud, and the mask at a threshold.

    Gives the outputs ``cloud_mask`` (uint8, 0 is nodata) and ``probability`` (float32, NaN is
    nodata).
    """

    halo_px = 0
    overlap_px = 0
    window_px: int | None = None

    def __init__(
        self,
        scores: Scores,
        per_radiance: FloatArray,
        centres_nm: FloatArray,
        threshold: float,
        device: torch.device,
        check: Callable[[], None] = lambda: None,
    ) -> None:
        """Prepares the map.

        Args:
            scores: the network, on the device.
            per_radiance: what radiance is multiplied with to be reflectance, ``(bands,)``.
            centres_nm: of the planned bands, ``(bands,)``.
            threshold: the probability from which a pixel is cloud.
            device: where the batches are.
            check: called between chunks; what it raises ends the run.
        """
        import torch

        self._scores = scores
        self._threshold = threshold
        self._check = check
        self._chunk_px = CHUNK_PX.get(device.type, OTHER_CHUNK_PX)
        self._per_radiance, self._centres = (
            torch.from_numpy(numbers.astype(np.float32)).to(device)
            for numbers in (per_radiance, centres_nm)
        )

    def __call__(self, batch: Batch) -> torch.Tensor:
        made = batch.values.new_zeros(batch.valid.shape)
        places = batch.valid.nonzero(as_tuple=True)
        for start in range(0, len(places[0]), self._chunk_px):
            self._check()
            member, row, col = (place[start : start + self._chunk_px] for place in places)
            spectra = batch.values[member, :, row, col] * self._per_radiance
            made[member, row, col] = self._scores(spectra, self._centres)
        return made.unsqueeze(1)

    def finish(
        self, blended: torch.Tensor, valid: torch.Tensor
    ) -> Mapping[str, npt.NDArray[np.generic]]:
        probability = blended[0].masked_fill(~valid, float("nan"))
        mask = (CLEAR + (blended[0] >= self._threshold).byte()).masked_fill(~valid, 0)
        return {"cloud_mask": mask.cpu().numpy(), "probability": probability.cpu().numpy()}
