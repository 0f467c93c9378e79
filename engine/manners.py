"""What libraries must be told before they are loaded, lest they do more than they are used for."""

from __future__ import annotations

import os

from .folders import matplotlib_folder


def keep_to_own_folders() -> None:
    """Has libraries write nothing outside HSFM's folders, and tell nobody of their use.

    ONNX Runtime sends its maker what it is used for, since 1.29 on Linux too, and keeps a number of
    this machine and what it has not sent yet in the user's cache and in ``/tmp``
    (microsoft/onnxruntime#27379 and #29843). Matplotlib makes a folder for its settings and fonts.
    What the environment says to a library itself stays.
    """
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("MPLCONFIGDIR", str(matplotlib_folder()))
