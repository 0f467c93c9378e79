"""Stands in for ``simulate`` in a real engine process: does what ``out`` names.

It is run by ``conftest.misbehaving_root`` and is no part of the product.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.context import Context
from engine.tasks.result import Output, Result


def run(values: Mapping[str, Any], context: Context) -> Result:
    what = str(values["out"])
    return globals()[f"do_{what}"](values, context) or Result(metrics={"did": what})


def do_nothing(values: Mapping[str, Any], context: Context) -> None:
    """Answers at once."""


def do_work(values: Mapping[str, Any], context: Context) -> None:
    """Works for about ``seed`` tenths of a second, then lets itself be cancelled."""
    part = Path("map.tif.part")
    part.write_bytes(b"half")
    try:
        for step in range(values["seed"] * 10):
            context.check_cancelled()
            context.progress("map", step, values["seed"] * 10)
            time.sleep(0.01)
    finally:
        part.unlink()


def do_not_listen(values: Mapping[str, Any], context: Context) -> None:
    """Works on, whatever it is told."""
    context.log("deaf")
    time.sleep(600)


def do_finish_although_cancelled(values: Mapping[str, Any], context: Context) -> Result:
    context.log("going")
    while not context.is_cancelled:
        time.sleep(0.01)
    return Result([Output("class_map", Path("/somewhere/map.tif"), "classes")])


def do_print(values: Mapping[str, Any], context: Context) -> None:
    """Prints in every way that a library might."""
    print("from Python's print")
    sys.__stdout__.write("from Python's own stdout\n")
    sys.__stdout__.flush()
    os.write(1, b"from file descriptor 1\n")
    libc = ctypes.CDLL("msvcrt" if sys.platform == "win32" else None)
    libc.puts(b"from C")
    libc.fflush(None)
    os.system("echo from a child process")


def do_read_stdin(values: Mapping[str, Any], context: Context) -> Result:
    return Result(metrics={"read": sys.stdin.read()})


def do_not_a_number(values: Mapping[str, Any], context: Context) -> Result:
    return Result(metrics={"f1": float("nan"), "rows": [1.5, float("inf")]})


def do_say_too_much(values: Mapping[str, Any], context: Context) -> Result:
    return Result(metrics={"text": "x" * (1 << 20)})


def do_fail(values: Mapping[str, Any], context: Context) -> None:
    raise KeyError("a bug")


def do_miss_a_package(values: Mapping[str, Any], context: Context) -> None:
    import a_package_that_nobody_has  # noqa: F401


def do_run_out_of_memory(values: Mapping[str, Any], context: Context) -> None:
    raise MemoryError


def do_fill_cuda(values: Mapping[str, Any], context: Context) -> None:
    import torch

    raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 GiB.")


def do_fill_cuda_plain(values: Mapping[str, Any], context: Context) -> None:
    raise RuntimeError("CUDA error: out of memory")


def do_fill_mps(values: Mapping[str, Any], context: Context) -> None:
    raise RuntimeError("MPS backend out of memory (MPS allocated: 9.00 GB)")


def do_fill_cublas(values: Mapping[str, Any], context: Context) -> None:
    raise RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`")


def do_segfault(values: Mapping[str, Any], context: Context) -> None:
    import numpy  # noqa: F401 - so that there are extension modules to list

    print("about to crash in C", file=sys.stderr, flush=True)
    os.kill(os.getpid(), signal.SIGSEGV)


def do_hush(values: Mapping[str, Any], context: Context) -> None:
    """Stops the whole process for a while, as an import that holds the interpreter does."""
    context.log("hushing")
    if sys.platform == "win32":
        ctypes.PyDLL("kernel32").Sleep(int(values["seed"] * 100))
    else:
        ctypes.PyDLL(None).usleep(int(values["seed"] * 100_000))
