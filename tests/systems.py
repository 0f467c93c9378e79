"""Marks of tests for what not every system has."""

from __future__ import annotations

import sys

import pytest

unix_only = pytest.mark.skipif(
    sys.platform == "win32", reason="signals, links and shell scripts as Unix has them"
)
