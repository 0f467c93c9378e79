"""A preview over the wire: partial maps on the way, features kept between two runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from hsfm.hsfm_plugin.engine_client.session import EngineSession


def test_partial_maps_come_before_the_result_and_the_second_preview_is_the_same(
    session_of: Callable[..., EngineSession], tmp_path: Path
) -> None:
    session = session_of()
    made = session.run("simulate", {"out": str(tmp_path / "scene"), "size": 192})
    paths = {output["role"]: output["path"] for output in made["outputs"]}
    values = {"scene": paths["product"], "labels": paths["labels"]}
    maps, seconds = [], []
    for name in ("cold", "warm"):
        said: list[dict[str, Any]] = []
        result = session.run(
            "preview", {**values, "out": str(tmp_path / f"{name}.tif")}, on_message=said.append
        )
        partials = [message for message in said if message["type"] == "partial"]
        assert [message["role"] for message in partials] == ["preview"] * len(partials)
        assert partials and all(message["window"] == [0, 0, 192, 192] for message in partials)
        assert all(Path(message["path"]).is_file() for message in partials)
        maps.append(Path(result["outputs"][0]["path"]).with_suffix(".qml").read_text())
        seconds.append(result["metrics"]["seconds"])
        assert result["metrics"]["classes"][0]["pixels"] >= 0
    assert maps[0] == maps[1]
    print("preview of 192 x 192, features not kept and kept:", *seconds)
