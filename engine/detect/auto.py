"""The default detector; joins the robust ones and needs no setting."""

from __future__ import annotations

from .rx import AnomalyDetector as AnomalyDetector
