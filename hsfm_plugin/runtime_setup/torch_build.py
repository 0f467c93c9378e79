"""Picks the build of PyTorch that this machine's device can run, and says why.

What exists for PyTorch 2.13 (pytorch/pytorch, RELEASE.md, "CUDA Support Matrix", and #178665): the
CPU, CUDA 12.6 for older GPUs, CUDA 13.0, and CUDA 13.2 as an experiment. CUDA 12.8 ended with 2.11,
so Blackwell (12.0), which once needed it, now takes 13.0. Where 12.6 and 13.0 both fit, 13.0 is
taken: onnxruntime-gpu 1.31 is built for CUDA 13 too, and finds none of its libraries in the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Optional

from ...engine.errors import BadParameter, DeviceDriver, DeviceUnavailable
from .nvidia import Capability, Gpu, parse

TORCH = "2.13"
"""The release whose builds are listed here; a test compares it with torch.txt."""
INDEX = "https://download.pytorch.org/whl/"


@dataclass(frozen=True)
class Build:
    """A build of PyTorch.

    Attributes:
        name: ``cpu``, ``mps``, or ``cu130`` and the like.
        index: the address pip takes it from; None for PyPI.
        reason: a sentence for the user: why this one.
    """

    name: str
    index: Optional[str]
    reason: str

    @property
    def device(self) -> str:
        """The kind of device it is for: ``cpu``, ``cuda`` or ``mps``."""
        return "cuda" if self.name.startswith("cu") else self.name


class _Cuda(NamedTuple):
    version: str
    driver: int
    x86: tuple[Capability, Capability]
    arm: tuple[Capability, Capability]
    is_experiment: bool = False


_CUDA = {
    "cu132": _Cuda("13.2", 580, ((7, 5), (13, 0)), ((8, 0), (13, 0)), is_experiment=True),
    "cu130": _Cuda("13.0", 580, ((7, 5), (13, 0)), ((8, 0), (13, 0))),
    "cu126": _Cuda("12.6", 525, ((5, 0), (10, 0)), ((8, 0), (10, 0))),
}
"""The preferred one first: the oldest driver of its major release, and the capabilities, from the
first to before the second, that its kernels run on. PyTorch ships its own CUDA libraries, so the
driver that came with the toolkit (560 for 12.6) is not asked for: "from CUDA 11 onwards" a program
runs on every driver of the major release: 525 and newer for 12, 580 and newer for 13 (NVIDIA,
docs.nvidia.com/deploy/cuda-compatibility/minor-version-compatibility.html). What that leaves out,
"with limited feature-set", the smoke test shows and the CPU is taken."""


def offered(system: str) -> list[tuple[str, str]]:
    """The builds that a user can name on a kind of system, with their version of CUDA.

    Args:
        system: as ``sys.platform``.

    Returns:
        Pairs such as ``("cpu", "")`` and ``("cu130", "13.0")``; the CPU first.
    """
    if system == "darwin":
        return [("cpu", ""), ("mps", "")]
    return [("cpu", ""), *((name, about.version) for name, about in sorted(_CUDA.items()))]


def choose(
    nvidia_smi_output: Optional[str],
    system: str,
    machine: str,
    wanted: str = "auto",
    is_mirror: bool = False,
) -> Build:
    """Picks a build.

    Args:
        nvidia_smi_output: what ``nvidia_smi`` returned.
        system: as ``platform.system()`` or ``sys.platform``.
        machine: the processor of the interpreter that will run it, as ``platform.machine()`` says
            there; QGIS itself may be an Intel program on an Apple processor.
        wanted: ``auto``, ``cpu``, ``cuda``, ``mps`` or the name of a build.
        is_mirror: whether PyTorch comes from an index in the place of PyPI, whatever the build's
            own would be. PyPI's is made for CUDA on Linux, and for the CPU on Windows.

    Raises:
        BadParameter: ``wanted`` is no build of this PyTorch.
        DeviceDriver: a CUDA build is wanted, and the driver is missing, silent or too old.
        DeviceUnavailable: there is no such device, or no PyTorch for this kind of machine.
    """
    name = wanted.strip().lower() or "auto"
    if name not in ("auto", "cpu", "cuda", "mps", *_CUDA):
        raise BadParameter(
            f"PyTorch {TORCH} has no build called {wanted!r}.",
            hint=f"It may be auto, cpu, cuda, mps, {', '.join(sorted(_CUDA))}.",
        )
    if system.lower() in ("darwin", "macos"):
        return _for_mac(machine, name)
    is_arm = machine.lower() in ("aarch64", "arm64")
    if not is_arm and machine.lower() not in ("x86_64", "amd64"):
        raise DeviceUnavailable(
            f"There is no PyTorch {TORCH} for a processor of the kind {machine!r}.",
            hint="Use a machine with a 64-bit x86 or ARM processor.",
        )
    if name == "mps":
        raise DeviceUnavailable(
            f"MPS is the GPU of Apple computers, and this is {system} on {machine}.",
            hint="Choose auto, cuda or cpu.",
        )
    if name == "cpu":
        return _cpu("The CPU was asked for.")
    if name == "auto" and is_mirror and system.lower() in ("windows", "win32"):
        return _cpu("PyPI and its mirrors have PyTorch for the CPU only on Windows.")
    gpus = [] if nvidia_smi_output is None else parse(nvidia_smi_output)
    if not gpus:
        trouble = _no_gpus(nvidia_smi_output)
        if name == "auto":
            return _cpu(trouble)
        raise _refused(name, trouble, "Install or repair")
    return _for_gpus(gpus, is_arm, name)


def _for_mac(machine: str, name: str) -> Build:
    if machine.lower() not in ("arm64", "aarch64"):
        raise DeviceUnavailable(
            f"There is no PyTorch {TORCH} for Intel Macs or Intel programs on a Mac ({machine}); "
            "the last one was 2.2.2.",
            hint="On a Mac with an Apple processor, install a Python for it (arm64).",
        )
    if name not in ("auto", "mps", "cpu"):
        raise DeviceUnavailable(
            f"The build {name} is for NVIDIA GPUs, which a Mac does not have.",
            hint="Choose auto, mps or cpu.",
        )
    if name == "cpu":
        return Build("cpu", None, "The CPU was asked for.")
    return Build("mps", None, "Macs with an Apple processor compute on its GPU (MPS).")


def _for_gpus(gpus: list[Gpu], is_arm: bool, name: str) -> Build:
    offered = [name] if name in _CUDA else [key for key in _CUDA if not _CUDA[key].is_experiment]
    served = {build: [gpu for gpu in gpus if not _trouble(gpu, build, is_arm)] for build in offered}
    # The best GPU decides, then how many can be used, then the order of _CUDA.
    best = max(
        offered, key=lambda build: (max(map(_rank, served[build]), default=()), len(served[build]))
    )
    if not served[best]:
        # What stops the build for the oldest GPUs and drivers is what is easiest to mend.
        troubles = [f"{gpu.name}: {_trouble(gpu, offered[-1], is_arm)}" for gpu in gpus]
        trouble = f"No NVIDIA GPU here can be used. {'; '.join(dict.fromkeys(troubles))}."
        if name == "auto":
            return _cpu(trouble)
        raise _refused(name, trouble, "Update")
    first = max(served[best], key=_rank)
    reason = (
        f"{first.name} (capability {_dotted(first.capability)}, driver {first.driver}) "
        f"computes with CUDA {_CUDA[best].version}."
    )
    left = dict.fromkeys(gpu.name for gpu in gpus if gpu not in served[best])
    if left:
        reason += f" This build cannot use {', '.join(left)}."
    return Build(best, f"{INDEX}{best}", reason)


def _rank(gpu: Gpu) -> tuple[Capability, int]:
    return gpu.capability, gpu.memory_mib


def _trouble(gpu: Gpu, build: str, is_arm: bool) -> str:
    """Why a GPU cannot run a build; empty if it can."""
    about = _CUDA[build]
    lowest, beyond = about.arm if is_arm else about.x86
    if not any(gpu.capability):
        return "its driver does not tell its compute capability and is too old"
    if int(gpu.driver.split(".")[0]) < about.driver:
        return f"its driver {gpu.driver} is too old, {build} needs {about.driver} or newer"
    if gpu.capability < lowest:
        return (
            f"its compute capability {_dotted(gpu.capability)} is too old, "
            f"{build} needs {_dotted(lowest)} or newer"
        )
    if gpu.capability >= beyond:
        return f"its compute capability {_dotted(gpu.capability)} is too new for {build}"
    return ""


def _no_gpus(output: Optional[str]) -> str:
    if output is None:
        return "There is no NVIDIA driver (no nvidia-smi)."
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    said = lines[0][:200].rstrip(".") if lines else "nothing"
    return f"No NVIDIA GPU can be used; nvidia-smi said: {said}."


def _cpu(reason: str) -> Build:
    return Build("cpu", f"{INDEX}cpu", reason)


def _refused(name: str, trouble: str, verb: str) -> DeviceDriver:
    return DeviceDriver(
        f"The build {name} of PyTorch cannot run here. {trouble}",
        hint=f"{verb} the NVIDIA driver (nvidia.com/drivers), or choose the CPU build.",
    )


def _dotted(capability: Capability) -> str:
    return f"{capability[0]}.{capability[1]}"
