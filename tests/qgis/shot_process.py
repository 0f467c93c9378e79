"""The notices of runs that failed, with what may help as buttons."""

from __future__ import annotations

from shot_kit import Shots, state


def _show(shots: Shots, kind: str, ended_with: int | None = None) -> None:
    from hsfm.engine import errors
    from hsfm.engine.parameters import ANOMALY
    from hsfm.hsfm_plugin.gui.retry import Retry

    error = getattr(errors, kind)("The engine told this.")
    if ended_with is not None:
        error.ended_with = ended_with
    devices = [{"id": "cuda:0"}, {"id": "cpu"}]
    retry = Retry(lambda _: None, ANOMALY, {}, {}, devices)
    for width in (300, 340):
        shots.set_width(width)
        shots.panel.dock.notices.show_error(error, retry)
        shots.take(f"_{width}")


@state
def retry_crashed(shots: Shots) -> None:
    shots.scene()
    _show(shots, "EngineCrashed", -9)


@state
def retry_gpu_full(shots: Shots) -> None:
    shots.scene()
    _show(shots, "DeviceOutOfMemory")


@state
def retry_driver(shots: Shots) -> None:
    shots.scene()
    _show(shots, "DeviceDriver")
