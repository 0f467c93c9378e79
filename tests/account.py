"""What test runs side by side leave: whether every test was run, and how long each file took."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SECONDS = Path(__file__).with_name("seconds.json")
"""How long the long files took when ``side_by_side.py --record`` last measured them."""


def account_of(folder: Path, runs: int) -> tuple[str, dict[str, float]]:
    """What is wrong with the accounts of some runs, empty where every test was run once.

    Args:
        folder: of the claims.
        runs: how many there were.

    Returns:
        a sentence or nothing, and the seconds of each file.
    """
    accounts: list[dict[str, Any]] = [
        json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")
    ]
    seconds = {name: took for account in accounts for name, took in account["seconds"].items()}
    if len(accounts) != runs:
        return f"{len(accounts)} of {runs} runs came to their end.", seconds
    if any(account["collected"] != accounts[0]["collected"] for account in accounts):
        return "The runs collected different tests.", seconds
    ran = sum(sum(account["ran"].values()) for account in accounts)
    collected = len(accounts[0]["collected"])
    if ran != collected:
        return f"{ran} of {collected} tests were run.", seconds
    return "", seconds
