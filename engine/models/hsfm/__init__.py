"""HSFM's own backbone: a small sensor-agnostic encoder of single spectra, part of the package."""
