"""A context that remembers what it was told."""

from __future__ import annotations

from typing import Any

from engine.context import Context


class Told(Context):
    """Remembers what it was told; cancels once ``cancel_at`` bytes are there."""

    def __init__(self, cancel_at: int | None = None) -> None:
        super().__init__()
        self.cancel_at = cancel_at
        self.steps: list[tuple[str, int, int]] = []
        self.lines: list[str] = []

    def emit(self, type_: str, **fields: Any) -> None:
        if type_ == "log":
            self.lines.append(fields["text"])
            return
        self.steps.append((fields["phase"], fields["done"], fields["total"]))
        if self.cancel_at is not None and fields["done"] >= self.cancel_at:
            self.cancel()
