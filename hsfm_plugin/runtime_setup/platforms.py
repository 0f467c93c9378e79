"""The platforms that the engine's packages exist for, and which of them this computer is."""

from __future__ import annotations

import platform
import sys
from dataclasses import dataclass

from ...engine.errors import BadParameter
from .asking import ask

SYSCTL = "/usr/sbin/sysctl"
"""Of macOS."""
SYSCTL_LIMIT_S = 5.0


@dataclass(frozen=True)
class Target:
    """A platform that wheels are gathered for.

    Attributes:
        tags: what pip calls the files that run there; it compares names and derives nothing.
        markers: what its Python says of itself.
    """

    tags: tuple[str, ...]
    markers: dict[str, str]


def _markers(sys_platform: str, system: str, os_name: str, machine: str) -> dict[str, str]:
    return {
        "sys_platform": sys_platform,
        "platform_system": system,
        "os_name": os_name,
        "platform_machine": machine,
    }


def _manylinux(machine: str, oldest: int) -> tuple[str, ...]:
    """Up to glibc 2.28, which torch's own wheels ask for."""
    return (
        *(f"manylinux_2_{minor}_{machine}" for minor in range(28, oldest - 1, -1)),
        f"manylinux2014_{machine}",
        f"linux_{machine}",
    )


def _macosx() -> tuple[str, ...]:
    """From macOS 14 down, which onnxruntime's wheels ask for."""
    versions = range(14, 10, -1)
    return tuple(f"macosx_{n}_0_{kind}" for n in versions for kind in ("arm64", "universal2"))


PLATFORMS = {
    "linux_x86_64": Target(
        (*_manylinux("x86_64", 5), "manylinux2010_x86_64", "manylinux1_x86_64"),
        _markers("linux", "Linux", "posix", "x86_64"),
    ),
    "linux_aarch64": Target(
        _manylinux("aarch64", 17), _markers("linux", "Linux", "posix", "aarch64")
    ),
    "win_amd64": Target(("win_amd64",), _markers("win32", "Windows", "nt", "AMD64")),
    "macosx_arm64": Target(_macosx(), _markers("darwin", "Darwin", "posix", "arm64")),
}


def processor() -> str:
    """The processor of this computer, as ``platform.machine()`` says in a program made for it.

    QGIS may be an Intel program on an Apple processor, and the engine's Python need not be one.
    """
    if sys.platform == "darwin":
        try:
            answer = ask([SYSCTL, "-n", "hw.optional.arm64"], SYSCTL_LIMIT_S)
        except OSError:
            return platform.machine()
        if answer.out.strip() == "1":
            return "arm64"
    return platform.machine()


def this_platform() -> str:
    """The name of this computer's platform in ``PLATFORMS``.

    Raises:
        BadParameter: the engine has no wheels for it.
    """
    machine = processor()
    for name, target in PLATFORMS.items():
        same_system = target.markers["sys_platform"] == sys.platform
        if same_system and target.markers["platform_machine"] == machine:
            return name
    raise BadParameter(
        f"There are no wheels of the engine's packages for {sys.platform} on {machine}.",
        hint=f"Name one of these platforms: {', '.join(PLATFORMS)}.",
    )
