"""Detectors of what is unusual in a scene."""
