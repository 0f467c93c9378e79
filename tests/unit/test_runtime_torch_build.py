"""Which build of PyTorch a machine gets, and what is said about it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hsfm.engine.errors import BadParameter, Cancelled, DeviceDriver, DeviceUnavailable
from hsfm.hsfm_plugin.runtime_setup import nvidia
from hsfm.hsfm_plugin.runtime_setup.nvidia import nvidia_smi
from hsfm.hsfm_plugin.runtime_setup.torch_build import INDEX, TORCH, choose

ROOT = Path(__file__).resolve().parents[2]
H100 = "NVIDIA H100 PCIe, 9.0, 580.95.05, 81559"
PC = ("Linux", "x86_64")
unix_only = pytest.mark.skipif(sys.platform == "win32", reason="the fakes are shell scripts")


def test_the_builds_listed_are_those_of_the_pinned_torch() -> None:
    pinned = (ROOT / "resources" / "runtime" / "torch.txt").read_text(encoding="utf-8")
    assert f"torch=={TORCH}." in pinned, "look up the CUDA builds of the new torch"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (H100, "cu130"),
        ("NVIDIA GeForce RTX 5090, 12.0, 590.44.01, 32607", "cu130"),
        ("NVIDIA GeForce RTX 5090, 12.0, 575.64.03, 32607", "cpu"),  # 12.0 has no CUDA 12.6
        ("NVIDIA GeForce RTX 3060, 8.6, 579.99, 12288", "cu126"),
        ("NVIDIA GeForce RTX 3060, 8.6, 535.183.01, 12288", "cu126"),
        ("NVIDIA GeForce RTX 3060, 8.6, 525.60.13, 12288", "cu126"),
        ("NVIDIA GeForce RTX 3060, 8.6, 520.61.05, 12288", "cpu"),
        ("Tesla T4, 7.5, 580.65.06, 15360", "cu130"),
        ("Tesla V100-SXM2-16GB, 7.0, 580.95.05, 16384", "cu126"),
        ("NVIDIA GeForce GTX 1080 Ti, 6.1, 580.95.05, 11264", "cu126"),
        ("Tesla K80, 3.7, 580.95.05, 11441", "cpu"),
        ("NVIDIA RTX, 15.0, 700.10, 99999", "cpu"),
    ],
)
def test_driver_and_capability_decide(line: str, name: str) -> None:
    build = choose(line, *PC)
    assert build.name == name
    assert build.index == INDEX + name
    assert line.split(",")[0] in build.reason


def test_windows_gets_the_same_builds() -> None:
    assert choose(H100, "win32", "AMD64").name == "cu130"
    assert choose(None, "Windows", "AMD64").index == f"{INDEX}cpu"


def test_the_kernels_of_arm_machines_begin_later() -> None:
    volta = "Tesla V100, 7.0, 580.95.05, 16384"
    assert choose(volta, "Linux", "aarch64").name == "cpu"
    assert choose("NVIDIA GB10, 12.1, 580.95.05, [N/A]", "Linux", "aarch64").name == "cu130"


def test_the_reason_says_why_a_gpu_is_not_used() -> None:
    assert "driver 515.86 is too old, cu126 needs 525" in choose("A, 8.0, 515.86, 1", *PC).reason
    assert "capability 3.7 is too old, cu126 needs 5.0" in choose("A, 3.7, 580.1, 1", *PC).reason


def test_the_best_of_several_gpus_decides() -> None:
    old, new = "GTX 1080, 6.1, 580.95.05, 8192", "RTX 5090, 12.0, 580.95.05, 32607"
    for lines in (f"{old}\n{new}", f"{new}\n{old}"):
        build = choose(lines, *PC)
        assert build.name == "cu130"
        assert "RTX 5090" in build.reason
        assert "cannot use GTX 1080" in build.reason


def test_a_build_that_serves_all_gpus_goes_before_one_that_serves_the_best_only() -> None:
    build = choose("GTX 1080, 6.1, 580.95.05, 8192\nRTX 4090, 8.9, 580.95.05, 24564", *PC)
    assert build.name == "cu126"
    assert "cannot use" not in build.reason


def test_a_name_with_commas_is_read() -> None:
    assert nvidia.parse("NVIDIA X, Y Edition, 8.6, 580.1, 100")[0].name == "NVIDIA X, Y Edition"


@pytest.mark.parametrize(
    "output",
    [
        "",
        "No devices were found",
        "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.",
        'Field "compute_cap" is not a valid field to query.',
        "a, b, c, d",
        ",,,",
        "\x00\xff, 1.x, 5, \n,",
        "GPU, 8.6, 99999999999999999999, ٣",
        "no answer within 20 s",
    ],
)
def test_garbage_means_the_cpu_and_is_quoted(output: str) -> None:
    build = choose(output, *PC)
    assert build.name == "cpu"
    assert output.splitlines()[:1] == [] or output.splitlines()[0].strip(" .,") in build.reason


def test_a_driver_that_does_not_tell_the_capability_is_too_old() -> None:
    build = choose("Tesla K20, [N/A], 390.157, 4743", *PC)
    assert build.name == "cpu"
    assert "does not tell its compute capability" in build.reason


def test_without_a_driver_auto_is_the_cpu_and_says_so() -> None:
    build = choose(None, *PC)
    assert (build.name, build.device) == ("cpu", "cpu")
    assert "no nvidia-smi" in build.reason


def test_a_mirror_has_no_cuda_for_windows_and_the_reason_says_so() -> None:
    build = choose(H100, "win32", "AMD64", "auto", True)
    assert (build.name, "CPU only on Windows" in build.reason) == ("cpu", True)
    assert choose(H100, "win32", "AMD64", "cu130", True).name == "cu130"  # the user knows better
    assert choose(H100, "linux", "x86_64", "auto", True).name == "cu130"


@pytest.mark.parametrize("wanted", ["cuda", "cu126", "cu130"])
def test_a_cuda_build_without_a_driver_is_refused_with_a_sentence(wanted: str) -> None:
    with pytest.raises(DeviceDriver) as caught:
        choose(None, *PC, wanted=wanted)
    assert f"The build {wanted} of PyTorch cannot run here. There is no NVIDIA" in str(caught.value)
    assert "choose the CPU build" in caught.value.hint


def test_a_cuda_build_with_a_driver_too_old_for_it_is_refused() -> None:
    with pytest.raises(
        DeviceDriver, match=r"RTX 3060: its driver 570\.1 is too old, cu130 needs 580"
    ):
        choose("RTX 3060, 8.6, 570.1, 12288", *PC, wanted="cu130")
    assert choose("RTX 3060, 8.6, 570.1, 12288", *PC, wanted="cuda").name == "cu126"


def test_a_named_build_is_taken_where_it_fits() -> None:
    assert choose(H100, *PC, wanted=" CU126 ").name == "cu126"
    assert choose(H100, *PC, wanted="cpu").name == "cpu"


def test_an_experimental_build_is_taken_only_when_it_is_named() -> None:
    assert choose(H100, *PC).name == "cu130"
    assert choose(H100, *PC, wanted="cu132").name == "cu132"


def test_a_build_that_this_torch_does_not_have_is_refused_with_those_it_has() -> None:
    with pytest.raises(BadParameter, match=r"no build called 'cu128'.*cu126, cu130"):
        choose(H100, *PC, wanted="cu128")


def test_a_mac_gets_its_own_build_from_pypi() -> None:
    for system in ("Darwin", "darwin"):
        build = choose(None, system, "arm64")
        assert (build.name, build.index, build.device) == ("mps", None, "mps")
    assert choose(None, "Darwin", "arm64", "cpu").index is None


def test_an_intel_mac_is_told_that_there_is_no_torch_for_it() -> None:
    with pytest.raises(DeviceUnavailable, match=r"Intel.*2\.2\.2"):
        choose(None, "Darwin", "x86_64")


@pytest.mark.parametrize(
    ("system", "machine", "wanted"),
    [("Linux", "x86_64", "mps"), ("Darwin", "arm64", "cu130"), ("Linux", "riscv64", "auto")],
)
def test_what_a_machine_cannot_have_is_refused(system: str, machine: str, wanted: str) -> None:
    with pytest.raises(DeviceUnavailable):
        choose(H100, system, machine, wanted)


def fake_smi(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    program = folder / "nvidia-smi"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="ascii")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


@unix_only
def test_nvidia_smi_is_asked_for_what_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_smi(tmp_path, monkeypatch, f'echo "$@" >{tmp_path}/args; echo "{H100}"')
    assert choose(nvidia_smi(), *PC).name == "cu130"
    assert (tmp_path / "args").read_text(encoding="ascii").split() == [
        "--query-gpu=name,compute_cap,driver_version,memory.total",
        "--format=csv,noheader,nounits",
    ]


@unix_only
def test_a_failing_nvidia_smi_is_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_smi(tmp_path, monkeypatch, "echo 'NVML: Driver/library version mismatch' >&2; exit 18")
    assert "version mismatch" in choose(nvidia_smi(), *PC).reason
    fake_smi(tmp_path, monkeypatch, "exit 9")
    assert "exit code 9" in choose(nvidia_smi(), *PC).reason


@unix_only
def test_an_nvidia_smi_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nvidia, "NVIDIA_SMI_LIMIT_S", 0.3)
    fake_smi(tmp_path, monkeypatch, "sleep 60 & sleep 60")
    assert "no answer within 0.3 s" in choose(nvidia_smi(), *PC).reason


@unix_only
def test_asking_can_be_cancelled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_smi(tmp_path, monkeypatch, f"touch {tmp_path}/begun; sleep 60")
    with pytest.raises(Cancelled):
        nvidia_smi(lambda: (tmp_path / "begun").exists())


@unix_only
def test_no_tool_is_no_driver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nvidia, "_nvidia_smi_at", lambda: None)
    assert nvidia_smi() is None
