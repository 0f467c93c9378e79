"""Isolation forest: how few random cuts separate a pixel from the others.

Source: Liu, Ting, Zhou (2008), "Isolation forest", ICDM. Trees cut the leading components of the
area, as in Li et al. (2020), "Hyperspectral anomaly detection with kernel isolation forest", IEEE
TGRS 58(1), whose kernel and local forests are left out.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import torch

from ..stream.sink import Sink
from .detector import SceneRun
from .leading import Projection, leading_components
from .pixel_sample import sampled
from .score_operator import PixelOperator

COMPONENTS = 10
"""More hold noise, on which most cuts would be wasted: each is along one component."""

TREES = 128
"""The paper takes 100."""

TREE_PIXELS = 256
"""Of the paper: more change little, and hide anomalies behind each other."""

DEPTH = math.ceil(math.log2(TREE_PIXELS))
"""Where trees end: deeper leaves are ordinary whatever their depth."""

NODES, LEAVES = 2**DEPTH - 1, 2**DEPTH

EULER = 0.5772156649

CPU_STEPS, DEVICE_STEPS = 1 << 17, 1 << 26
"""Pixels times trees that are followed together: what stays in a core's cache, and fits a GPU."""


class IsolationForest:
    """Trees as tables: node n has the children 2n + 1 and 2n + 2, and all leaves are equally deep.

    A cut along nothing sends all pixels to the left, so that branches that end early go on.

    Attributes:
        component: ``(TREES * NODES,)``, which component each node cuts.
        cut: ``(TREES * NODES,)``, at which value; infinite where a branch has ended.
        length: ``(TREES * LEAVES,)``, the length of the path to each leaf, eq. 1.
    """

    def __init__(self, sample: torch.Tensor, seed: int) -> None:
        """Grows the trees.

        Args:
            sample: ``(pixels, components)`` in rng order, on the CPU.
            seed: of the choice of pixels and cuts.
        """
        count, components = sample.shape
        rng = np.random.default_rng(seed)
        size = min(TREE_PIXELS, count)
        chosen = np.stack([rng.permutation(count)[:size] for _ in range(TREES)])
        # Drawn for all nodes at once: cuts do not depend on which others turn out to be needed.
        component = torch.from_numpy(rng.integers(0, components, (TREES, NODES)))
        share = torch.from_numpy(rng.random((TREES, NODES)).astype(np.float32))
        pixels = sample[torch.from_numpy(chosen)]
        cut = torch.full((TREES, NODES), math.inf)
        node = torch.zeros((TREES, size), dtype=torch.long)
        for depth in range(DEPTH):
            values = pixels.gather(2, component.gather(1, node)[..., None])[..., 0]
            lowest = torch.full_like(cut, math.inf).scatter_reduce(1, node, values, "amin")
            highest = torch.full_like(cut, -math.inf).scatter_reduce(1, node, values, "amax")
            level = slice(2**depth - 1, 2 ** (depth + 1) - 1)
            between = torch.lerp(lowest, highest, share)
            ended = torch.full_like(cut, math.inf)
            cut[:, level] = torch.where(highest > lowest, between, ended)[:, level]
            node = 2 * node + 1 + (values > cut.gather(1, node))
        self.component, self.cut = component.flatten(), cut.flatten()
        ends = torch.zeros((TREES, LEAVES)).scatter_add(1, node - NODES, torch.ones(node.shape))
        self.length = _lengths(cut, ends).flatten()
        self._usual = float(_usual_length(torch.tensor(float(size))))

    def to(self, device: torch.device) -> IsolationForest:
        """Moves the tables to a device."""
        self.component, self.cut = self.component.to(device), self.cut.to(device)
        self.length = self.length.to(device)
        return self

    def scores(self, pixels: torch.Tensor) -> torch.Tensor:
        """Anomaly scores, eq. 2: near 1 for what is isolated at once, below 0.5 for the ordinary.

        Args:
            pixels: ``(pixels, components)``.

        Returns:
            ``(pixels,)``.
        """
        device = pixels.device
        tree = torch.arange(TREES, device=device)
        first_node, first_leaf = tree * NODES, tree * LEAVES
        node = torch.zeros((len(pixels), TREES), dtype=torch.long, device=device)
        for _ in range(DEPTH):
            place = node + first_node
            values = pixels.gather(1, self.component[place])
            node.mul_(2).add_(1).add_(values > self.cut[place])
        lengths = self.length[node.sub_(NODES).add_(first_leaf)]
        return torch.exp2(-lengths.mean(dim=1) / self._usual)


def _lengths(cut: torch.Tensor, ends: torch.Tensor) -> torch.Tensor:
    """Lengths of the paths to the leaves: to where a branch ends, and the usual length beyond.

    Args:
        cut: ``(trees, NODES)``.
        ends: ``(trees, LEAVES)``, pixels in each leaf.
    """
    counts = [ends]
    for _ in range(DEPTH):
        counts.append(counts[-1].reshape(TREES, -1, 2).sum(dim=2))
    made = DEPTH + _usual_length(ends)
    for depth in reversed(range(DEPTH)):
        ended = torch.isinf(cut[:, 2**depth - 1 : 2 ** (depth + 1) - 1])
        here = depth + _usual_length(counts[DEPTH - depth])
        leaves = 2 ** (DEPTH - depth)
        made = torch.where(
            ended.repeat_interleave(leaves, 1), here.repeat_interleave(leaves, 1), made
        )
    return made


def _usual_length(count: torch.Tensor) -> torch.Tensor:
    """The mean path length of unsuccessful searches in a tree of ``count`` pixels, eq. 1."""
    fewer = (count - 1).clamp(min=1)
    many = 2 * (torch.log(fewer) + EULER) - 2 * fewer / count.clamp(min=1)
    return torch.where(count > 2, many, (count == 2).to(count.dtype))


class ForestOperator(PixelOperator):
    """Maps the scores of a forest; NaN is nodata."""

    def __init__(self, forest: IsolationForest, project: Projection, device: torch.device) -> None:
        """Takes a forest on the device, and what its components are."""
        super().__init__(device)
        self._forest, self._project = forest, project
        self._together = (CPU_STEPS if device.type == "cpu" else DEVICE_STEPS) // TREES

    def scores(self, pixels: torch.Tensor) -> torch.Tensor:
        found = self._project(pixels).T.contiguous()
        return torch.cat([self._forest.scores(some) for some in torch.split(found, self._together)])


SAMPLE = TREES * TREE_PIXELS
"""Pixels that are kept for the trees: as many as they all take."""


class AnomalyDetector:
    """How early the trees of a forest isolate a pixel, in the leading components."""

    title = "isolation forest"
    source = "Liu, Ting, Zhou (2008), ICDM"
    ceiling = 1.0

    def detect(self, run: SceneRun, sink: Sink) -> dict[str, Any]:
        components = leading_components(run, COMPONENTS)
        project = Projection(components, run.device)
        sample = sampled(run, project, SAMPLE)
        forest = IsolationForest(sample, int(run.values["seed"])).to(run.device)
        run.map(ForestOperator(forest, project, run.device), sink)
        return {
            "components": components.count,
            "trees": TREES,
            "sample_pixels": len(sample),
        }
