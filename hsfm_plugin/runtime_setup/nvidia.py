"""What NVIDIA's own tool says about the GPUs of this machine."""

from __future__ import annotations

import os
import re
import sys
from typing import NamedTuple, Optional

from .asking import ask
from .places import Stop
from .programs import on_path, system32

NVIDIA_SMI_LIMIT_S = 20.0
_QUERY = (
    "--query-gpu=name,compute_cap,driver_version,memory.total",
    "--format=csv,noheader,nounits",
)

Capability = tuple[int, int]


class Gpu(NamedTuple):
    """A line of nvidia-smi; ``memory_mib`` is 0 where unknown."""

    name: str
    capability: Capability
    driver: str
    memory_mib: int


def nvidia_smi(stop: Optional[Stop] = None) -> Optional[str]:
    """What NVIDIA's own tool says about the GPUs.

    Returns:
        Its output, which may be a complaint; None where there is no such tool, and so no driver.

    Raises:
        Cancelled: ``stop`` said so.
    """
    program = _nvidia_smi_at()
    if program is None:
        return None
    try:
        answer = ask([program, *_QUERY], NVIDIA_SMI_LIMIT_S, stop)
    except OSError as exc:
        return f"{program} cannot be run: {exc.strerror or exc}"
    if answer.code is None:
        return f"no answer within {NVIDIA_SMI_LIMIT_S:g} s"
    return f"{answer.out}\n{answer.err}".strip() or f"nothing (exit code {answer.code})"


def parse(output: str) -> list[Gpu]:
    """Reads the lines of nvidia-smi; those that do not describe a GPU are passed over."""
    found = []
    for line in output.splitlines():
        fields = [field.strip() for field in line.rsplit(",", 3)]
        if len(fields) != 4 or not re.fullmatch(r"\d+(\.\d+)+", fields[2]):
            continue
        capability = re.fullmatch(r"(\d{1,3})\.(\d)", fields[1])
        number = (int(capability.group(1)), int(capability.group(2))) if capability else (0, 0)
        memory = int(fields[3]) if fields[3].isascii() and fields[3].isdigit() else 0
        found.append(Gpu(fields[0], number, fields[2], memory))
    return found


def _nvidia_smi_at() -> Optional[str]:
    """On PATH, or where Windows' drivers and WSL put it."""
    if sys.platform == "win32":
        programs = os.environ.get("PROGRAMFILES", "")
        places = [system32(), os.path.join(programs, "NVIDIA Corporation", "NVSMI")]
    else:
        places = ["/usr/bin", "/usr/lib/wsl/lib"]
    return on_path("nvidia-smi") or on_path("nvidia-smi", places)
