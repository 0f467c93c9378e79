"""Maps classes with an ONNX model, exported by HSFM or made elsewhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..backends.foreign import describe
from ..backends.offered import Chosen
from ..backends.onnx_backend import OnnxBackend
from ..backends.onnx_model import OnnxModel
from ..backends.onnx_session import CPU, version
from ..bands.plan import BandPlan, listed, plan_request
from ..errors import BadParameter, BandsUncovered, DeviceUnavailable
from ..scene.scene import Scene
from .mapper import AUTO, Mapper, Run, file_sha256


def open_onnx(path: Path) -> OnnxMapper:
    """Opens an ONNX model by its metadata or its sidecar.

    Raises:
        EngineError: as ``backends.foreign.describe``.
    """
    return OnnxMapper(describe(path))


class OnnxMapper(Mapper):
    """An ONNX model, exported by HSFM or made elsewhere."""

    def __init__(self, model: OnnxModel) -> None:
        self.model = model
        self.path = model.path
        self.classes = model.classes
        self.request = model.request
        self.level = model.level
        self.window_px = model.window_px
        self.overlap_px = model.overlap_px
        self.halo_px = model.halo_px
        self.metrics = {}
        self.origin = {
            "onnx": str(model.path),
            "onnx_sha256": file_sha256(model.path),
            **_beside(model.path),
            **model.origin,
        }

    def plan(self, scene: Scene) -> BandPlan:
        request = self.request
        if request.centres_nm is None and request.scene_bands == 0:
            absent = [n for n in request.numbers if n > len(scene.bands)]
            if absent:
                raise BandsUncovered(
                    f"{scene.product} has {len(scene.bands)} bands, and {self.path} wants the "
                    f"bands {listed(absent)}.",
                    hint="Use a scene of the kind that the model was made for.",
                )
            request = replace(request, scene_bands=len(scene.bands))
        return plan_request(scene, request, wanted_by=f"the model {self.path.name}")

    def _backend(self, run: Run) -> Chosen:
        if run.backend not in (AUTO, "onnx"):
            raise BadParameter(
                f"The backend {run.backend} computes .hsfm heads; {self.path} is an ONNX model.",
                hint="Choose the backend auto or onnx.",
            )
        backend = OnnxBackend(self.model, run.device)
        if run.device.type == "cuda" and backend.providers[0] == CPU:
            text = f"This ONNX Runtime ({version()}) cannot use {run.device}"
            if run.backend == "onnx":
                raise DeviceUnavailable(f"{text}.", hint="Choose the device cpu.")
            run.context.warn(f"{text}; the network is computed on the CPU.")
        facts = {"providers": backend.providers, "onnxruntime": version()}
        return Chosen("onnx", backend, facts)


def _beside(path: Path) -> dict[str, str]:
    """Checksums of what a model reads besides itself: its description, and large weights."""
    beside = {"sidecar_sha256": path.with_suffix(".json"), "data_sha256": Path(f"{path}.data")}
    return {name: file_sha256(place) for name, place in beside.items() if place.is_file()}
