"""A new environment is tried before it is used: for real, and where it is broken."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Optional

import pytest
from hsfm.engine import __version__
from hsfm.engine.errors import Cancelled
from hsfm.engine.protocol import PROTOCOL
from hsfm.hsfm_plugin.runtime_setup import smoke
from hsfm.hsfm_plugin.runtime_setup.log import SetupLog
from hsfm.hsfm_plugin.runtime_setup.places import Places
from hsfm.hsfm_plugin.runtime_setup.smoke import MODULES, PACKAGES, PARTS, Smoke, smoke_test
from hsfm.hsfm_plugin.runtime_setup.torch_build import Build

ROOT = Path(__file__).resolve().parents[2]
CPU = Build("cpu", None, "")
CUDA = Build("cu126", None, "")
TORCH = """
__version__ = "9.9"
class _Version: cuda = "12.6"
version = _Version
class cuda:
    is_available = staticmethod(lambda: {available})
    get_device_name = staticmethod(lambda number: "Fake GPU")
    synchronize = staticmethod(lambda: None)
class _Tensor:
    def __init__(self, device): self.device = device
    def cpu(self): return self
    def __eq__(self, other): return self
    def all(self): return True
def ones(*shape, device): return _Tensor(device)
class _F:
    @staticmethod
    def conv2d(image, weights):
        if image.device == "cuda":
            {on_cuda}
        return image
class nn: functional = _F
"""


class Env:
    """An environment of a few files that stand for packages; every part but ``broken`` works."""

    def __init__(self, folder: Path) -> None:
        subprocess.run(
            [sys.executable, "-m", "venv", "--without-pip", str(folder / "env")], check=True
        )
        self.python = str(folder / "env" / "bin" / "python")
        self.site = next((folder / "env").glob("lib/python3.*/site-packages"))
        self.places = Places(folder / "runtime")
        self.log = SetupLog(folder / "setup.log")
        self.root: Optional[Path] = None
        for name in MODULES:
            self.package(name, '__version__ = "1.0"')
        self.package("torch", TORCH.format(available=True, on_cuda="pass"))

    def package(self, name: str, text: str) -> None:
        (self.site / f"{name}.py").write_text(text, encoding="utf-8")

    def test(self, build: Build = CPU, stop: Optional[smoke.Stop] = None) -> Smoke:
        return smoke_test(self.python, self.places, build, self.log, stop, self.root)

    def engine(self, folder: Path, protocol: int) -> None:
        (folder / "engine").mkdir(parents=True)
        for name in ("__init__", "protocol", "cli", "server", "devices"):
            text = f'__version__ = "7.0"\nPROTOCOL = {protocol}\n'
            (folder / "engine" / f"{name}.py").write_text(text, encoding="ascii")
        self.root = folder


@pytest.fixture
def env(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Env:
    if sys.platform == "win32":
        pytest.skip("the folders of a fake environment are those of Unix")
    monkeypatch.setattr(smoke, "PARTS", (*MODULES, "convolution:cpu", "engine"))
    made = Env(tmp_path)
    made.engine(tmp_path / "plugin", PROTOCOL)
    return made


def part(result: Smoke, name: str) -> tuple[bool, str]:
    return next((works, message) for found, works, message in result.parts if found == name)


def test_the_environment_of_these_tests_passes_for_real(tmp_path: Path) -> None:
    log = SetupLog(tmp_path / "setup.log")
    result = smoke_test(sys.executable, Places(tmp_path), CPU, log)
    assert [name for name, _, _ in result.parts] == list(PARTS)
    assert [entry for entry in result.parts if not entry[1]] == []
    assert (result.device, result.fallback, result.is_ok) == ("cpu", "", True)
    assert part(result, "engine") == (True, f"engine {__version__}, protocol {PROTOCOL}")
    assert part(result, "TIFF")[1].startswith("GDAL 3.")


def test_every_required_package_is_imported() -> None:
    folder = ROOT / "resources" / "runtime"
    lines = (folder / "torch.txt").read_text("utf-8") + (folder / "requirements.txt").read_text()
    names = {re.split(r"[<>=!;\s]", line)[0] for line in lines.splitlines() if line[:1].isalpha()}
    tried = {PACKAGES.get(module, module) for module in MODULES}
    # One of the two onnxruntimes is installed; tomli stands in for tomllib before Python 3.11.
    assert names - {"onnxruntime", "tomli"} == tried


def test_a_fake_environment_passes_too(env: Env) -> None:
    result = env.test()
    assert [entry for entry in result.parts if not entry[1]] == []


def test_a_package_that_is_missing_is_named_and_the_rest_is_tried(env: Env) -> None:
    (env.site / "rasterio.py").unlink()
    result = env.test()
    assert not result.is_ok
    assert part(result, "rasterio") == (
        False,
        "ModuleNotFoundError: No module named 'rasterio'",
    )
    assert [name for name, works, _ in result.parts if not works] == ["rasterio"]


def test_a_package_that_crashes_costs_one_part(env: Env) -> None:
    env.package("scipy", "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")
    env.package("shapely", "import os; os._exit(70)")
    result = env.test()
    assert "SIGSEGV" in part(result, "scipy")[1]
    assert "exit code 70" in part(result, "shapely")[1]
    assert [name for name, works, _ in result.parts if not works] == ["scipy", "shapely"]
    assert len(result.parts) == len(smoke.PARTS)
    assert "Segmentation fault" in env.log.tail(500)


def test_a_package_that_leaves_the_program_costs_one_part(env: Env) -> None:
    env.package("onnx", "raise SystemExit(0)")
    assert [name for name, works, _ in env.test().parts if not works] == ["onnx"]


def test_what_libraries_print_is_not_taken_for_an_answer(env: Env) -> None:
    env.package("matplotlib", "print('no newline', end='')\n__version__ = '3'")
    assert part(env.test(), "matplotlib") == (True, "3")


def test_a_package_that_hangs_is_ended_and_the_rest_not_waited_for(
    env: Env, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smoke, "LIMIT_S", 15.0)
    env.package("jinja2", "import time; time.sleep(600)")
    began = time.monotonic()
    result = env.test()
    assert time.monotonic() - began < 300
    assert part(result, "jinja2") == (False, "it did not end within 15 s")
    assert part(result, "engine") == (False, "not tried")
    assert part(result, "numpy")[0]


def test_an_interpreter_that_cannot_start_fails_every_part(env: Env) -> None:
    Path(env.python).unlink()
    result = env.test()
    assert not any(works for _, works, _ in result.parts)
    assert "cannot be started" in part(result, "torch")[1]


def test_an_environment_whose_base_is_gone_fails_with_a_sentence(env: Env) -> None:
    shutil.rmtree(Path(env.python).parent)
    Path(env.python).parent.mkdir()
    Path(env.python).write_text("#!/bin/sh\necho 'No Python at /gone' >&2\nexit 103\n", "ascii")
    Path(env.python).chmod(0o755)
    result = env.test()
    assert "the interpreter failed" in part(result, "torch")[1]
    assert "No Python at /gone" in part(result, "torch")[1]
    assert part(result, "engine") == (False, "not tried")


@pytest.mark.parametrize(
    ("code", "words"),
    [(1114, "Visual C"), (126, "Visual C"), (4551, "policy"), (1260, "policy"), (225, "antivirus")],
)
def test_what_windows_says_of_a_library_is_put_into_words(env: Env, code: int, words: str) -> None:
    env.package("numpy", f"raise OSError('[WinError {code}] x. Error loading c10.dll')")
    message = part(env.test(), "numpy")[1]
    assert f"WinError {code}" in message
    assert words in message
    assert "antivirus" not in words or str(env.places.root) in message


def test_an_engine_of_another_protocol_is_named_with_both_versions(
    env: Env, tmp_path: Path
) -> None:
    env.engine(tmp_path / "other", PROTOCOL + 1)
    works, message = part(env.test(), "engine")
    assert not works
    assert f"speaks protocol {PROTOCOL + 1}, this plugin {PROTOCOL}" in message
    assert str(tmp_path / "other") in message
    assert "install the plugin again" in message


def test_a_gpu_that_works_is_the_device(env: Env) -> None:
    result = env.test(CUDA)
    assert (result.device, result.fallback, result.is_ok) == ("cuda", "", True)
    assert "convolution:cuda: works. Fake GPU" in env.log.tail(50)


@pytest.mark.parametrize(
    ("on_cuda", "words"),
    [
        ("raise RuntimeError('no kernel image is available')", "no kernel image"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "SIGSEGV"),
    ],
)
def test_a_gpu_that_fails_means_the_cpu_and_a_sentence(env: Env, on_cuda: str, words: str) -> None:
    env.package("torch", TORCH.format(available=True, on_cuda=on_cuda))
    result = env.test(CUDA)
    assert result.device == "cpu"
    assert result.is_ok, "the environment is good without its GPU"
    assert result.fallback.startswith("HSFM will compute on the CPU")
    assert words in result.fallback
    assert result.fallback in env.log.tail(50)


def test_a_gpu_that_hangs_means_the_cpu(env: Env, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smoke, "DEVICE_LIMIT_S", 1.0)
    on_cuda = "import time; time.sleep(60)"
    env.package("torch", TORCH.format(available=True, on_cuda=on_cuda))
    result = env.test(CUDA)
    assert result.device == "cpu"
    assert "did not end within 1 s" in result.fallback


def test_a_cuda_build_that_sees_no_device_means_the_cpu(env: Env) -> None:
    env.package("torch", TORCH.format(available=False, on_cuda="pass"))
    result = env.test(CUDA)
    assert result.device == "cpu"
    assert "PyTorch 9.9 has no device" in result.fallback


def test_a_torch_that_was_not_made_for_cuda_is_not_blamed_on_the_driver(env: Env) -> None:
    torch = TORCH.format(available=False, on_cuda="pass").replace('cuda = "12.6"', "cuda = None")
    env.package("torch", torch)
    result = env.test(CUDA)
    assert result.device == "cpu"
    assert "no build for CUDA" in result.fallback
    assert "driver" not in result.fallback


def test_a_real_torch_without_cuda_is_told_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    if torch.version.cuda:
        pytest.skip("this torch has CUDA")
    monkeypatch.setattr(smoke, "PARTS", ("torch",))
    log = SetupLog(tmp_path / "setup.log")
    result = smoke_test(sys.executable, Places(tmp_path), CUDA, log)
    assert result.device == "cpu"
    assert f"PyTorch {torch.__version__} has no build for CUDA" in result.fallback


def test_the_gpu_is_not_tried_in_an_environment_that_is_broken(env: Env) -> None:
    (env.site / "numpy.py").unlink()
    result = env.test(CUDA)
    assert (result.device, result.fallback, result.is_ok) == ("cpu", "", False)


def test_the_test_can_be_cancelled(env: Env, tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    env.package("numpy", f"import time; open({str(begun)!r}, 'w'); time.sleep(600)")
    began = time.monotonic()
    with pytest.raises(Cancelled):
        env.test(stop=begun.exists)
    assert time.monotonic() - began < 300
