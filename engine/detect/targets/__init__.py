"""Detectors of known materials: one file a method."""
