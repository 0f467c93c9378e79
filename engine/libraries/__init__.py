"""Spectral libraries: one file a format."""
